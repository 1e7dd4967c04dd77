using System.Diagnostics;
using System.Text.Json.Nodes;
using Platform.LoadTest.Setup;
using Platform.Testing;

namespace Platform.Browsing;

/// <summary>The load harness as it is run: against the shipped process, by its command line.</summary>
public sealed class LoadHarnessTests : IAsyncLifetime
{
    private const string AccountSid = "AC00000000000000000000000000000de1";

    private readonly string _report = Path.Combine(Path.GetTempPath(), $"load-{Guid.NewGuid():N}.html");
    private TestDatabase? _database;
    private PlatformProcess? _process;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _process = new PlatformProcess(_database.ConnectionString, new Dictionary<string, string>
        {
            ["Twilio__AccountSid"] = AccountSid,
            ["Twilio__AuthToken"] = "0123456789abcdef0123456789abcdef",
        });
        await _process.StartAsync();
    }

    public async Task DisposeAsync()
    {
        File.Delete(_report);
        if (_process is not null)
            await _process.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("--callers", "2")]
    [InlineData("--calls-per-second", "2")]
    public async Task A_load_ends_with_its_figures_a_report_and_a_verdict(string model, string size)
    {
        var (kept, said) = await RunAsync(model, size, "--threshold", "call:failed<1", "--threshold", "call:p50<60s");

        Assert.True(kept == 0, said);
        Assert.Contains("voice webhook", said, StringComparison.Ordinal);
        var report = await File.ReadAllTextAsync(_report);
        Assert.Contains("<svg", report, StringComparison.Ordinal);
        Assert.Contains("first token", report, StringComparison.Ordinal);

        (var broken, said) = await RunAsync(model, size, "--threshold", "voice webhook:p50<0.001ms");
        Assert.Equal(1, broken);
        Assert.Contains("broken: voice webhook:p50<0.001ms", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_finds_its_business_again_whatever_was_done_to_it()
    {
        var admin = new ApiClient(
            _process!.Address, TimeProvider.System, PlatformProcess.AdminEmail, PlatformProcess.AdminPassword);
        var stop = CancellationToken.None;
        var shop = await new DemoBusiness(admin).EnsureAsync(stop);
        await new DemoStock(admin).EnsureAsync(shop, stop);
        var name = (await admin.GetAsync($"/api/v1/shops/{shop}", stop))["name"]!.DeepClone();
        await admin.PatchAsync($"/api/v1/shops/{shop}", new JsonObject { ["name"] = "Mine now" }, stop);
        var like = new JsonObject { ["name"] = name, ["timezone"] = "UTC", ["currency"] = "USD" };
        var another = $"{(await admin.CreateAsync("/api/v1/shops", "another", like, stop))["id"]}";

        Assert.Equal(shop, await new DemoBusiness(admin).EnsureAsync(stop));
        await new DemoStock(admin).EnsureAsync(another, stop);
    }

    private async Task<(int Code, string Said)> RunAsync(params string[] options)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                typeof(DemoBusiness).Assembly.Location, "run", "--url", $"{_process!.Address}",
                "--account-sid", AccountSid, "--seconds", "4", "--vendors", "2", "--dashboards", "1",
                "--report", _report, .. options,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Twilio__AuthToken"] = "0123456789abcdef0123456789abcdef";
        start.Environment["PLATFORM_ADMIN_EMAIL"] = PlatformProcess.AdminEmail;
        start.Environment["PLATFORM_ADMIN_PASSWORD"] = PlatformProcess.AdminPassword;
        start.Environment["COLUMNS"] = "200"; // What it says is not broken over lines.
        using var harness = Process.Start(start)!;
        var errors = harness.StandardError.ReadToEndAsync();
        var output = await harness.StandardOutput.ReadToEndAsync();
        await harness.WaitForExitAsync();
        return (harness.ExitCode, output + await errors);
    }
}
