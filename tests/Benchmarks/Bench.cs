using System.Diagnostics;
using Platform.Benchmarks.Live;
using Platform.Benchmarks.Rows;
using Platform.Testing;
using Spectre.Console;

namespace Platform.Benchmarks;

/// <summary>Starts both sides on one PostgreSQL, runs the rows, prints the table.</summary>
internal static class Bench
{
    // The benchmark is one client with one token; limits are for the many.
    private static readonly Dictionary<string, string> Unlimited = new() { ["RateLimits__Enabled"] = "false" };

    /// <param name="full">More rounds, and other numbers of connections too.</param>
    /// <param name="duration">Of a round.</param>
    /// <param name="only">A part of the names of the sections to run, and those that these build on; null for
    /// all.</param>
    /// <param name="cancellationToken">Ends the start, not the rounds.</param>
    public static async Task<int> RunAsync(
        bool full, TimeSpan duration, string? only, CancellationToken cancellationToken)
    {
        // A server of its own with its default durability: what the tests share skips the disk.
        await using var server = await PrivatePostgres.StartAsync();
        await using var twinDatabase = await TestDatabase.CreateAsync(server.SocketConnectionString);
        await using var platformDatabase = await TestDatabase.CreateAsync(server.SocketConnectionString);
        await using var platform = new PlatformProcess(platformDatabase.ConnectionString, Unlimited);
        AnsiConsole.MarkupLine("[dim]starting the twin and the platform…[/]");
        await platform.StartAsync(cancellationToken);
        var token = await platform.SignInAsync();
        using var twin = await TwinProcess.StartAsync(twinDatabase.ConnectionString, cancellationToken);

        var twinSubject = new Subject("twin", twin.Address, twin.Id, "-", twinDatabase.ConnectionString);
        var platformSubject = new Subject(
            "platform", platform.Address, platform.Id, token, platformDatabase.ConnectionString);
        var http = new HttpRows(twinSubject, platformSubject, full ? 5 : 3, duration);
        var results = new List<RowResult>();
        try
        {
            foreach (var connections in full ? new[] { 16, 64, 256 } : [64])
            {
                await AddAsync(
                    $"HTTP against the twin, {connections} connections", () => http.RunAsync(connections),
                    neededBy: ["yardsticks", "the engine without HTTP"]);
            }

            await AddAsync(
                "yardsticks", () => Yardsticks.RunAsync(twinSubject, http.Twin.Places, http.Twin.Reads, duration));
            await AddAsync(
                "live deliveries",
                () => new LiveRows(twinSubject, platformSubject, full ? 5 : 3, duration / 2).RunAsync());
            await AddAsync(
                "one hot stock item",
                () => new HotItemRow(twinSubject, platformSubject, full ? 5 : 3, duration).RunAsync());
            await AddAsync(
                "webhooks", () => new WebhookRows(platformSubject, full ? 5 : 3, duration).RunAsync());
            await platform.StopAsync();
            await AddAsync(
                "the engine without HTTP",
                () => new EngineRows(platformDatabase.ConnectionString, platform.DataDirectory, duration).RunAsync());
            await AddAsync("group commit", async () =>
            {
                await using var database = await TestDatabase.CreateAsync(server.SocketConnectionString);
                return
                [
                    await CommitRow.RunAsync(database.ConnectionString, full ? 5 : 3, duration / 2),
                    .. await AdoNetRow.RunAsync(database.ConnectionString, full ? 5 : 3, duration / 2),
                ];
            });
            await AddAsync("ten thousand to a million orders", async () =>
            {
                await using var database = await TestDatabase.CreateAsync(server.SocketConnectionString);
                await using var grown = new PlatformProcess(database.ConnectionString, Unlimited);
                return await new GrowthRows(grown, database.ConnectionString, full).RunAsync();
            });
            await AddAsync("a hundred to ten thousand shops", async () =>
            {
                await using var database = await TestDatabase.CreateAsync(server.SocketConnectionString);
                await using var grown = new PlatformProcess(database.ConnectionString, Unlimited);
                return await new DispatchRow(grown, database.ConnectionString).RunAsync();
            });
            await AddAsync("overload", () => OverloadRow.RunAsync(Unlimited, duration));
            await AddAsync("due work", () => new DueWorkRow(server.ConnectionString, Unlimited).RunAsync());
        }
        finally
        {
            Print(results); // What was measured is worth knowing also when a later section fails.
        }

        if (results.Count == 0)
            throw new ArgumentException("No section has a name that contains this.", nameof(only));
        return results.All(result => result.Holds != false) ? 0 : 1;

        async Task AddAsync(
            string section, Func<Task<IReadOnlyList<RowResult>>> run, params string[] neededBy)
        {
            if (only is not null && !neededBy.Append(section).Any(
                name => name.Contains(only, StringComparison.OrdinalIgnoreCase)))
            {
                return;
            }

            AnsiConsole.MarkupLine($"[dim]{section}…[/]");
            results.AddRange(await run());
        }
    }

    private static void Print(IReadOnlyList<RowResult> results)
    {
        var table = new Table().Border(TableBorder.Markdown)
            .AddColumns("what", "baseline", "platform", "figure", "must", "aims at", "holds", "notes");
        foreach (var row in results)
        {
            table.AddRow(
                row.Title, row.Baseline, row.Ours, row.Figure, row.Must, row.Aim,
                row.Holds switch { true => "yes", false => "NO", null => "–" }, row.Notes);
        }

        AnsiConsole.Profile.Width = 400;
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"Measured {TimeProvider.System.GetUtcNow():u} on {Environment.ProcessorCount} cores.");
    }

    /// <summary>The twin in a process of its own.</summary>
    private sealed class TwinProcess : IDisposable
    {
        private readonly Process _process;

        private TwinProcess(Process process, Uri address)
        {
            _process = process;
            Address = address;
        }

        public Uri Address { get; }

        public int Id => _process.Id;

        public static async Task<TwinProcess> StartAsync(string connection, CancellationToken cancellationToken)
        {
            var address = new Uri($"http://127.0.0.1:{LoopbackPort.Free()}");
            var assembly = typeof(Bench).Assembly.Location;
            var twin = new TwinProcess(
                Process.Start("dotnet", [assembly, "twin", "--url", $"{address}", "--connection", connection]),
                address);
            using var client = new HttpClient();
            while (!await AnswersAsync(client, address, cancellationToken))
                await Task.Delay(50, cancellationToken);
            return twin;
        }

        public void Dispose()
        {
            _process.Kill();
            _process.WaitForExit();
            _process.Dispose();
        }

        private static async Task<bool> AnswersAsync(HttpClient client, Uri address, CancellationToken cancellation)
        {
            try
            {
                return (await client.GetAsync(new Uri(address, "/ping"), cancellation)).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false; // Nobody listens yet.
            }
        }
    }
}
