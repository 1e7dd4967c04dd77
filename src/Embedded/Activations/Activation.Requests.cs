using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;
using Orleans.Storage;

namespace Platform.Embedded;

/// <summary>Which request may start when.</summary>
internal sealed partial class Activation
{
    private readonly RequestList _waiting = new();
    private readonly RequestList _running = new();
    private GrainRequest? _blocking;
    private Dictionary<Guid, int>? _sections;
    private bool _mayStartMore;
    private bool _warnedOfQueue;

    public void EnterReentrantSection(Guid chain)
    {
        _sections ??= [];
        _sections[chain] = _sections.GetValueOrDefault(chain) + 1;
        _mayStartMore = true;
    }

    public void ExitReentrantSection(Guid chain)
    {
        if (_sections is null || !_sections.TryGetValue(chain, out var depth))
            return;
        if (depth == 1)
            _sections.Remove(chain);
        else
            _sections[chain] = depth - 1;
    }

    public void Completed(GrainRequest request, Exception? failure)
    {
        lock (_gate)
        {
            _running.Remove(request);
            if (ReferenceEquals(request, _blocking))
                _blocking = NextBlocking();
        }

        if (request.KeepsActivationAlive)
            _lastActive = _silo.Clock.ManagedNow;
        _silo.Metrics.RequestEnded(request);
        if (failure is InconsistentStateException { IsSourceActivation: true } stale)
        {
            // The copy in memory is older than the record: only reading it again helps. Callers up the chain stay.
            stale.IsSourceActivation = false;
            Deactivate(new DeactivationReason(
                DeactivationReasonCode.ApplicationError, stale, "The state in memory is stale."));
        }

        _mayStartMore = true;
    }

    private void Arrive(GrainRequest request)
    {
        switch (_phase)
        {
            case Phase.Created:
                Wait(request);
                Activate(request);
                break;
            case Phase.Active when request.IsAnswered:
                request.Cancellation?.Dispose();
                break;
            case Phase.Active when MayStart(request):
                Start(request);
                break;
            case Phase.Active or Phase.Activating or Phase.Deactivating:
                WaitWithinLimit(request);
                break;
            case Phase.Ended when _activationFailure is not null:
                request.Fail(_activationFailure);
                break;
            case Phase.Ended:
                Forward(request);
                break;
            default:
                throw new InvalidOperationException($"{GrainId} is in no known phase: {_phase}");
        }
    }

    private bool MayStart(GrainRequest request)
    {
        if (_running.Count == 0 || request.IsAlwaysInterleave || _blocking is not { } blocking || _class.IsReentrant)
            return true;
        if (request.IsReadOnly && blocking.IsReadOnly)
            return true;
        if (_sections is { Count: > 0 } && _sections.ContainsKey(RequestContext.ReentrancyIdOf(request.Context)))
            return true;
        return _class.MayInterleave is { } predicate && Asks(predicate, request, blocking);
    }

    // The predicate is the grain's own code: when it fails, its request does.
    private static bool Asks(Func<IInvokable, bool> predicate, GrainRequest request, GrainRequest blocking)
    {
        try
        {
            return predicate(request) || predicate(blocking);
        }
        catch (Exception failure)
        {
            request.Fail(failure);
            return false;
        }
    }

    private void Start(GrainRequest request)
    {
        lock (_gate)
        {
            _running.Add(request);
            if (_blocking is null && !request.IsAlwaysInterleave)
                _blocking = request;
        }

        request.StartedAt = _silo.Clock.Now;
        if (request.Context is { } context)
            RequestContext.Snapshot = context;
        if (_silo.Filters.HasIncoming || _class.HasOwnFilter)
            _ = new IncomingCall(request, this).RunAsync();
        else
            request.Run(this, TargetOf(request));
    }

    /// <summary>The grain, or for a tick the timer itself.</summary>
    public object TargetOf(GrainRequest request) => request is TimerTick tick ? tick.Timer : _instance!;

    private void StartWaiting(ExecutionContext? clean)
    {
        while (_mayStartMore)
        {
            _mayStartMore = false;
            if (_phase is not Phase.Active)
            {
                EndIfQuiet();
                return;
            }

            for (var request = _waiting.First; request is not null;)
            {
                var next = request.Next;
                if (request.IsAnswered)
                {
                    Unwait(request);
                    request.Cancellation?.Dispose();
                }
                else if (MayStart(request))
                {
                    Unwait(request);
                    Start(request);
                    Clean(clean);
                    if (_mayStartMore)
                        break;
                }
                else if (IsClosed)
                {
                    break;
                }

                request = next;
            }
        }
    }

    // Nothing that waits behind the first can start: what may always interleave has never waited.
    private bool IsClosed =>
        _class.MayInterleave is null && _sections is not { Count: > 0 } && _blocking is { IsReadOnly: false };

    private void WaitWithinLimit(GrainRequest request)
    {
        var options = _silo.Messaging;
        if (options.MaxEnqueuedRequestsHardLimit is > 0 and var hard && _waiting.Count >= hard)
        {
            request.Cancellation?.Dispose();
            _silo.Metrics.Rejected();
            request.Fail(new LimitExceededException(
                nameof(options.MaxEnqueuedRequestsHardLimit), _waiting.Count, hard, GrainId));
            return;
        }

        if (options.MaxEnqueuedRequestsSoftLimit is > 0 and var soft && _waiting.Count == soft && !_warnedOfQueue)
        {
            _warnedOfQueue = true;
            _silo.Log.QueueIsLong(GrainId, _waiting.Count);
        }

        Wait(request);
    }

    private void Wait(GrainRequest request)
    {
        lock (_gate)
            _waiting.Add(request);
    }

    private void Unwait(GrainRequest request)
    {
        lock (_gate)
            _waiting.Remove(request);
    }

    private GrainRequest? NextBlocking()
    {
        for (var request = _running.First; request is not null; request = request.Next)
        {
            if (!request.IsAlwaysInterleave)
                return request;
        }

        return null;
    }

    private void Forward(GrainRequest request)
    {
        if (request.IsBoundToActivation || request.IsAnswered)
            return;
        if (++request.ForwardCount > _silo.Messaging.MaxForwardCount)
        {
            request.Fail(new OrleansMessageRejectionException(
                $"{request} met {request.ForwardCount} activations that were ending."));
            return;
        }

        _silo.Metrics.Rerouted();
        _silo.Route(request);
    }
}
