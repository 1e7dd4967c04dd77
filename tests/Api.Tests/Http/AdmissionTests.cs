using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Platform.Api;
using Platform.Orders;

namespace Platform.Http;

public sealed class CrowdedApi : ApiFixture
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Overload:RequestsMax"] = "2",
    };
}

/// <summary>More than can be served is refused at once, and a crowd before one door leaves the others open.</summary>
public sealed class AdmissionTests(CrowdedApi api) : IClassFixture<CrowdedApi>
{
    private const int Max = 2;

    [Fact]
    public async Task Who_finds_no_room_is_told_so_at_once_and_may_come_back()
    {
        HttpResponseMessage? refused = null;
        for (var i = 0; i < 50 && refused is null; i++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(
                _ => api.Owner.CreateAsync("/api/v1/orders", OrderCases.Repair())));
            refused = answers.FirstOrDefault(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable);
        }

        Assert.NotNull(refused);
        await refused.ProblemAsync(503, "overloaded");
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        await (await api.Owner.CreateAsync("/api/v1/orders", OrderCases.Repair())).JsonAsync(201);
    }

    [Fact]
    public async Task Changes_that_wait_keep_nobody_from_reading_or_reporting()
    {
        var admission = NewAdmission();
        var door = new TaskCompletionSource();
        var working = Enumerable.Range(0, Max)
            .Select(_ => admission.WorkAsync(Request("POST", "/api/v1/orders"), _ => door.Task)).ToArray();

        Assert.True(admission.IsFull(Request("POST", "/api/v1/orders")));
        Assert.True(admission.IsFull(Request("PATCH", "/api/v1/shops/1")));
        Assert.False(admission.IsFull(Request("GET", "/api/v1/orders/1")));
        Assert.False(admission.IsFull(Request("POST", "/webhooks/twilio/voice")));

        door.SetResult();
        await Task.WhenAll(working);
        Assert.False(admission.IsFull(Request("POST", "/api/v1/orders")));
    }

    [Fact]
    public async Task What_lasts_long_or_is_looked_at_by_machines_takes_no_place()
    {
        var admission = NewAdmission();
        var never = new TaskCompletionSource().Task;
        for (var i = 0; i < Max; i++)
        {
            _ = admission.WorkAsync(Socket("/live"), _ => never);
            _ = admission.WorkAsync(Request("POST", "/api/v1/orders/1/images", "multipart/form-data; x"), _ => never);
            _ = admission.WorkAsync(Request("GET", "/health"), _ => never);
        }

        Assert.False(admission.IsFull(Request("GET", "/api/v1/orders")));
        Assert.False(admission.IsFull(Request("POST", "/api/v1/orders")));
        for (var i = 0; i < Max; i++)
            _ = admission.WorkAsync(Request("GET", "/api/v1/orders"), _ => never);
        Assert.True(admission.IsFull(Request("GET", "/api/v1/orders")));
        Assert.False(admission.IsFull(Request("GET", "/health")));
        Assert.False(admission.IsFull(Socket("/live")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => admission.WorkAsync(
            Request("POST", "/api/v1/orders"), _ => throw new InvalidOperationException("A bug.")));
        Assert.False(admission.IsFull(Request("POST", "/api/v1/orders")));
    }

    [Fact]
    public async Task While_answers_are_slow_fewer_are_let_in_and_quick_ones_open_the_door_again()
    {
        const int max = 100;
        var clock = new OwnClock();
        var admission = NewAdmission(max, clock);

        Assert.Equal(max, await CrowdAsync("POST", stays: TimeSpan.FromSeconds(1)));
        // All of them were slow together: one reason to be careful, not a hundred.
        var careful = await CrowdAsync("POST", stays: TimeSpan.FromSeconds(1));
        Assert.InRange(careful, max / 2, max - 1);
        Assert.InRange(await CrowdAsync("POST", stays: TimeSpan.Zero), 64, careful - 1);
        Assert.Equal(max, await CrowdAsync("POST", stays: TimeSpan.FromSeconds(1)));
        // Who reads is let in as ever, and a telephone is answered however long it takes.
        Assert.Equal(max, await CrowdAsync("GET", stays: TimeSpan.Zero));
        for (var i = 0; i < 2; i++)
            Assert.Equal(max, await CrowdAsync("POST", stays: TimeSpan.FromSeconds(1), "/webhooks/twilio/voice"));

        // As many as are let in, who stay so long.
        async Task<int> CrowdAsync(string method, TimeSpan stays, string path = "/api/v1/orders")
        {
            var door = new TaskCompletionSource();
            var inside = new List<Task>();
            while (!admission.IsFull(Request(method, path)))
                inside.Add(admission.WorkAsync(Request(method, path), _ => door.Task));
            clock.Now += stays;
            door.SetResult();
            await Task.WhenAll(inside);
            return inside.Count;
        }
    }

    private static Admission NewAdmission(int max = Max, TimeProvider? clock = null) => new(
        new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["Overload:RequestsMax"] = $"{max}" }).Build(),
        clock ?? TimeProvider.System);

    private static DefaultHttpContext Request(string method, string path, string? contentType = null)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = method;
        http.Request.Path = path;
        http.Request.ContentType = contentType;
        return http;
    }

    private static DefaultHttpContext Socket(string path)
    {
        var http = Request("GET", path);
        http.Features.Set<IHttpUpgradeFeature>(new Upgrade());
        return http;
    }

    private sealed class Upgrade : IHttpUpgradeFeature
    {
        public bool IsUpgradableRequest => true;

        public Task<Stream> UpgradeAsync() => throw new NotSupportedException();
    }

    private sealed class OwnClock : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromHours(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
