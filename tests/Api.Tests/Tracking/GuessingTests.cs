using System.Net;
using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Orders;

namespace Platform.Tracking;

/// <summary>Whoever guesses learns nothing, and gets no new tries by waiting for a restart.</summary>
public sealed class GuessingTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const int NumbersCount = 10_000;
    private const int AtOnce = 50;
    private const int OrdersCount = 10;

    [Fact]
    public async Task Asking_ten_thousand_numbers_without_a_proof_tells_which_exist_to_nobody()
    {
        var numbers = new List<string>();
        for (var i = 0; i < OrdersCount; i++)
            numbers.Add((await api.Owner.PlaceAsync())["order_number"]!.GetValue<string>());
        var first = int.Parse(numbers[0][^6..], null);
        var asked = Enumerable.Range(first, NumbersCount).Select(n => $"{numbers[0][..^6]}{n:D6}").ToArray();
        Assert.Empty(numbers.Except(asked));

        var answers = new Dictionary<string, Heard>();
        using var gate = new SemaphoreSlim(AtOnce);
        foreach (var answer in await Task.WhenAll(asked.Select(number => AskAsync(number, gate))))
            answers.Add(answer.Number, answer);

        // Whatever was answered, it was answered alike for orders that are and for numbers that nobody has.
        var shapes = answers.Values.GroupBy(answer => answer.Status).ToArray();
        Assert.All(shapes, same => Assert.Contains(
            same.Key, new[] { HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests }));
        Assert.All(shapes, same => Assert.Single(same.Select(answer => answer.Body).Distinct()));
        var refused = answers.Values.Where(answer => answer.Status == HttpStatusCode.TooManyRequests).ToArray();
        Assert.InRange(refused.Length, NumbersCount / 2, NumbersCount);
        Assert.All(refused, answer => Assert.True(answer.RetryAfter >= TimeSpan.FromSeconds(1)));
        Assert.All(
            answers.Values.Where(answer => answer.Status == HttpStatusCode.NotFound),
            answer => Assert.True(answer.Took >= EvenTime.Beat, $"{answer.Took}"));
    }

    private async Task<Heard> AskAsync(string number, SemaphoreSlim gate)
    {
        await gate.WaitAsync();
        try
        {
            var began = TimeProvider.System.GetTimestamp();
            using var answer = await api.Stranger.SendAsync(
                HttpMethod.Post, "/api/v1/track", new { order_number = number, proof = "0000" });
            var took = TimeProvider.System.GetElapsedTime(began);
            var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
            problem.Remove("traceId");
            return new Heard(
                number, answer.StatusCode, problem.ToJsonString(), answer.Headers.RetryAfter?.Delta, took);
        }
        finally
        {
            gate.Release();
        }
    }

    private sealed record Heard(
        string Number, HttpStatusCode Status, string Body, TimeSpan? RetryAfter, TimeSpan Took);
}

/// <summary>The same over a restart, for a host of its own.</summary>
public sealed class GuessingAgainTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_restart_gives_a_guesser_no_new_tries()
    {
        var number = (await api.Owner.PlaceAsync())["order_number"]!.GetValue<string>();
        for (var i = 0; i < IProofAttempts.AtOnceMax; i++)
            await (await ProveAsync(number)).ProblemAsync(404, "not-found");

        await api.StopAsync();
        api.Start();

        var refused = await ProveAsync(number);
        await refused.ProblemAsync(429, "too-many-requests");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), IProofAttempts.Recovery);
        await (await ProveAsync($"{number[..^6]}999996")).ProblemAsync(404, "not-found");
    }

    private Task<HttpResponseMessage> ProveAsync(string number) =>
        api.Stranger.SendAsync(HttpMethod.Post, "/api/v1/track", new { order_number = number, proof = "0000" });
}
