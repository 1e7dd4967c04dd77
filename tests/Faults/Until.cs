namespace Platform.Faults;

/// <summary>Waits for conditions, never for times.</summary>
internal static class Until
{
    /// <summary>Returns when it is so.</summary>
    /// <exception cref="TimeoutException">It was not so within the limit, a minute unless given.</exception>
    public static async Task IsSoAsync(Func<Task<bool>> isSo, string what, TimeSpan? limit = null)
    {
        using var patience = new CancellationTokenSource(limit ?? TimeSpan.FromSeconds(60));
        while (!await isSo())
        {
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"Waited in vain for: {what}");
            await Task.Delay(20);
        }
    }

    /// <summary>Returns when it is so.</summary>
    public static Task IsSoAsync(Func<bool> isSo, string what, TimeSpan? limit = null) =>
        IsSoAsync(() => Task.FromResult(isSo()), what, limit);
}
