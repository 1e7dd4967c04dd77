namespace Platform.Embedded;

/// <summary>Where requests are delivered: an activation, the workers of a stateless grain, an observer.</summary>
internal interface IRequestTarget
{
    /// <summary>Takes the request, or answers false when the target has gone and another one must be found.</summary>
    bool TryEnqueue(GrainRequest request);

    /// <summary>The method has ended; called on the turn in which it did, before the caller is answered.</summary>
    void Completed(GrainRequest request, Exception? failure);

    /// <summary>Runs the action as a turn of the target.</summary>
    void Post(Action action);

    /// <summary>Looks for callers who waited too long; called from another thread, a few times a second.</summary>
    void Sweep(long now);
}
