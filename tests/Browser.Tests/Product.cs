using System.Security.Cryptography;
using System.Text;
using Microsoft.Playwright;
using Platform.LoadTest.Setup;
using Platform.LoadTest.Twilio;
using Platform.Testing;

namespace Platform.Browsing;

/// <summary>The product as it is shipped: its process, a real PostgreSQL, the built web app and a shop with a number,
/// and a browser in front of it.</summary>
public sealed class Product : IAsyncLifetime
{
    /// <summary>The number that rings at the shop.</summary>
    public const string Number = DemoBusiness.Number;

    private const string AccountSid = "AC00000000000000000000000000000de0";
    private const string AuthToken = "0123456789abcdef0123456789abcdef";
    private const string AgentSecret = "wsec_0123456789abcdef";

    private readonly Chromium _chromium = new();
    private readonly LocalSite _site = new(new Dictionary<string, string>
    {
        ["/"] = "<h1>Sample Salon</h1><a href='tel:+12125550177'>Call us</a><a href='/prices'>Prices</a>",
        ["/prices"] = "<ul><li>Haircut – 45 min – $45<li>Color $120</ul>",
    });
    private TestDatabase? _database;
    private PlatformProcess? _process;
    private ApiClient? _admin;

    /// <summary>The running process.</summary>
    public PlatformProcess Process => _process!;

    /// <summary>Speaks as the first admin.</summary>
    internal ApiClient Admin => _admin!;

    /// <summary>A shop's web site, the only one on this machine that the product may read.</summary>
    public string Site => _site.Address;

    /// <summary>The provider's line to the product.</summary>
    internal PhoneLine Line => new(Process.Http, Process.Address, AccountSid, new RequestSigner(AuthToken));

    /// <summary>What a hosted agent's provider reports, signed as it signs.</summary>
    public async Task ReportAsync(string message)
    {
        var seconds = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var signature = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(AgentSecret), Encoding.UTF8.GetBytes($"{seconds}.{message}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Process.Address, "/webhooks/elevenlabs"))
        {
            Content = new StringContent(message, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("ElevenLabs-Signature", $"t={seconds},v0={Convert.ToHexStringLower(signature)}");
        using var answer = await Process.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        var app = Repository.PathOf("src", "Dashboard", "dist");
        if (!File.Exists(Path.Combine(app, "index.html")))
            throw new InvalidOperationException("The web app is not built: npm --prefix src/Dashboard run build");

        _database = await TestDatabase.CreateAsync();
        _process = new PlatformProcess(_database.ConnectionString, new Dictionary<string, string>
        {
            ["WebRoot"] = app,
            ["Twilio__AccountSid"] = AccountSid,
            ["Twilio__AuthToken"] = AuthToken,
            ["ElevenLabs__WebhookSecret"] = AgentSecret,
            ["RateLimits__Enabled"] = "false",
            ["Calls__DoubtAfter"] = "00:00:02", // A slow machine turns no caller away.
            ["Sites__AllowedNetworks__0"] = "127.0.0.0/8",
            ["Sites__AllowedPorts__0"] = $"{_site.Port}",
        });
        await _process.StartAsync();
        _admin = new ApiClient(
            _process.Address, TimeProvider.System, PlatformProcess.AdminEmail, PlatformProcess.AdminPassword);
        await new DemoBusiness(_admin).EnsureAsync(CancellationToken.None);
        await _chromium.InitializeAsync();
    }

    /// <summary>Opens the app at its door.</summary>
    public Task<IPage> OpenAsync(int width = 1440, int height = 900) =>
        _chromium.OpenAsync(Process.Address, width, height);

    /// <summary>Opens the app as the first admin, on the live board, with the stream running.</summary>
    public async Task<IPage> OpenSignedInAsync(int width = 1440, int height = 900)
    {
        var page = await OpenAsync(width, height);
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("E-mail").FillAsync(PlatformProcess.AdminEmail);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(PlatformProcess.AdminPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.Locator("[data-live=connected]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return page;
    }

    /// <summary>Stops the process in the middle of whatever it does, as a machine that hangs would.</summary>
    public Task FreezeAsync() => SignalAsync("-STOP");

    /// <summary>Lets it go on.</summary>
    public Task ThawAsync() => SignalAsync("-CONT");

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _chromium.DisposeAsync();
        _admin?.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
        await _site.DisposeAsync();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = System.Diagnostics.Process.Start("kill", [signal, $"{Process.Id}"]);
        await kill.WaitForExitAsync();
    }
}
