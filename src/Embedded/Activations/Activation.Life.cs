using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace Platform.Embedded;

/// <summary>From the first request to the last.</summary>
internal sealed partial class Activation
{
    private readonly StatelessWorkers? _workers;
    private volatile Phase _phase;
    private AsyncServiceScope? _scope;
    private Exception? _activationFailure;
    private DeactivationReason? _reason;
    private CancellationTokenSource? _deadlineSource;
    private long _deadline = long.MaxValue;
    private long _keepUntil;
    private long _lastActive;
    private bool _isEnding;
    private HashSet<GrainTimer>? _timers;

    internal enum Phase
    {
        Created,
        Activating,
        Active,
        Deactivating,
        Ended,
    }

    public bool IsActive => _phase is Phase.Active;

    /// <summary>Nothing ever reached it, so nothing has to end.</summary>
    public bool IsUntouched => _phase is Phase.Created && Load == 0;

    /// <summary>Requests that run or wait; read without a lock to choose the least busy worker.</summary>
    public int Load => _running.Count + _waiting.Count + (_work?.Count ?? 0);

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_phase is Phase.Deactivating or Phase.Ended || _reason is not null)
                return;

            _reason = deactivationReason;

            // Before it is active it ends only after it has become so.
            if (_phase is Phase.Active)
                _phase = Phase.Deactivating;
            Push((Action)(() => _mayStartMore = true));
        }
    }

    public void DelayDeactivation(TimeSpan span)
    {
        if (span <= TimeSpan.Zero && span != Timeout.InfiniteTimeSpan)
            _keepUntil = 0;
        else if (span == Timeout.InfiniteTimeSpan || span == TimeSpan.MaxValue)
            _keepUntil = long.MaxValue;
        else
            _keepUntil = _silo.Clock.ManagedNow + (long)span.TotalMilliseconds;
    }

    public void Add(GrainTimer timer) => (_timers ??= []).Add(timer);

    public void Remove(GrainTimer timer) => _timers?.Remove(timer);

    /// <summary>Ends the activation when nobody has asked for anything for long enough.</summary>
    public bool CollectIfIdle(long now)
    {
        if (_class.CollectionAge is not { } age || now < _keepUntil)
            return false;

        lock (_gate)
        {
            var isBusy = _running.Count > 0 || _waiting.Count > 0 || _work?.Count > 0;
            if (_phase is not Phase.Active || isBusy || now - _lastActive < age.TotalMilliseconds)
                return false;
        }

        Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "Nobody called for a while."));
        return true;
    }

    private void Activate(GrainRequest first)
    {
        _phase = Phase.Activating;
        if (first.Context is { } context)
            RequestContext.Snapshot = context;
        _ = ActivateAsync();
    }

    private async Task ActivateAsync()
    {
        try
        {
            _scope = _silo.Services.CreateAsyncScope();
            _instance = CreateInstance();
            var limit = StartDeadline(_silo.Collection.ActivationTimeout);
            if (_lifecycle is not null)
                await _lifecycle.StartAsync(GrainLifecycleStage.Activate, limit);
            if (_instance is IGrainBase grain)
                await grain.OnActivateAsync(limit);
            if (_lifecycle is not null)
                await _lifecycle.StartAsync(GrainLifecycleStage.Last, limit);
        }
        catch (Exception failure)
        {
            await FailAsync(failure);
            return;
        }

        StopDeadline();
        _silo.Metrics.Activated(this);
        _lastActive = _silo.Clock.ManagedNow;
        lock (_gate)
            _phase = _reason is null ? Phase.Active : Phase.Deactivating;
        _mayStartMore = true;
    }

    private object CreateInstance()
    {
        try
        {
            return _class.Create(this);
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException(
                $"Failed to create an instance of grain type '{_class.Type}'. See InnerException for details.",
                failure);
        }
    }

    // Everyone who waits gets the very exception; nothing is remembered, the next call tries again.
    private async Task FailAsync(Exception failure)
    {
        StopDeadline();
        _silo.Metrics.FailedToActivate();
        _silo.Log.ActivationFailed(failure, GrainId);
        _activationFailure = failure;
        DisposeTimers();
        await DisposeInstanceAsync();
        End();
        while (_waiting.First is { } request)
        {
            Unwait(request);
            request.Cancellation?.Dispose();
            request.Fail(failure);
        }
    }

    private void EndIfQuiet()
    {
        if (_phase is not Phase.Deactivating || _running.Count > 0 || _isEnding)
            return;

        _isEnding = true;
        _ = DeactivateAsync();
    }

    private async Task DeactivateAsync()
    {
        DisposeTimers();
        var limit = StartDeadline(_silo.Collection.DeactivationTimeout);
        try
        {
            if (_instance is IGrainBase grain)
                await grain.OnDeactivateAsync(_reason!.Value, limit).WaitAsync(limit);
        }
        catch (Exception failure)
        {
            _silo.Log.DeactivationFailed(failure, GrainId);
        }

        if (_lifecycle is not null)
            await _lifecycle.StopAsync(int.MinValue, failure => _silo.Log.DeactivationFailed(failure, GrainId), limit);
        StopDeadline();
        await DisposeInstanceAsync();
        _silo.Metrics.Deactivated(this);
        End();
        while (_waiting.First is { } request)
        {
            Unwait(request);
            Forward(request);
        }
    }

    private async Task DisposeInstanceAsync()
    {
        try
        {
            if (_instance is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else if (_instance is IDisposable disposable)
                disposable.Dispose();
            if (_scope is { } scope)
                await scope.DisposeAsync();
        }
        catch (Exception failure)
        {
            _silo.Log.DeactivationFailed(failure, GrainId);
        }
    }

    // From here on senders find another activation; what is still in the queue is forwarded when its turn comes.
    private void End()
    {
        if (_workers is null)
            _silo.Directory.Remove(this);
        else
            _workers.Remove(this);
        TaskCompletionSource? told;
        lock (_gate)
        {
            _phase = Phase.Ended;
            told = _deactivated;
        }

        told?.TrySetResult();
    }

    private void DisposeTimers()
    {
        foreach (var timer in _timers?.ToArray() ?? [])
            timer.Dispose();
    }

    private CancellationToken StartDeadline(TimeSpan limit)
    {
        var source = new CancellationTokenSource();
        _deadlineSource = source;
        Volatile.Write(ref _deadline, _silo.Clock.After(limit));
        return source.Token;
    }

    private void StopDeadline()
    {
        Volatile.Write(ref _deadline, long.MaxValue);
        _deadlineSource = null;
    }
}
