using System.Text.Json;
using Npgsql;
using Platform.Benchmarks.Load;
using Platform.Testing;

namespace Platform.Benchmarks.Rows;

/// <summary>How the cost of finding a vendor grows with the number of an account's shops and vendors: from an order's
/// sending until somebody is offered it, one at a time.</summary>
internal sealed class DispatchRow(PlatformProcess platform, string database)
{
    private const int WarmUp = 50;
    private const int Measured = 100;
    private const double LogarithmicMax = 2; // log 10,000 / log 100.

    private static readonly int[] Sizes = [100, 1_000, 10_000];
    private static readonly TimeSpan OfferedWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(2);

    private IReadOnlyList<Guid> _shops = [];
    private int _next;

    public async Task<IReadOnlyList<RowResult>> RunAsync()
    {
        await platform.StartAsync();
        var token = await platform.SignInAsync();
        var subject = new Subject("platform", platform.Address, platform.Id, token, database);
        await subject.AddShopAsync("Original");
        await subject.CreateAsync("/api/v1/vendors", new
        {
            name = "Original",
            status = "approved",
            services = new[] { new { category = "repairs" } },
            area = new { latitude = 1.0, longitude = 1.0, radius_km = 10 },
        });

        await using var source = NpgsqlDataSource.Create(database);
        var medians = new List<TimeSpan>();
        foreach (var (before, size) in Sizes.Prepend(0).Zip(Sizes))
        {
            await DispatchFill.AddAsync(source, before, size);
            _shops = await DispatchFill.ShopsAsync(source);
            await GrowthRows.OneByOneAsync(DispatchNextAsync, size == Sizes[0] ? WarmUp * 4 : WarmUp);
            medians.Add(await GrowthRows.OneByOneAsync(DispatchNextAsync, Measured));
        }

        const string title = "dispatch: 100 → 1 k → 10 k shops of 5 vendors each";
        return [GrowthRows.Slope(title, medians, Measured, LogarithmicMax)];
    }

    // Far apart from each other, so that no vendor is asked twice in a row.
    private async Task DispatchNextAsync()
    {
        var n = _next++ * 37 % _shops.Count;
        var (latitude, longitude) = DispatchFill.PlaceOf(n);
        using var request = new HttpRequestMessage(HttpMethod.Post, OneOrder.Path)
        {
            Content = JsonContent.Create(new
            {
                kind = "service",
                customer = new { name = "Load Caller", phone = "+15550123456" },
                shop_id = _shops[n],
                address = new { line1 = "123 Main St", city = "New York", state = "NY", postal_code = "10001" },
                location = new { latitude, longitude },
                service_category = "repairs",
                description = "AC unit not cooling properly",
                currency = "USD",
            }),
        };
        request.Headers.Add("Idempotency-Key", $"{Guid.NewGuid()}");
        using var answer = await platform.Http.SendAsync(request);
        var order = await answer.Content.ReadFromJsonAsync<JsonElement>();
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"An order got {(int)answer.StatusCode}: {order}");
        var offers = new Uri($"/api/v1/orders/{order.GetProperty("id").GetGuid()}/offers", UriKind.Relative);
        using var limit = new CancellationTokenSource(OfferedWithin);
        while (!await IsOfferedAsync(offers, limit.Token))
            await Task.Delay(LookAgain, limit.Token);
    }

    private async Task<bool> IsOfferedAsync(Uri offers, CancellationToken cancellationToken)
    {
        var list = await platform.Http.GetFromJsonAsync<JsonElement>(offers, cancellationToken);
        return list.GetProperty("items").GetArrayLength() > 0;
    }
}
