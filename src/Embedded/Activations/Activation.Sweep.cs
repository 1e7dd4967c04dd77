using Orleans.Runtime;

namespace Platform.Embedded;

/// <summary>What is looked for from outside a few times a second: callers who waited too long, circles of calls,
/// requests that never end. Only the lists are touched, under the lock; everything else happens on the activation's
/// turns.</summary>
internal sealed partial class Activation
{
    // Longer than any honest hand-over between grains, shorter than a second with the sweep's own period.
    private const int CircleSuspectedAfterMs = 400;
    private const int CircleLengthMax = 64;

    public void Sweep(long now)
    {
        // Read without the lock: an idle activation costs two reads.
        if (_running.Count == 0 && _waiting.Count == 0 && now < Volatile.Read(ref _deadline))
            return;

        List<GrainRequest>? late = null;
        List<GrainRequest>? circular = null;
        var isStuck = false;
        lock (_gate)
        {
            for (var request = _waiting.First; request is not null; request = request.Next)
            {
                if (now >= request.Deadline)
                    (late ??= []).Add(request);
                else if (now - request.SentAt > CircleSuspectedAfterMs && ClosesCircle(request))
                    (circular ??= []).Add(request);
            }

            for (var request = _running.First; request is not null; request = request.Next)
            {
                if (now >= request.Deadline)
                    (late ??= []).Add(request);
                isStuck |= now - request.StartedAt > _silo.Messaging.MaxRequestProcessingTime.TotalMilliseconds;
            }
        }

        foreach (var request in late ?? [])
            TimeOut(request);
        foreach (var request in circular ?? [])
            BreakCircle(request);
        if (now >= Volatile.Read(ref _deadline) && _deadlineSource is { } overdue)
        {
            Volatile.Write(ref _deadline, long.MaxValue);
            Post(overdue.Cancel);
        }

        if (isStuck)
            Abandon();
    }

    // Read by other activations' sweeps, without this one's lock: a wrong answer is asked again before it counts.
    private Activation? SoleCaller
    {
        get
        {
            var request = _blocking;
            return request is not null && _running.Count == 1 && !_class.IsReentrant && !request.IsOneWay
                ? request.Source as Activation
                : null;
        }
    }

    // The waiting request's caller runs for somebody, who runs for somebody …, who is the one it waits for.
    private bool ClosesCircle(GrainRequest request)
    {
        if (request.IsOneWay || request.IsAnswered)
            return false;

        var caller = request.Source as Activation;
        for (var steps = 0; caller is not null && steps < CircleLengthMax; steps++)
        {
            if (ReferenceEquals(caller, this))
                return true;
            caller = caller.SoleCaller;
        }

        return false;
    }

    private void BreakCircle(GrainRequest request)
    {
        var path = new List<string> { GrainId.ToString() };
        for (var caller = request.Source as Activation; caller is not null; caller = caller.SoleCaller)
        {
            path.Add(caller.GrainId.ToString());
            if (ReferenceEquals(caller, this) || path.Count > CircleLengthMax)
                break;
        }

        path.Reverse();
        var failure = new OrleansException(
            $"{request} is part of a call cycle, {string.Join(" → ", path)}: a deadlock, each waits for the next. "
            + "Call in one direction only, or make the method interleave.");
        if (request.Fail(failure))
            _silo.Log.CallCycle(failure, GrainId);
    }

    private void TimeOut(GrainRequest request)
    {
        request.Deadline = long.MaxValue;
        if (!request.Fail(_silo.TimeoutOf(request)))
            return;

        _silo.Metrics.TimedOut();
        if (_silo.Messaging.CancelRequestOnTimeout)
            request.Cancellation?.CancelCallee();
        Enqueue((Action)(() => _mayStartMore = true));
    }

    // A request that never ends would hold the grain for ever: the next call gets a new activation.
    private void Abandon()
    {
        _silo.Log.ActivationIsStuck(GrainId);
        _silo.Directory.Remove(this);
        List<GrainRequest> left = [];
        lock (_gate)
        {
            _phase = Phase.Ended;
            for (; _waiting.First is { } request; left.Add(request))
                _waiting.Remove(request);
        }

        foreach (var request in left)
            Forward(request);
    }
}
