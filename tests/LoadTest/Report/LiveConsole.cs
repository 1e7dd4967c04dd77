using Platform.LoadTest.Measure;
using Spectre.Console;

namespace Platform.LoadTest.Report;

/// <summary>Shows the meters while a run goes on.</summary>
internal static class LiveConsole
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);

    /// <summary>Redraws every second until the run is over. Where nobody watches (no terminal) it prints a line every
    /// ten seconds instead.</summary>
    public static async Task ShowAsync(Meters meters, TimeProvider clock, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        if (!AnsiConsole.Profile.Capabilities.Interactive)
        {
            await PrintAsync(meters, clock, began, cancellationToken);
            return;
        }

        await AnsiConsole.Live(new Text("")).StartAsync(async view =>
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                view.UpdateTarget(Table(meters, clock.GetElapsedTime(began)));
                await Task.Delay(Refresh, clock, cancellationToken).ContinueWith(
                    _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        });
    }

    /// <summary>The table of all operations.</summary>
    public static Table Table(Meters meters, TimeSpan elapsed)
    {
        var table = new Table().Border(TableBorder.Rounded).Title($"{elapsed:mm\\:ss}")
            .AddColumn(new TableColumn("operation, ms").NoWrap())
            .AddColumns(
                Right("ok"), Right("/s"), Right("failed"), Right("p50"), Right("p95"), Right("p99"), Right("max"));
        foreach (var (name, meter) in meters.Operations)
        {
            var durations = meter.Durations;
            table.AddRow(
                name, $"{durations.Count:N0}", $"{durations.Count / Math.Max(1, elapsed.TotalSeconds):N1}",
                $"{meter.Failed:N0}", Milliseconds(durations.Quantile(0.5)), Milliseconds(durations.Quantile(0.95)),
                Milliseconds(durations.Quantile(0.99)), Milliseconds(durations.Max));
        }

        foreach (var (name, value) in meters.Gauges)
            table.AddRow($"[dim]{name}[/]", $"{value:N0}", "", "", "", "", "", "");
        return table;
    }

    private static async Task PrintAsync(
        Meters meters, TimeProvider clock, long began, CancellationToken cancellationToken)
    {
        const int secondsBetween = 10;
        for (var second = 0; !cancellationToken.IsCancellationRequested; second++)
        {
            await Task.Delay(Refresh, clock, cancellationToken).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            if (second % secondsBetween != secondsBetween - 1)
                continue;
            var gauges = string.Join(" · ", meters.Gauges.Select(gauge => $"{gauge.Key} {gauge.Value:N0}"));
            var failed = meters.Operations.Sum(operation => operation.Value.Failed);
            Console.WriteLine($"{clock.GetElapsedTime(began):mm\\:ss}  {gauges} · failed {failed:N0}");
        }
    }

    private static TableColumn Right(string title) => new TableColumn(title).RightAligned().NoWrap();

    private static string Milliseconds(TimeSpan duration) => $"{duration.TotalMilliseconds:N1}";
}
