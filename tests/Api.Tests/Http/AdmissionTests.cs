using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
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
    private const string Multipart = "multipart/form-data; boundary=x";

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
            _ = admission.WorkAsync(Request("POST", "/api/v1/vendor/orders/1/images", Multipart), _ => never);
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

    [Theory]
    [InlineData("POST", "/api/v1/orders", Multipart, false)]
    [InlineData("PATCH", "/api/v1/vendor/orders/1/status", Multipart, false)]
    [InlineData("GET", "/api/v1/orders", null, true)]
    [InlineData("POST", "/webhooks/twilio/voice", Multipart, true)]
    public void Nobody_passes_by_the_door_by_what_he_says_of_himself(
        string method, string path, string? contentType, bool asksForASocket)
    {
        var admission = NewAdmission();
        var never = new TaskCompletionSource().Task;
        for (var i = 0; i < Max; i++)
            _ = admission.WorkAsync(Request(method, path), _ => never);

        var http = Request(method, path, contentType);
        if (asksForASocket)
            http.Features.Set<IHttpUpgradeFeature>(new Upgrade());

        Assert.True(admission.IsFull(http));
    }

    [Fact]
    public void The_routes_that_take_files_are_those_that_take_no_place()
    {
        var routes = api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes
                .Contains("multipart/form-data") == true)
            .Select(route => Regex.Replace(route.RoutePattern.RawText!, @"\{[^}]+\}", "1"));

        var path = Assert.Single(routes);
        Assert.True(Admission.TakesFiles(path), path);
        Assert.False(Admission.TakesFiles("/api/v1/orders/1/images"));
    }

    [Fact]
    public async Task While_some_are_turned_away_slow_answers_let_fewer_in_and_quick_ones_open_the_door_again()
    {
        const int max = 100;
        var slow = TimeSpan.FromMilliseconds(200);
        var crowds = new Crowds(max);

        Assert.Equal(max, await crowds.ComeAsync("POST", slow));
        // All of them were slow together: one reason to be careful, not a hundred.
        var careful = await crowds.ComeAsync("POST", slow);
        Assert.InRange(careful, max / 2, max - 1);
        var fewer = await crowds.ComeAsync("POST", TimeSpan.Zero);
        Assert.InRange(fewer, 64, careful - 1);
        Assert.InRange(await crowds.ComeAsync("POST", TimeSpan.Zero), fewer + 1, max - 1);
        // Who reads is let in as ever, and a telephone is answered however long it takes.
        Assert.Equal(max, await crowds.ComeAsync("GET", TimeSpan.Zero));
        for (var i = 0; i < 2; i++)
            Assert.Equal(max, await crowds.ComeAsync("POST", slow, "/webhooks/twilio/voice"));
    }

    [Fact]
    public async Task Where_nobody_was_turned_away_for_a_second_all_places_are_there()
    {
        const int max = 100;
        var slow = TimeSpan.FromMilliseconds(200);
        var crowds = new Crowds(max);

        for (var i = 0; i < 2; i++)
            await crowds.WorkAsync("POST", max, slow);
        Assert.Equal(max, await crowds.ComeAsync("POST", slow));
        Assert.True(await crowds.ComeAsync("POST", TimeSpan.Zero) < max);
        await crowds.WorkAsync("POST", 1, TimeSpan.FromSeconds(2));
        Assert.Equal(max, await crowds.ComeAsync("POST", slow));
    }

    [Fact]
    public async Task Who_waits_for_a_thread_takes_a_place_until_it_has_one()
    {
        var room = new AdmissionRoom(new() { RequestsMax = Max }, isPatient: false, TimeProvider.System);
        for (var i = 0; i < Max; i++)
            room.Line();
        Assert.True(room.IsFull());
        room.Unline();
        Assert.False(room.IsFull());

        var admission = NewAdmission();
        var door = new TaskCompletionSource();
        var working = admission.WorkAsync(Request("POST", "/api/v1/orders"), _ => door.Task);
        for (var i = 0; i < 10; i++)
        {
            Assert.False(admission.IsFull(Request("POST", "/api/v1/orders")));
            await admission.LetInAsync(Request("POST", "/api/v1/orders"), _ => Task.CompletedTask);
        }

        door.SetResult();
        await working;
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

    // Those who come at once, stay so long, and go.
    private sealed class Crowds(int max)
    {
        private readonly OwnClock _clock = new();
        private Admission? _admission;

        private Admission Admission => _admission ??= NewAdmission(max, _clock);

        /// <summary>As many as are let in.</summary>
        public Task<int> ComeAsync(string method, TimeSpan stays, string path = "/api/v1/orders") =>
            StayAsync(method, path, count => !Admission.IsFull(Request(method, path)), stays);

        /// <summary>So many, and nobody is turned away.</summary>
        public Task<int> WorkAsync(string method, int crowd, TimeSpan stays) =>
            StayAsync(method, "/api/v1/orders", count => count < crowd, stays);

        private async Task<int> StayAsync(string method, string path, Func<int, bool> comes, TimeSpan stays)
        {
            var door = new TaskCompletionSource();
            var inside = new List<Task>();
            while (comes(inside.Count))
                inside.Add(Admission.WorkAsync(Request(method, path), _ => door.Task));
            _clock.Now += stays;
            door.SetResult();
            await Task.WhenAll(inside);
            return inside.Count;
        }
    }

    private sealed class OwnClock : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromHours(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
