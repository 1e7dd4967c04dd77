using System.Collections.Concurrent;
using System.Globalization;
using Platform.Benchmarks.Load;
using Platform.Testing;

namespace Platform.Benchmarks.Rows;

/// <summary>Five times as many orders come as one core can place, each at its time: how many are placed all the same,
/// and how soon the others are told to come later.</summary>
internal static class OverloadRow
{
    private const int ClosedClients = 48;
    private const int Times = 5;
    private const int OutstandingMax = 3_000; // Sockets of one generator; what comes beyond is not sent.
    private const double GoodputMin = 0.8;
    private const double GoodputAim = 0.95;
    private const double RefusedMaxMs = 50;

    // One core compiles, serves and stores: before that a peak is the compiler's.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FloodMin = TimeSpan.FromSeconds(8);

    public static async Task<IReadOnlyList<RowResult>> RunAsync(
        IReadOnlyDictionary<string, string> settings, TimeSpan duration)
    {
        // Both get one core and the crowd the other, so that the crowd is there at all.
        await using var server = await PrivatePostgres.StartAsync();
        await using var database = await TestDatabase.CreateAsync(server.SocketConnectionString);
        await using var platform = new PlatformProcess(database.ConnectionString, settings);
        await platform.StartAsync();
        using var client = new LeanClient(platform.Address, await platform.SignInAsync());
        await OneCore.HoldAsync([platform.Id, .. server.Processes()]);

        var strange = new ConcurrentBag<string>();
        var crowd = new Crowd(key => PlaceAsync(client, key, strange));
        await crowd.ServeAsync(ClosedClients, WarmUp);
        var peak = await crowd.ServeAsync(ClosedClients, duration);
        crowd.Forget();
        var length = duration < FloodMin ? FloodMin : duration;
        var goodput = await crowd.FloodAsync(peak * Times, length, OutstandingMax);
        return [Row(crowd, peak, goodput, length, strange, crowd.TakeUnknown().Count())];
    }

    private static async Task<Fate> PlaceAsync(LeanClient client, string key, ConcurrentBag<string> strange)
    {
        var (status, text) = await client.PostAsync(OneOrder.Path, key, OneOrder.Body);
        switch (status)
        {
            case 201:
                return Fate.Served;
            case 503 when text.Contains("\"overloaded\"", StringComparison.Ordinal)
                && text.Contains("Retry-After:", StringComparison.OrdinalIgnoreCase):
                return Fate.Refused;
            case 0:
                return Fate.Unknown;
            default:
                strange.Add(text);
                return Fate.Strange;
        }
    }

    private static RowResult Row(
        Crowd crowd, double peak, double goodput, TimeSpan duration, ConcurrentBag<string> strange, int unknown)
    {
        var offered = (crowd.Served.Count + crowd.Refused.Count + crowd.Unsent) / duration.TotalSeconds;
        var (share, late) = (goodput / peak, Crowd.Quantile(crowd.Refused, 0.99) * 1_000);
        return new RowResult(
            "5× overload of one core",
            string.Create(CultureInfo.InvariantCulture, $"its peak {peak:N0}/s"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{goodput:N0}/s of {offered:N0}/s placed, p99 {Crowd.Quantile(crowd.Served, 0.99) * 1_000:N0} ms; "
                + $"{crowd.Refused.Count:N0} refused, p50 {Crowd.Quantile(crowd.Refused, 0.5) * 1_000:N0} ms, "
                + $"p99 {late:N0} ms; {crowd.Unsent:N0} not sent"),
            string.Create(CultureInfo.InvariantCulture, $"{share:P0}, refused in {late:N0} ms (p99)"),
            string.Create(CultureInfo.InvariantCulture, $"≥ {GoodputMin:P0}, ≤ {RefusedMaxMs:N0} ms"),
            string.Create(CultureInfo.InvariantCulture, $"{GoodputAim:P0}"),
            share >= GoodputMin && late <= RefusedMaxMs && strange.IsEmpty && unknown == 0,
            strange.IsEmpty && unknown == 0
                ? ""
                : $"{unknown} not answered; {strange.Count} strange: {strange.FirstOrDefault()}");
    }
}
