using System.Text.Json.Nodes;
using Platform.LoadTest.Measure;
using Platform.LoadTest.Setup;

namespace Platform.LoadTest.Vendors;

/// <summary>A vendor with a phone: says that he is there, looks at his offers, takes most of them, drives, works and
/// finishes with a price. Only through the vendor's own part of the API.</summary>
internal sealed class Vendor(ApiClient api, Meters meters, TimeProvider clock, VendorPace pace, Random random)
{
    private const double DeclineShare = 0.15;
    private const double LatitudeHome = 40.6782;
    private const double LongitudeHome = -73.9442;

    private static readonly string[] Notes =
        ["On the way, traffic is light", "Found it at once", "All done, tested together with the customer"];

    private static readonly string[] Steps = ["on_way", "processing", "completed"];

    private long _shownAt;

    /// <summary>Works until the end; a job under way when the last run ended is finished first.</summary>
    public async Task WorkAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        while (!cancellationToken.IsCancellationRequested)
        {
            if (clock.GetElapsedTime(_shownAt) > VendorPace.PresenceEvery)
                await ShowAsync(cancellationToken);
            if (await OpenJobAsync(cancellationToken) is { } job)
                await FinishAsync(job, cancellationToken);
            else if (!await TakeAsync(cancellationToken))
                await pace.LookAsync(cancellationToken);
        }
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        await api.PostAsync(
            "/api/v1/vendor/presence",
            new JsonObject
            {
                ["online"] = true,
                ["latitude"] = LatitudeHome + ((random.NextDouble() - 0.5) / 5),
                ["longitude"] = LongitudeHome + ((random.NextDouble() - 0.5) / 5),
            },
            cancellationToken);
        _shownAt = clock.GetTimestamp();
    }

    private async Task<JsonNode?> OpenJobAsync(CancellationToken cancellationToken)
    {
        var jobs = await api.GetAsync("/api/v1/vendor/orders?limit=5", cancellationToken);
        return jobs["items"]!.AsArray().FirstOrDefault(
            job => job!["status"]!.GetValue<string>() is "accepted" or "on_way" or "processing");
    }

    // Answers the first offer; true when he now has a job.
    private async Task<bool> TakeAsync(CancellationToken cancellationToken)
    {
        var offers = await api.GetAsync("/api/v1/vendor/offers?limit=5", cancellationToken);
        if (offers["items"]!.AsArray().FirstOrDefault() is not { } offer)
            return false;

        await pace.ThinkAsync(random, cancellationToken);
        var isWanted = random.NextDouble() >= DeclineShare;
        var isTaken = await AskAsync(
            isWanted ? "offer accept" : "offer decline",
            () => api.PostAsync(
                $"/api/v1/vendor/offers/{offer["order_id"]}/{(isWanted ? "accept" : "decline")}", [],
                cancellationToken));
        meters.Add(!isTaken ? "offers lost" : isWanted ? "offers accepted" : "offers declined", 1);
        return isTaken && isWanted;
    }

    // That another was faster, or the order was called off, is how it goes and no failure.
    private Task<bool> AskAsync(string operation, Func<Task<JsonObject>> ask) =>
        meters.TimeAsync(clock, operation, async () =>
        {
            try
            {
                await ask();
                return true;
            }
            catch (ApiException gone) when (gone.Status is 404 or 409)
            {
                return false;
            }
        });

    private async Task FinishAsync(JsonNode job, CancellationToken cancellationToken)
    {
        var at = Array.IndexOf(Steps, job["status"]!.GetValue<string>());
        foreach (var step in Steps.Skip(at + 1))
        {
            await pace.WorkAsync(random, cancellationToken);
            if (!await AskAsync("vendor step", () => api.PatchAsync(
                $"/api/v1/vendor/orders/{job["id"]}/status", Body(step, job), cancellationToken)))
            {
                return;
            }
        }

        meters.Add("jobs done", 1);
    }

    private JsonObject Body(string step, JsonNode job)
    {
        var body = new JsonObject { ["status"] = step };
        if (random.Next(2) == 0)
            body["note"] = Notes[Array.IndexOf(Steps, step)];
        if (step == "completed")
            body["dealing_price"] = Price(job["amount"]?.GetValue<decimal>());
        return body;
    }

    // What was estimated, a little more or less, in whole tens.
    private decimal Price(decimal? estimate) =>
        Math.Max(40, Math.Round((estimate ?? 120) * (decimal)(0.8 + (random.NextDouble() * 0.6)) / 10) * 10);
}
