using Orleans.Storage;

namespace Platform.Http;

/// <summary>Asks a grain again, once, after a proven conflict: another activation wrote meanwhile, the runtime dropped
/// the one that was asked, and the next try meets fresh state. The command keeps its id, so nothing happens
/// twice. A database that hangs keeps nobody waiting for longer than the deadline.</summary>
internal static class GrainRetry
{
    // Nobody waits for longer than five seconds, the way here and back included. What becomes of the command then, its
    // repetition tells.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(4.5);

    /// <summary>The answer of the first try, or of the second after a conflict.</summary>
    /// <exception cref="TimeoutException">There was none within the deadline; the command may still be
    /// executed.</exception>
    public static Task<T> Once<T>(Func<Task<T>> ask) => Ask(ask).WaitAsync(Deadline);

    private static async Task<T> Ask<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (InconsistentStateException)
        {
            return await ask();
        }
    }
}
