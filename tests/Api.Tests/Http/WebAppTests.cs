using System.Text.RegularExpressions;
using Platform.Api;
using Platform.Testing;

namespace Platform.Http;

/// <summary>The web app and earlier clients share an address: what is asked for decides.</summary>
public sealed partial class WebAppTests(WebAppFixture api) : IClassFixture<WebAppFixture>
{
    /// <summary>Every address that the app routes, as it is read from the app.</summary>
    public static TheoryData<string> Pages()
    {
        var app = File.ReadAllText(Repository.PathOf("src", "Dashboard", "src", "App.tsx"));
        var paths = PathPattern().Matches(app).Select(match => match.Groups["path"].Value).ToList();
        Assert.Contains("orders/:id", paths);
        return [.. paths.Select(path => $"/{Variable().Replace(path.TrimStart('/'), Guid.Empty.ToString())}")];
    }

    [Theory]
    [MemberData(nameof(Pages))]
    [InlineData("/")]
    [InlineData("/webhooks/")]
    public async Task Who_opens_a_page_gets_the_app(string path)
    {
        var answer = await api.Stranger.SendAsync(HttpMethod.Get, path, null, ("Accept", "text/html,*/*;q=0.8"));

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(WebAppFixture.Page, await answer.Content.ReadAsStringAsync());
        Assert.Equal("no-cache", answer.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("/webhooks/nobody")]
    [InlineData("/shop/somewhere/config")]
    [InlineData("/api/v1/nothing")]
    public async Task What_is_no_page_is_no_page_for_a_browser_either(string path)
    {
        var answer = await api.Stranger.SendAsync(HttpMethod.Get, path, null, ("Accept", "text/html,*/*;q=0.8"));

        await answer.ProblemAsync(404, "no-such-route");
    }

    [Fact]
    public async Task The_app_hides_nothing_that_the_api_says()
    {
        await (await api.Owner.PutAsync("/api/v1/orders", null)).ProblemAsync(405, "method-not-allowed");
        await (await api.Owner.PostAsync("/api/v1/nothing", null)).ProblemAsync(404, "no-such-route");
        using var text = new StringContent("kind: service");
        await (await api.Owner.PostAsync("/api/v1/orders", text)).ProblemAsync(415, "wrong-content-type");
    }

    [Fact]
    public async Task A_client_that_asks_for_shops_gets_shops()
    {
        var answer = await api.Owner.SendAsync(HttpMethod.Get, "/shops", null, ("Accept", "*/*"));

        Assert.NotNull((await answer.JsonAsync(200))["shops"]);
        await (await api.Stranger.GetAsync("/shops")).ProblemAsync(401, "not-signed-in");
    }

    [GeneratedRegex("<Route path=\"(?<path>[^*\"]+)")]
    private static partial Regex PathPattern();

    [GeneratedRegex(":[a-z]+")]
    private static partial Regex Variable();
}

/// <summary>The host with a web app of one page.</summary>
public sealed class WebAppFixture : ApiFixture
{
    public const string Page = "<!doctype html><title>Platform</title>";

    private readonly string _root = Directory.CreateTempSubdirectory("platform-web-test-").FullName;

    protected override IReadOnlyDictionary<string, string> Settings =>
        new Dictionary<string, string> { ["WebRoot"] = _root };

    public override async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_root, "index.html"), Page);
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }
}
