using System.Diagnostics;
using Platform.Faults.Mutants;

namespace Platform.Faults;

/// <summary>F29. Two grains wait for each other. No route of the product leads there, so a copy gets one: a note about
/// an order asks the other order for the same note.</summary>
internal static class CallCircle
{
    private const string Patch = "tests/Faults/Mutants/calls-in-a-circle.patch";
    private const double ToldSeconds = 1;
    private const double CrossingSeconds = 0.5; // The way there and back, beside other work.

    public static async Task<Finding> RunAsync(Trial trial)
    {
        using var copy = trial.Binary is null ? await Mutant.BuildAsync(Patch) : null;
        await using var scene = await Scene.OpenAsync(trial with { Binary = trial.Binary ?? copy!.Binary });
        var http = scene.Platform.Http;
        var rounds = Form.Rounds(shortForm: 3, longForm: 30);
        var promises = new Promises();
        var slowest = TimeSpan.Zero;
        for (var round = 0; round < rounds; round++)
        {
            var (one, other) = (await PlaceAsync(http), await PlaceAsync(http));
            var watch = Stopwatch.StartNew();
            var answer = await Asking.TryAsync(() => http.CreateAsync(
                $"/api/v1/orders/{one}/notes", new { text = $"in a circle {other} {one}" }));
            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
            promises.Keep(answer.Status == 503, $"the circle was answered with {answer.Status} {answer.Text}");
            // Neither of them is spoiled by it.
            foreach (var id in new[] { one, other })
            {
                var after = await http.CreateAsync($"/api/v1/orders/{id}/notes", new { text = "a note" });
                promises.Keep(after.Status == 200, $"the next note was answered with {after.Status} {after.Text}");
            }
        }

        var limit = TimeSpan.FromSeconds(ToldSeconds + CrossingSeconds);
        return promises
            .Keep(slowest <= limit, $"a circle was noticed after {slowest.TotalSeconds:0.0} s")
            .Keep(
                scene.Platform.Log.Contains("call cycle", StringComparison.OrdinalIgnoreCase),
                "the log does not say who waits for whom")
            .After(
                rounds,
                $"{rounds} circles of two grains: answered after at the most {slowest.TotalSeconds:0.00} s, named in "
                + "the log with their way; both grains go on");
    }

    private static async Task<string> PlaceAsync(HttpClient http) =>
        (await http.CreateAsync("/api/v1/orders", Baskets.Service("circle"))).Expect(201)["id"]!.ToString();
}
