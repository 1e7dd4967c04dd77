using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Backups;
using Platform.Calls;
using Platform.Commits;
using Platform.Erasures;
using Platform.Ids;
using Platform.Migrations;
using Platform.Orders;

namespace Platform.Silo;

/// <summary>The operator's way back: <c>restore FILE</c> instead of serving. Restores an account's snapshot into an
/// empty database, erases again whoever was erased since it was taken, and ends.</summary>
public static class RestoreCommand
{
    /// <summary>The first argument that asks for it.</summary>
    public const string Verb = "restore";

    private const int Refused = 1;
    private const int Misused = 2;

    private static readonly TimeSpan ErasurePatience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether the program was started for it.</summary>
    public static bool IsAsked(IReadOnlyList<string> args) => args is [Verb, ..];

    /// <summary>Does it. Answers the exit code: 0 when all of it is there, 1 when nothing was restored, 2 for a wrong
    /// command line.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        if (args is not [Verb, var path])
        {
            await Console.Error.WriteLineAsync("usage: restore FILE   (….snapshot.gz, with its manifest beside it)");
            return Misused;
        }

        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddPlatformSilo();
        using var host = builder.Build();
        try
        {
            await host.Services.GetRequiredService<MigrationRunner>().ApplyAsync(CancellationToken.None);
            var restored = await host.Services.GetRequiredService<ISnapshotRestore>()
                .RestoreAsync(path, progress: null, CancellationToken.None);
            if (restored.Snapshot is not { } snapshot)
                return await RefuseAsync(restored.Refusal!);
            await TellAsync(snapshot);
            await EraseAgainAsync(host, snapshot.AccountId, restored.Erased);
            return 0;
        }
        catch (MigrationException refusal)
        {
            return await RefuseAsync(refusal.Message);
        }
    }

    private static async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync($"platform: nothing was restored. {why}");
        return Refused;
    }

    private static async Task TellAsync(AccountSnapshot snapshot)
    {
        foreach (var (table, rows) in snapshot.Tables.Where(table => table.Rows > 0))
            await Console.Out.WriteLineAsync($"  {table,-28} {rows,12:N0}");
        await Console.Out.WriteLineAsync(
            $"  account {snapshot.AccountId} as of {snapshot.TakenAt:u}, position {snapshot.Position}:"
            + $" {snapshot.Rows:N0} rows, each table counted");
    }

    // Before anybody can sign in and look: what the grains do to erase a person is more than a statement could.
    private static async Task EraseAgainAsync(IHost host, Guid account, IReadOnlyList<string> erased)
    {
        if (erased.Count == 0)
            return;
        await host.StartAsync();
        try
        {
            var grains = host.Services.GetRequiredService<IGrainFactory>();
            foreach (var subject in erased)
                await EraseAgainAsync(grains, account, subject);
            await Console.Out.WriteLineAsync(
                $"  {erased.Count} erased again: who was erased after the snapshot was taken");
        }
        finally
        {
            await host.StopAsync();
        }
    }

    private static async Task EraseAgainAsync(IGrainFactory grains, Guid account, string subject)
    {
        const string reason = "Erased before the account was restored";
        var key = GrainKey.Of(account, Guid.Parse(subject.AsSpan(subject.IndexOf('/') + 1)));
        if (subject.StartsWith("orders/", StringComparison.Ordinal))
        {
            var order = grains.GetGrain<IOrderGrain>(key);
            await order.ErasePerson(
                reason, Command.BySystem(account, "orders.erase-person", $"restore/{subject}"));
            await UntilAsync(async () => await order.FindErasure() is null);
        }
        else
        {
            var call = grains.GetGrain<ICallSessionGrain>(key);
            await call.ErasePerson(reason, Command.BySystem(account, "calls.erase-person", $"restore/{subject}"));
            await UntilAsync(async () =>
                (await call.Find()).Value?.Call.Erasure is null or { State: ErasureState.Done });
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> isDone)
    {
        using var patience = new CancellationTokenSource(ErasurePatience);
        while (!await isDone())
            await Task.Delay(Pause, patience.Token);
    }
}
