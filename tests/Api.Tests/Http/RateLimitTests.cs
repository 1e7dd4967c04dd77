using System.Net;
using System.Net.Http.Json;
using Platform.Api;
using Platform.Calls;

namespace Platform.Http;

public sealed class LimitedApi : ApiFixture
{
    public const int PerSecond = 20;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["RateLimits:PrincipalPerSecond"] = "20",
        ["RateLimits:RejectedPerSecond"] = "5",
    };
}

public sealed class RateLimitTests(LimitedApi api) : IClassFixture<LimitedApi>
{
    [Fact]
    public async Task Over_the_limit_is_429_with_the_time_to_wait_and_others_are_not_touched()
    {
        // Together: the limit refills while one waits for an answer, faster than a busy machine gives them.
        HttpResponseMessage? refused = null;
        for (var i = 0; i < 20 && refused is null; i++)
        {
            var answers = await Task.WhenAll(
                Enumerable.Range(0, 5 * LimitedApi.PerSecond).Select(_ => api.Owner.GetAsync("/api/v1/me")));
            refused = answers.LastOrDefault(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        }

        Assert.NotNull(refused);
        await refused.ProblemAsync(429, "too-many-requests");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.OK, (await api.Foreign.GetAsync("/api/v1/me")).StatusCode);

        await Task.Delay(refused.Headers.RetryAfter.Delta.Value);
        Assert.Equal(HttpStatusCode.OK, (await api.Owner.GetAsync("/api/v1/me")).StatusCode);
    }

    [Fact]
    public async Task Tokens_that_keep_being_wrong_are_not_even_looked_up()
    {
        using var guesser = api.With("pk_0123456789abcdef_guess");
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 5; i++)
            statuses.Add((await guesser.GetAsync("/api/v1/me")).StatusCode);
        // A refill in between leaves a fraction in the bucket, which must not open the door for good.
        await Task.Delay(500);
        for (var i = 0; i < 20 && !statuses.Contains(HttpStatusCode.TooManyRequests); i++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => guesser.GetAsync("/api/v1/me")));
            statuses.AddRange(answers.Select(answer => answer.StatusCode));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, statuses[0]);
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        Assert.Equal(
            HttpStatusCode.OK, (await api.Stranger.PostAsJsonAsync(
                "/api/v1/auth/sign-in", new
                {
                    email = ApiFixture.OwnerEmail,
                    password = ApiFixture.Password
                })).StatusCode);
        // Who waits is let in again.
        await Eventually.Async(async () =>
            Assert.Equal(HttpStatusCode.OK, (await api.Owner.GetAsync("/api/v1/me")).StatusCode));
    }
}
