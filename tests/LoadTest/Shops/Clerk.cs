using System.Text.Json.Nodes;
using Platform.LoadTest.Measure;
using Platform.LoadTest.Setup;

namespace Platform.LoadTest.Shops;

/// <summary>Somebody behind the counter: takes the money for goods, packs them and sends them off. Only through the
/// public API, and at the pace of a person who is watched.</summary>
internal sealed class Clerk(ApiClient api, Meters meters, TimeProvider clock, Random random)
{
    private const string Open =
        "/api/v1/orders?kind=product&stage=open&stage=committed&stage=in_progress&stage=in_transit&sort=created_at"
        + "&limit=20";

    private static readonly TimeSpan StepEvery = TimeSpan.FromSeconds(3);

    private static readonly Dictionary<string, string> Steps = new()
    {
        ["pending"] = "confirmed",
        ["confirmed"] = "processing",
        ["processing"] = "packaged",
        ["packaged"] = "shipped",
        ["shipped"] = "delivered",
    };

    /// <summary>Takes a step of one of the open orders, again and again.</summary>
    public async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(StepEvery, clock, cancellationToken);
            var open = (await api.GetAsync(Open, cancellationToken))["items"]!.AsArray();
            if (open.Count > 0)
                await StepAsync(open[random.Next(open.Count)]!, cancellationToken);
        }
    }

    // That somebody else moved it, or called it off, is how it goes and no failure.
    private async Task StepAsync(JsonNode order, CancellationToken cancellationToken)
    {
        try
        {
            await meters.TimeAsync(clock, "clerk step", () => NextAsync(order, cancellationToken));
        }
        catch (ApiException gone) when (gone.Status is 404 or 409)
        {
            meters.Add("orders called off", 1);
        }
    }

    private Task<JsonObject> NextAsync(JsonNode order, CancellationToken cancellationToken)
    {
        var (id, status) = (order["id"]!.GetValue<string>(), order["status"]!.GetValue<string>());
        if (status == "confirmed" && order["payment_status"]!.GetValue<string>() == "unpaid")
        {
            meters.Add("goods paid", 1);
            return api.DoAsync(
                $"/api/v1/orders/{id}/payments", $"demo-payment-{id}",
                new JsonObject
                {
                    ["amount"] = order["amount"]!.GetValue<decimal>(),
                    ["method"] = random.Next(3) == 0 ? "cash" : "card",
                    ["reference"] = $"Receipt {random.Next(1_000, 10_000)}",
                },
                cancellationToken);
        }

        var next = Steps[status];
        var body = new JsonObject { ["status"] = next };
        if (next == "shipped")
        {
            body["carrier"] = "UPS";
            body["tracking_number"] = $"1Z{random.Next(1_000_000, 10_000_000)}";
        }

        if (next == "delivered")
            meters.Add("goods delivered", 1);
        return api.PatchAsync($"/api/v1/orders/{id}/status", body, cancellationToken);
    }
}
