namespace Platform.Embedded;

/// <summary>Requests that reach nobody: to deleted observers, or lost by the simulated network. Nothing is answered,
/// and callers who wait time out.</summary>
internal sealed class LostRequests(SiloRuntime silo) : IRequestTarget
{
    private readonly RequestList _open = new();

    public bool TryEnqueue(GrainRequest request)
    {
        if (request.IsOneWay)
            return true;

        lock (_open)
        {
            request.List?.Remove(request);
            _open.Add(request);
        }

        return true;
    }

    public void Completed(GrainRequest request, Exception? failure) =>
        throw new InvalidOperationException($"{request} has reached nobody.");

    public void Post(Action action) => action();

    public void Sweep(long now)
    {
        List<GrainRequest> late = [];
        lock (_open)
        {
            for (var request = _open.First; request is not null; request = request.Next)
            {
                if (now >= request.Deadline)
                    late.Add(request);
            }

            late.ForEach(_open.Remove);
        }

        foreach (var request in late)
            request.Fail(silo.TimeoutOf(request));
    }
}
