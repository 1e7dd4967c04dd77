using Platform.LoadTest.Callers;
using Platform.LoadTest.Dashboards;
using Platform.LoadTest.Load;
using Platform.LoadTest.Measure;
using Platform.LoadTest.Report;
using Platform.LoadTest.Setup;
using Platform.LoadTest.Shops;
using Platform.LoadTest.Twilio;
using Platform.LoadTest.Vendors;
using Spectre.Console;

namespace Platform.LoadTest;

/// <summary>Where the platform is and how the telephony provider's part is signed.</summary>
internal sealed record ScenarioSettings(Uri Url, Uri PublicUrl, string AccountSid, string AuthToken, int Seed);

/// <summary>How a load run goes.</summary>
internal sealed record LoadPlan(
    TimeSpan Duration, double? CallsPerSecond, int Callers, int Vendors, int Dashboards,
    IReadOnlyList<string> Thresholds, string ReportPath);

/// <summary>Puts the actors together.</summary>
internal sealed class Scenario
{
    private static readonly TimeSpan SpokenCharacter = TimeSpan.FromMilliseconds(35);

    private static readonly TimeSpan LineBroken = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly Meters _meters = new();
    private readonly ScenarioSettings _settings;
    private readonly ApiClient _admin;
    private readonly PhoneLine _line;

    private Scenario(ScenarioSettings settings)
    {
        _settings = settings;
        _admin = new ApiClient(
            settings.Url, _clock, Variable("PLATFORM_ADMIN_EMAIL"), Variable("PLATFORM_ADMIN_PASSWORD"));
        var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 })
        {
            BaseAddress = settings.Url,
        };
        _line = new PhoneLine(http, settings.PublicUrl, settings.AccountSid, new RequestSigner(settings.AuthToken));
    }

    /// <summary>A scenario against loopback.</summary>
    /// <exception cref="ArgumentException">The address is not on this machine.</exception>
    public static Scenario From(ScenarioSettings settings) =>
        settings.Url.IsLoopback
            ? new Scenario(settings)
            : throw new ArgumentException($"Load goes to loopback only, not to {settings.Url}.", nameof(settings));

    /// <summary>Callers and vendors at a human pace, until cancelled.</summary>
    public async Task<int> DemoAsync(double callsPerMinute, int vendors, CancellationToken cancellationToken)
    {
        var shop = await new DemoBusiness(_admin).EnsureAsync(cancellationToken);
        await new DemoStock(_admin).EnsureAsync(shop, cancellationToken);
        var working = await HireAsync(vendors, isHuman: true, cancellationToken, cancellationToken);
        var caller = new Caller(_line, _meters, _clock, new Pace(_clock, SpokenCharacter));
        var first = Environment.TickCount & 0xffff; // Other people each time the demo starts.
        await Task.WhenAll(
        [
            LiveConsole.ShowAsync(_meters, _clock, cancellationToken),
            Arrivals.OpenAsync(
                _clock, callsPerMinute / 60, (number, _) => CallAsync(caller, first + number, cancellationToken),
                cancellationToken),
            PersistAsync(
                "clerk", new Clerk(_admin, _meters, _clock, new Random(_settings.Seed)).WorkAsync, cancellationToken),
            .. working,
        ]);
        return 0;
    }

    /// <summary>Callers without pauses for a while, dashboards watching; then the figures.</summary>
    /// <returns>Zero when every threshold was kept.</returns>
    public async Task<int> LoadAsync(LoadPlan plan, CancellationToken cancellationToken)
    {
        var thresholds = plan.Thresholds.Select(Threshold.Parse).ToList();
        await new DemoBusiness(_admin).EnsureAsync(cancellationToken);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var working = await HireAsync(plan.Vendors, isHuman: false, cancellationToken, end.Token);
        end.CancelAfter(plan.Duration);
        var caller = new Caller(_line, _meters, _clock, new Pace(_clock, TimeSpan.Zero));
        var began = _clock.GetTimestamp();

        var watching = Enumerable.Range(0, plan.Dashboards).Select(_ => WatchAsync(end.Token));
        Func<int, long, Task> call = async (number, intended) =>
        {
            if (await CallAsync(caller, number, cancellationToken))
                _meters.Of("call").Durations.Record(_clock.GetElapsedTime(intended));
        };
        var calling = plan.CallsPerSecond is { } rate
            ? Arrivals.OpenAsync(_clock, rate, call, end.Token)
            : Arrivals.ClosedAsync(_clock, plan.Callers, call, end.Token);
        await Task.WhenAll([LiveConsole.ShowAsync(_meters, _clock, end.Token), calling, .. working, .. watching]);

        var elapsed = _clock.GetElapsedTime(began);
        AnsiConsole.Write(LiveConsole.Table(_meters, elapsed));
        await HtmlReport.WriteAsync(plan.ReportPath, "Platform under load", _meters, elapsed, thresholds);
        foreach (var broken in thresholds.Where(threshold => !threshold.IsKept(_meters)))
            AnsiConsole.WriteLine($"broken: {broken.Text}");
        AnsiConsole.WriteLine($"report: {plan.ReportPath}");
        return thresholds.All(threshold => threshold.IsKept(_meters)) ? 0 : 1;
    }

    private async Task<bool> CallAsync(Caller caller, int number, CancellationToken cancellationToken)
    {
        try
        {
            await caller.CallAsync(
                Persona.Draw(_settings.Seed, number), DemoBusiness.Number, cancellationToken);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception failure) when (failure is HttpRequestException or System.Net.WebSockets.WebSocketException)
        {
            _meters.Of("call").Fail(failure.Message);
            return false;
        }
    }

    private async Task<IReadOnlyList<Task>> HireAsync(
        int count, bool isHuman, CancellationToken hiring, CancellationToken working)
    {
        var roster = new DemoRoster(_admin, _settings.Url, _clock, Variable("PLATFORM_ADMIN_PASSWORD"));
        var pace = new VendorPace(_clock, isHuman);
        return
        [
            .. (await roster.EnsureAsync(count, hiring)).Index().Select(hired => WorkAsync(
                new Vendor(hired.Item, _meters, _clock, pace, new Random(_settings.Seed + hired.Index)), working)),
        ];
    }

    private Task WorkAsync(Vendor vendor, CancellationToken cancellationToken) =>
        PersistAsync("vendor", vendor.WorkAsync, cancellationToken);

    // Whose line breaks comes back: the demo goes on while the platform is started again.
    private async Task PersistAsync(
        string who, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                try
                {
                    await work(cancellationToken);
                }
                catch (Exception failure) when (failure is HttpRequestException or ApiException)
                {
                    _meters.Of(who).Fail(failure.Message);
                    await Task.Delay(LineBroken, _clock, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            await new DashboardClient(_admin, _meters, _clock, ["orders", "calls"]).WatchAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    private static string Variable(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set.");
}
