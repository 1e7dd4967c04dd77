using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Grains;
using Platform.Silo;

namespace Platform.Shops;

/// <summary>Where an address is, asked of a server that knows, does not know, or does not answer.</summary>
public sealed class GeocoderTests : IAsyncLifetime
{
    private static readonly PlaceQuery Asked = new("12 Oak Street", "Springfield", "IL", "62701", null);

    private readonly TaskCompletionSource _ending = new();
    private WebApplication _app = null!;
    private string _url = "";
    private string? _query;
    private string? _agent;
    private Func<HttpContext, Task> _answer = _ => Task.CompletedTask;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapGet("/maps/search", http =>
        {
            (_query, _agent) = (http.Request.QueryString.Value, http.Request.Headers.UserAgent);
            return _answer(http);
        });
        await _app.StartAsync();
        _url = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!
            .Addresses.Single() + "/maps";
    }

    public async Task DisposeAsync()
    {
        _ending.SetResult();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_knows_the_street_is_believed()
    {
        _answer = http => http.Response.WriteAsync("""[{"lat": "39.8017", "lon": "-89.6436", "display_name": "x"}]""");

        var place = await Geocoder().LocateAsync(Asked, default);

        Assert.Equal(new Place(39.8017, -89.6436, PlacePrecision.Street), place);
        Assert.Contains(
            "street=12%20Oak%20Street&city=Springfield&state=IL&postalcode=62701", _query, StringComparison.Ordinal);
        Assert.Equal("acme-dispatch", _agent);
    }

    [Theory]
    [InlineData("[]", 200)]
    [InlineData("{\"error\": \"busy\"}", 429)]
    [InlineData("no", 500)]
    [InlineData("not json", 200)]
    [InlineData("[{\"lat\": 0, \"lon\": 0}]", 200)]
    [InlineData("[{\"lat\": \"north\", \"lon\": 1}]", 200)]
    public async Task What_a_server_cannot_say_the_tables_may_still_know(string body, int status)
    {
        _answer = http =>
        {
            http.Response.StatusCode = status;
            return http.Response.WriteAsync(body);
        };

        Assert.Equal(PlacePrecision.PostalCode, (await Geocoder().LocateAsync(Asked, default))?.Precision);
    }

    [Fact]
    public async Task A_server_that_keeps_silent_is_not_waited_for()
    {
        _answer = _ => _ending.Task;

        Assert.Equal(PlacePrecision.PostalCode, (await Geocoder("00:00:00.2").LocateAsync(Asked, default))?.Precision);
    }

    [Fact]
    public async Task Without_a_server_the_tables_answer()
    {
        _answer = _ => throw new InvalidOperationException("nobody may be asked");

        var services = Services([]);

        Assert.Equal(
            PlacePrecision.PostalCode,
            (await services.GetRequiredService<IGeocoder>().LocateAsync(Asked, default))?.Precision);
        Assert.Null(_query);
    }

    [Theory]
    [InlineData("Gogle", "http://x", "00:00:01", "Provider")]
    [InlineData("Nominatim", "", "00:00:01", "Url")]
    [InlineData("Nominatim", "ftp://x", "00:00:01", "Url")]
    [InlineData("Nominatim", "http://x", "00:01:00", "Patience")]
    public void Wrong_settings_are_named_at_the_start(string provider, string url, string patience, string setting)
    {
        var failure = Assert.Throws<InvalidOperationException>(() => Services(new Dictionary<string, string?>
        {
            ["Geocoder:Provider"] = provider,
            ["Geocoder:Url"] = url,
            ["Geocoder:Patience"] = patience,
        }));

        Assert.Contains("Geocoder__" + setting, failure.Message, StringComparison.Ordinal);
    }

    private IGeocoder Geocoder(string patience = "00:00:05") => Services(new Dictionary<string, string?>
    {
        ["Geocoder:Provider"] = "Nominatim",
        ["Geocoder:Url"] = _url,
        ["Geocoder:UserAgent"] = "acme-dispatch",
        ["Geocoder:Patience"] = patience,
    }).GetRequiredService<IGeocoder>();

    private static ServiceProvider Services(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddGeocoder(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .AddPlatformGrains()
        .BuildServiceProvider();
}
