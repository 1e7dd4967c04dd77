using System.Globalization;
using Platform.Orders;

namespace Platform.Benchmarks.Rows;

/// <summary>What an activation costs in memory that nobody asks for anything now. The orders do not exist, so that all
/// of it is the runtime's and the grain's, and nothing the state's.</summary>
internal static class IdleActivations
{
    private const int Count = 20_000;
    private const int Before = 1_000; // Dictionaries, pools and code are there by then.
    private const double MustBytes = 2_048;
    private const double AimBytes = 1_024;

    /// <param name="grains">Of a silo in this process.</param>
    /// <param name="key">Any order's: the others are said to be of its account.</param>
    public static async Task<RowResult> MeasureAsync(IGrainFactory grains, string key)
    {
        var account = key[..(key.IndexOf('/', StringComparison.Ordinal) + 1)];
        await ActivateAsync(grains, account, Before);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await ActivateAsync(grains, account, Count);
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Count;
        return new RowResult(
            "idle activation of an order's grain, without its state", "–",
            string.Create(CultureInfo.InvariantCulture, $"{each:N0} B, n {Count:N0}"),
            string.Create(CultureInfo.InvariantCulture, $"{each:N0} B"),
            string.Create(CultureInfo.InvariantCulture, $"≤ {MustBytes:N0} B"),
            string.Create(CultureInfo.InvariantCulture, $"{AimBytes:N0} B"), each <= MustBytes, "");
    }

    private static Task ActivateAsync(IGrainFactory grains, string account, int count) =>
        Parallel.ForAsync(0, count, async (_, _) =>
        {
            if (await grains.GetGrain<IOrderGrain>($"{account}{Guid.CreateVersion7():N}").Find() is not null)
                throw new InvalidOperationException("An order is there that nobody has placed.");
        });
}
