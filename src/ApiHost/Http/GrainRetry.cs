using Orleans.Storage;

namespace Platform.Http;

/// <summary>Asks a grain again, once, after a proven conflict: another activation wrote meanwhile, the runtime dropped
/// the one that was asked, and the next try meets fresh state. The command keeps its id, so nothing happens
/// twice.</summary>
internal static class GrainRetry
{
    /// <summary>The answer of the first try, or of the second after a conflict.</summary>
    public static async Task<T> Once<T>(Func<Task<T>> ask)
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
