using System.Diagnostics;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Platform.Embedded;

/// <summary>One state of one activation. Its operations queue; writes that have not begun share one.</summary>
internal sealed class PersistentState<T>(string name, Activation activation, IGrainStorage storage)
    : IPersistentState<T>, ILifecycleObserver
{
    private GrainState<T>? _state;
    private Operation? _last;
    private bool _isLoaded;

    private enum Kind
    {
        Read,
        Write,
        Clear,
    }

    public T State
    {
        get
        {
            RuntimeContext.Demand(activation);
            return _state is null ? default! : _state.State!;
        }
        set
        {
            RuntimeContext.Demand(activation);
            Record.State = value;
        }
    }

    public string? Etag => _state?.ETag;

    public bool RecordExists =>
        _isLoaded ? Record.RecordExists : throw new InvalidOperationException("State has not yet been loaded");

    private GrainState<T> Record => _state ??= new GrainState<T>(PersistentStates.Fresh<T>());

    public Task ReadStateAsync() => Enqueue(Kind.Read, default);

    public Task WriteStateAsync() => Enqueue(Kind.Write, default);

    public Task ClearStateAsync() => Enqueue(Kind.Clear, default);

    public Task ReadStateAsync(CancellationToken cancellationToken) => Enqueue(Kind.Read, cancellationToken);

    public Task WriteStateAsync(CancellationToken cancellationToken) => Enqueue(Kind.Write, cancellationToken);

    public Task ClearStateAsync(CancellationToken cancellationToken) => Enqueue(Kind.Clear, cancellationToken);

    Task ILifecycleObserver.OnStart(CancellationToken cancellationToken) =>
        _isLoaded ? Task.CompletedTask : ReadStateAsync(cancellationToken);

    Task ILifecycleObserver.OnStop(CancellationToken cancellationToken) => Task.CompletedTask;

    // Everything here is a turn of the activation: no lock is needed.
    private Task Enqueue(Kind kind, CancellationToken cancellationToken)
    {
        RuntimeContext.Demand(activation);
        var mayShare = kind is not Kind.Read && !cancellationToken.CanBeCanceled;
        if (mayShare && _last is { HasStarted: false, MayBeShared: true } queued && queued.Kind == kind)
            return queued.Task;

        var operation = new Operation(kind, !cancellationToken.CanBeCanceled);
        operation.Task = RunAsync(operation, _last, cancellationToken);
        _last = operation;
        return operation.Task;
    }

    private async Task RunAsync(Operation operation, Operation? before, CancellationToken cancellationToken)
    {
        // The provider is called after a yield, with the state as it is then.
        await Task.Yield();
        try
        {
            if (before is not null)
            {
                await before.Task.ConfigureAwait(
                    ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }

            operation.HasStarted = true;

            // What has just been read or written is known; what has just been cleared is clear.
            var isDone = before is { Task.IsCompletedSuccessfully: true }
                && (operation.Kind, before.Kind) is (Kind.Read, _) or (Kind.Clear, Kind.Clear);
            if (!isDone)
                await CallAsync(operation.Kind, cancellationToken);
            _isLoaded |= operation.Kind is Kind.Read;
        }
        finally
        {
            if (ReferenceEquals(_last, operation))
                _last = null;
        }
    }

    private async Task CallAsync(Kind kind, CancellationToken cancellationToken)
    {
        var label = kind switch
        {
            Kind.Read => "read",
            Kind.Write => "write",
            Kind.Clear => "clear",
        };
        var start = Stopwatch.GetTimestamp();
        try
        {
            await (kind switch
            {
                Kind.Read => storage.ReadStateAsync(name, activation.GrainId, Record, cancellationToken),
                Kind.Write => storage.WriteStateAsync(name, activation.GrainId, Record, cancellationToken),
                Kind.Clear => storage.ClearStateAsync(name, activation.GrainId, Record, cancellationToken),
            });
            activation.Silo.Metrics.Stored(label, start);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure)
        {
            activation.Silo.Metrics.StorageFailed(label);
            activation.Silo.Log.StorageFailed(failure, name, activation.GrainId, label);
            if (failure is OrleansException)
                throw;
            throw new OrleansException(
                $"Error from storage provider {storage.GetType().Name}.{name} during {label} for grain "
                + $"{activation.GrainId}: {failure.Message}",
                failure);
        }
    }

    private sealed class Operation(Kind kind, bool mayBeShared)
    {
        public Kind Kind { get; } = kind;

        public bool MayBeShared { get; } = mayBeShared;

        public bool HasStarted { get; set; }

        public Task Task { get; set; } = Task.CompletedTask;
    }
}
