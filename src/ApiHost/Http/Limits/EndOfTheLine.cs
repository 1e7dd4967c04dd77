using System.Runtime.CompilerServices;

namespace Platform.Http;

/// <summary>Awaited: goes on behind everything that waits for a thread of the pool. <c>Task.Yield</c> goes on before
/// it, since the pool takes first what its own threads left last.</summary>
internal readonly struct EndOfTheLine : ICriticalNotifyCompletion
{
    /// <summary>Never: it always waits.</summary>
    public bool IsCompleted => false;

    /// <summary>Itself.</summary>
    public EndOfTheLine GetAwaiter() => this;

    /// <summary>There is none.</summary>
    public void GetResult()
    {
    }

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => ThreadPool.QueueUserWorkItem(Go, continuation, preferLocal: false);

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) =>
        ThreadPool.UnsafeQueueUserWorkItem(Go, continuation, preferLocal: false);

    private static void Go(Action continuation) => continuation();
}
