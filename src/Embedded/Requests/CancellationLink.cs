namespace Platform.Embedded;

/// <summary>Carries a caller's cancellation to the callee: the caller is released at once, and the callee's own token
/// is cancelled as a turn of the callee, so that its callbacks meet no other thread.</summary>
internal sealed class CancellationLink(GrainRequest request, bool waitsForCallee) : IDisposable
{
    private readonly CancellationTokenSource _callee = new();
    private readonly GrainRequest _caller = request;
    private CancellationTokenRegistration _registration;

    public CancellationToken Token => _callee.Token;

    /// <summary>The request that runs, where filters put another one in the caller's place.</summary>
    public GrainRequest Sent { get; set; } = request;

    public void Follow(CancellationToken caller) =>
        _registration = caller.UnsafeRegister(
            static (link, token) => ((CancellationLink)link!).Cancel(token), this);

    /// <summary>Cancels the callee's token only.</summary>
    public void CancelCallee()
    {
        if (Sent.Receiver is { } receiver)
            receiver.Post(_callee.Cancel);
        else
            _callee.Cancel();
    }

    public void Dispose() => _registration.Dispose();

    private void Cancel(CancellationToken token)
    {
        if (!waitsForCallee)
            _caller.Cancel(token);
        CancelCallee();
    }
}
