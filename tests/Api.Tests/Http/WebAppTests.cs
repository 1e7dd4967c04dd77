using Platform.Api;

namespace Platform.Http;

/// <summary>The web app and earlier clients share an address: what is asked for decides.</summary>
public sealed class WebAppTests(WebAppFixture api) : IClassFixture<WebAppFixture>
{
    [Theory]
    [InlineData("/shops")]
    [InlineData("/shops/0198a000-0000-7000-8000-000000000001")]
    [InlineData("/orders")]
    public async Task Who_opens_a_page_gets_the_app(string path)
    {
        var answer = await api.Stranger.SendAsync(HttpMethod.Get, path, null, ("Accept", "text/html,*/*;q=0.8"));

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(WebAppFixture.Page, await answer.Content.ReadAsStringAsync());
        Assert.Equal("no-cache", answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task A_client_that_asks_for_shops_gets_shops()
    {
        var answer = await api.Owner.SendAsync(HttpMethod.Get, "/shops", null, ("Accept", "*/*"));

        Assert.NotNull((await answer.JsonAsync(200))["shops"]);
        await (await api.Stranger.GetAsync("/shops")).ProblemAsync(401, "not-signed-in");
    }
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
