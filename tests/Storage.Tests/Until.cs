namespace Platform.Storage;

/// <summary>Waits for something that happens elsewhere and cannot be awaited.</summary>
internal static class Until
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task TrueAsync(Func<Task<bool>> isSo)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (!await isSo())
            await Task.Delay(10, timeout.Token);
    }

    public static Task TrueAsync(Func<bool> isSo) => TrueAsync(() => Task.FromResult(isSo()));
}
