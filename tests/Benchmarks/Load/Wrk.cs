using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.Benchmarks.Load;

/// <summary>What one round of load did.</summary>
/// <param name="RepliesPerSecond">Complete replies a second.</param>
/// <param name="Replies">Complete replies.</param>
/// <param name="Errors">Replies that were not 2xx, and broken connections.</param>
/// <param name="Median">Median latency of the closed loop.</param>
/// <param name="P99">99th percentile of the same.</param>
internal sealed record Round(double RepliesPerSecond, long Replies, long Errors, TimeSpan Median, TimeSpan P99);

/// <summary>Runs wrk, the same generator for both sides, against a loopback address.</summary>
internal static partial class Wrk
{
    private const int Threads = 2;

    public static async Task<Round> RunAsync(
        Uri address, string script, int connections, TimeSpan duration, params IReadOnlyList<string> arguments)
    {
        if (!address.IsLoopback)
            throw new ArgumentException("Load goes to loopback only.", nameof(address));

        var start = new ProcessStartInfo(
            "wrk",
            [
                "-t", $"{Threads}", "-c", $"{connections}", "-d", $"{duration.TotalSeconds:0}s", "--latency",
                "--timeout", "10s", "-s", Path.Combine(AppContext.BaseDirectory, "Load", script), address.ToString(),
                "--", .. arguments,
            ])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"wrk ended with {process.ExitCode}: {output}");

        return Parse(output);
    }

    internal static Round Parse(string output)
    {
        var errors = Number(NotSuccess(), output)
            + SocketErrors().Match(output).Groups.Values.Skip(1)
                .Sum(group => group.Success ? long.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0);
        return new Round(
            double.Parse(PerSecond().Match(output).Groups[1].ValueSpan, CultureInfo.InvariantCulture),
            Number(Requests(), output),
            errors,
            Latency(Median(), output),
            Latency(P99(), output));
    }

    private static long Number(Regex regex, string output) =>
        regex.Match(output) is { Success: true } match
            ? long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : 0;

    private static TimeSpan Latency(Regex regex, string output)
    {
        var match = regex.Match(output);
        var value = double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        return match.Groups[2].Value switch
        {
            "us" => TimeSpan.FromMicroseconds(value),
            "ms" => TimeSpan.FromMilliseconds(value),
            "s" => TimeSpan.FromSeconds(value),
            var unit => throw new FormatException($"wrk printed an unknown unit '{unit}'."),
        };
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Requests();

    [GeneratedRegex(@"Non-2xx or 3xx responses: (\d+)")]
    private static partial Regex NotSuccess();

    [GeneratedRegex(@"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)")]
    private static partial Regex SocketErrors();

    [GeneratedRegex(@"50%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex Median();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex P99();
}
