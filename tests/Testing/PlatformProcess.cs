using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Platform.Testing;

/// <summary>The shipped API process, started from its binaries and ended from outside, as an operator or a power cut
/// would.</summary>
public sealed class PlatformProcess : IAsyncDisposable
{
    /// <summary>The first admin's e-mail address on every platform that tests start.</summary>
    public const string AdminEmail = "admin@platform.test";

    /// <summary>The first admin's password there.</summary>
    public const string AdminPassword = "correct horse battery staple";

    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, string> _settings;
    private readonly string _log;
    private readonly bool _ownsData;
    private Process? _process;

    /// <summary>Describes a process on a database; <see cref="StartAsync"/> starts it.</summary>
    /// <param name="connectionString">Owner's connection string.</param>
    /// <param name="settings">Environment variables, such as <c>RateLimits__PerKey</c>.</param>
    /// <param name="binary">Another build than the shipped one, such as a mutant's. What is shipped is the assembly
    /// that <c>PLATFORM_API</c> names, and the one built beside the tests where it names none.</param>
    /// <param name="dataDirectory">Another process's directory, for two on the same keys; null for one of its
    /// own.</param>
    public PlatformProcess(
        string connectionString, IReadOnlyDictionary<string, string>? settings = null, string? binary = null,
        string? dataDirectory = null)
    {
        Binary = binary ?? Environment.GetEnvironmentVariable("PLATFORM_API") ?? BesideTheTests();
        _ownsData = dataDirectory is null;
        DataDirectory = dataDirectory ?? Directory.CreateTempSubdirectory("platform-data-").FullName;
        _log = Path.Combine(DataDirectory, $"api-{Guid.NewGuid():N}.log");
        Address = new Uri($"http://127.0.0.1:{LoopbackPort.Free()}");
        _settings = new Dictionary<string, string>(settings ?? new Dictionary<string, string>())
        {
            ["ConnectionStrings__Platform"] = connectionString,
            ["PLATFORM_ADMIN_EMAIL"] = AdminEmail,
            ["PLATFORM_ADMIN_PASSWORD"] = AdminPassword,
            ["DataDirectory"] = DataDirectory,
        };
        _settings.TryAdd("PublicBaseUrl", Address.ToString().TrimEnd('/'));
        _settings.TryAdd("Logging__LogLevel__Default", "Warning");
        _settings.TryAdd("DOTNET_GCgen0size", "0x4000000"); // As ./platform and the units start it.
        Http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>The assembly that runs.</summary>
    public string Binary { get; }

    /// <summary>Where it listens; the same after each start.</summary>
    public Uri Address { get; }

    /// <summary>Its own directory for keys, spool and images.</summary>
    public string DataDirectory { get; }

    /// <summary>A client without credentials until <see cref="SignInAsync"/>.</summary>
    public HttpClient Http { get; }

    /// <summary>The running process's id.</summary>
    public int Id => _process!.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process!.HasExited;

    /// <summary>CPU time that the running process has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process!.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Memory that the running process holds.</summary>
    public long ResidentBytes
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>What it printed so far.</summary>
    public string Log => File.Exists(_log) ? File.ReadAllText(_log) : "";

    /// <summary>Starts it and waits until it says that it can work.</summary>
    /// <returns>How long that took.</returns>
    /// <exception cref="InvalidOperationException">It ended, or was not ready within a minute.</exception>
    public async Task<TimeSpan> StartAsync(CancellationToken cancellationToken = default)
    {
        var watch = Stopwatch.StartNew();
        var command = $"exec dotnet '{Binary}' --urls '{Address}' >>'{_log}' 2>&1";
        var start = new ProcessStartInfo("/bin/sh", ["-c", command]) { UseShellExecute = false };
        foreach (var (name, value) in _settings)
            start.Environment[name] = value;
        _process = Process.Start(start)!;

        while (!await IsReadyAsync(cancellationToken))
        {
            if (_process.HasExited || watch.Elapsed > ReadyWithin)
                throw new InvalidOperationException($"The platform did not start.\n{Log}");
            await Task.Delay(20, cancellationToken);
        }

        return watch.Elapsed;
    }

    /// <summary>It stops where it is (SIGSTOP), as a machine does that is suspended.</summary>
    public void Freeze() => Signal("STOP");

    /// <summary>It goes on (SIGCONT).</summary>
    public void Thaw() => Signal("CONT");

    /// <summary>Asks it to stop (SIGTERM) and does not wait.</summary>
    public void AskToStop() => Signal("TERM");

    /// <summary>Waits until it has ended.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="TimeoutException">It did not within the limit.</exception>
    public async Task<int> WaitForExitAsync(TimeSpan limit)
    {
        await _process!.WaitForExitAsync().WaitAsync(limit);
        return _process.ExitCode;
    }

    /// <summary>Ends it as a power cut would (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop (SIGTERM) and waits.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        AskToStop();
        await _process!.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Signs in as the first admin; <see cref="Http"/> carries the token from then on.</summary>
    /// <returns>The access token.</returns>
    public async Task<string> SignInAsync()
    {
        using var answer = await Http.PostAsJsonAsync(
            "/api/v1/auth/sign-in", new { email = AdminEmail, password = AdminPassword });
        answer.EnsureSuccessStatusCode();
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var token = body.GetProperty("access_token").GetString()!;
        Http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return token;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync();
        _process?.Dispose();
        Http.Dispose();
        if (_ownsData)
            Directory.Delete(DataDirectory, recursive: true);
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process!.Id}"]);
        kill.WaitForExit();
    }

    private static string BesideTheTests()
    {
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal)
            ? "Release"
            : "Debug";
        var runtime = AppContext.BaseDirectory.Contains("/Orleans/", StringComparison.Ordinal)
            ? "Orleans"
            : "Embedded";
        return Repository.PathOf("src", "ApiHost", "bin", runtime, configuration, "net10.0", "Platform.ApiHost.dll");
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Http.GetAsync("/health", cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // Nobody listens yet.
        }
    }
}
