using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using Platform.Benchmarks.Load;
using Platform.Testing;

namespace Platform.Benchmarks.Rows;

/// <summary>Whether the twin is a fair baseline: what PostgreSQL and ASP.NET do alone, in the same run.</summary>
internal static partial class Yardsticks
{
    // A twin that places fewer, or reads fewer, than this share of the bare figure would make any product look good.
    private const double PlaceShareMin = 0.30;
    private const double ReadShareMin = 0.20;
    private const int Clients = 32;

    public static async Task<IReadOnlyList<RowResult>> RunAsync(
        Subject twin, double placesPerSecond, double readsPerSecond, TimeSpan duration)
    {
        var commits = await CommitsAsync(twin.Database, duration);
        var pings = await Wrk.RunAsync(twin.Address, "get.lua", 64, duration, "/ping", "-");
        return
        [
            Share("the twin's places against pgbench's one-row commits", "pgbench", commits, placesPerSecond,
                PlaceShareMin),
            Share("the twin's reads against a bare ping", "ping", pings.RepliesPerSecond, readsPerSecond, ReadShareMin),
        ];
    }

    private static RowResult Share(string title, string name, double bare, double twin, double min) => new(
        title, string.Create(CultureInfo.InvariantCulture, $"{name} {bare:N0}/s"),
        string.Create(CultureInfo.InvariantCulture, $"twin {twin:N0}/s"),
        string.Create(CultureInfo.InvariantCulture, $"{twin / bare:0.00}×"),
        string.Create(CultureInfo.InvariantCulture, $"≥ {min:0.00}×"), "–", twin >= min * bare,
        "is the twin no straw man?");

    private static async Task<double> CommitsAsync(string database, TimeSpan duration)
    {
        await using (var source = NpgsqlDataSource.Create(database))
        {
            await using var create = source.CreateCommand(
                "create table if not exists one_row (id bigint generated always as identity primary key, text text)");
            await create.ExecuteNonQueryAsync();
        }

        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, "insert into one_row (text) values ('one row, one commit');");
        var settings = new NpgsqlConnectionStringBuilder(database);
        var start = new ProcessStartInfo(
            Path.Combine(PostgresBinaries.Find(), "pgbench"),
            [
                "-n", "-M", "prepared", "-c", $"{Clients}", "-j", "2", "-T", $"{duration.TotalSeconds:0}",
                "-f", script, "-h", settings.Host!, "-p", $"{settings.Port}", "-U", settings.Username!,
                settings.Database!,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PGPASSWORD"] = settings.Password;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        File.Delete(script);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"pgbench ended with {process.ExitCode}: {await errors}");
        return double.Parse(PerSecond().Match(output).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex PerSecond();
}
