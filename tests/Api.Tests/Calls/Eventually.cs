namespace Platform.Calls;

/// <summary>For what happens beside the answer: asks again until it is so, and says at the end why it is not.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static Task Async(Func<Task> check, TimeSpan? patience = null) => Async(
        async () =>
        {
            await check();
            return true;
        },
        patience);

    public static async Task<T> Async<T>(Func<Task<T>> check, TimeSpan? patience = null)
    {
        var until = TimeProvider.System.GetUtcNow() + (patience ?? Patience);
        while (true)
        {
            try
            {
                return await check();
            }
            catch (Exception e) when (e is Xunit.Sdk.XunitException && TimeProvider.System.GetUtcNow() < until)
            {
                await Task.Delay(Pause);
            }
        }
    }
}
