using System.Diagnostics;
using Platform.Testing;
using Xunit.Abstractions;

namespace Platform.Faults;

/// <summary>PostgreSQL goes away and comes back; the platform's process stays.</summary>
public sealed class RestartTests(ITestOutputHelper output)
{
    private static readonly TimeSpan WritesAgainWithin = TimeSpan.FromSeconds(Form.IsLong ? 5 : 15);
    private static readonly Dictionary<string, string> Unlimited = new() { ["RateLimits__Enabled"] = "false" };

    [Theory]
    [InlineData("fast")]
    [InlineData("immediate")]
    public async Task Orders_go_on_after_the_database_restarts_and_the_process_does_not(string mode)
    {
        await using var server = await PrivatePostgres.StartAsync();
        await using var platform = new PlatformProcess(server.ConnectionString, Unlimited);
        await platform.StartAsync();
        await platform.SignInAsync();
        var process = platform.Id;
        await using var journal = new Journal();
        await using var buyers = new Buyers(platform, journal, Form.Seed);
        buyers.Start();

        var gaps = new List<TimeSpan>();
        var rounds = Form.Rounds(5);
        for (var round = 0; round < rounds; round++)
        {
            await UntilMoreAsync(journal, 500);
            await server.RestartAsync(mode);
            var watch = Stopwatch.StartNew();
            await UntilMoreAsync(journal, 1);
            gaps.Add(watch.Elapsed);
        }

        await buyers.FinishAsync();
        var acknowledged = await journal.ReadAsync();
        await using var ledger = new Ledger(server.ConnectionString);
        var lost = await ledger.LostAsync(acknowledged);
        var doubled = await ledger.DoubledAsync(acknowledged);
        output.WriteLine(
            $"{rounds} restarts ({mode}), {acknowledged.Count} acknowledged, {buyers.Repeated} repeated, "
            + $"{lost.Count} lost, {doubled.Count} doubled; writes again at the most "
            + $"{gaps.Max().TotalSeconds:0.00} s after PostgreSQL.");

        Assert.Equal(process, platform.Id);
        Assert.Empty(lost);
        Assert.Empty(doubled);
        Assert.True(await ledger.IsDenseAsync(), "The log has a hole.");
        Assert.True(gaps.Max() <= WritesAgainWithin, $"Writes came back after {gaps.Max().TotalSeconds:0.0} s.");
    }

    private static async Task UntilMoreAsync(Journal journal, long more)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var target = journal.Count + more;
        while (journal.Count < target)
            await Task.Delay(5, deadline.Token);
    }
}
