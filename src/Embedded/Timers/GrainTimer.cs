using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Platform.Embedded;

/// <summary>What filters see when a timer ticks.</summary>
internal interface IGrainTimerInvoker : IAddressable
{
    Task InvokeCallbackAsync(CancellationToken cancellationToken);
}

/// <summary>A timer of one activation. A tick is a request to it; the next one is due a period after the last has
/// ended.</summary>
internal sealed class GrainTimer : IGrainTimer, IGrainTimerInvoker
{
    private readonly Lock _gate = new();
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _ended = new();
    private readonly ITimer _timer;
    private TimeSpan _period;
    private bool _isTicking;
    private bool _wasChanged;
    private bool _isOverdue;
    private bool _isDisposed;

    public GrainTimer(
        Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        Demand(options.DueTime, nameof(options.DueTime));
        Demand(options.Period, nameof(options.Period));
        _activation = activation;
        _callback = callback;
        _options = options;
        _period = options.Period;
        activation.Add(this);
        _timer = activation.Silo.Clock.Grains.CreateTimer(
            static timer => ((GrainTimer)timer!).Due(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(options.DueTime, Timeout.InfiniteTimeSpan);
    }

    public bool Interleaves => _options.Interleave;

    public bool KeepsActivationAlive => _options.KeepAlive;

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Demand(dueTime, nameof(dueTime));
        Demand(period, nameof(period));
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _period = period;
            _wasChanged = _isTicking;
            _isOverdue = false;
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public async Task InvokeCallbackAsync(CancellationToken cancellationToken)
    {
        if (_isDisposed)
            return;

        try
        {
            await _callback(_ended.Token);
        }
        catch (Exception failure) when (failure is not Orleans.Storage.InconsistentStateException)
        {
            _activation.Silo.Log.TimerFailed(failure, _activation.GrainId);
        }
    }

    /// <summary>The tick has ended, or was dropped.</summary>
    public void TickEnded()
    {
        lock (_gate)
        {
            _isTicking = false;

            // A change made during the tick has already said when the next one is due.
            if (!_isDisposed && _isOverdue)
                _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            else if (!_isDisposed && !_wasChanged && _period != Timeout.InfiniteTimeSpan)
                _timer.Change(_period, Timeout.InfiniteTimeSpan);
            _wasChanged = _isOverdue = false;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
        }

        _timer.Dispose();
        _activation.Remove(this);
        _ended.Cancel();
    }

    private void Due()
    {
        lock (_gate)
        {
            if (_isDisposed)
                return;
            if (_isTicking)
            {
                // Changed during a tick, and due before its end: right after it.
                _isOverdue = true;
                return;
            }

            _isTicking = true;
        }

        _activation.TryEnqueue(new TimerTick(this, _activation));
    }

    private static void Demand(TimeSpan span, string name)
    {
        if (span < TimeSpan.Zero && span != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(name, span, "A timer's times are zero or more, or infinite.");
    }
}

/// <summary>One tick, as a request.</summary>
internal sealed class TimerTick : VoidRequest
{
    private static readonly MethodShape Method = new(
        typeof(IGrainTimerInvoker),
        typeof(IGrainTimerInvoker).GetMethod(nameof(IGrainTimerInvoker.InvokeCallbackAsync), BindingFlags.Instance
            | BindingFlags.Public)!);

    public TimerTick(GrainTimer timer, Activation activation)
    {
        Timer = timer;
        Reference = activation.GrainReference;
        Source = activation;
        SentAt = activation.Silo.Clock.Now;
        IsOneWay = true;
    }

    public GrainTimer Timer { get; }

    public override MethodShape Shape => Method;

    public override bool IsAlwaysInterleave => Timer.Interleaves;

    public override bool KeepsActivationAlive => Timer.KeepsActivationAlive;

    public override bool IsBoundToActivation => true;

    public override async ValueTask InvokeTarget(object target)
    {
        try
        {
            await Timer.InvokeCallbackAsync(CancellationToken.None);
        }
        finally
        {
            Timer.TickEnded();
        }
    }

    public override int GetArgumentCount() => 1;

    public override object? GetArgument(int index) =>
        index == 0 ? CancellationToken.None : throw NoSuchArgument(index);

    public override void SetArgument(int index, object value) => throw NoSuchArgument(index);

    public override bool Fail(Exception failure)
    {
        // Refused or lost before it ran: the timer goes on.
        Timer.TickEnded();
        return false;
    }

    public override async ValueTask<Response> InvokeOn(object target)
    {
        await InvokeTarget(target);
        return Response.Completed;
    }
}
