using Platform.Benchmarks.Load;
using Platform.Migrations;
using Platform.Storage.Worker;

namespace Platform.Benchmarks.Rows;

/// <summary>The same commits through Orleans' own storage, drained, against the platform's; alternating rounds. On the
/// database of <see cref="CommitRow"/>.</summary>
internal static class AdoNetRow
{
    public static async Task<IReadOnlyList<RowResult>> RunAsync(string connection, int rounds, TimeSpan duration)
    {
        // The tables of a cluster as well.
        await using (var owner = Hosts.On(connection, flushers: 1, add: _ => { }))
            await owner.GetRequiredService<MigrationRunner>().ApplyAsync(CancellationToken.None);

        var adoNet = new List<Round>();
        var own = new List<Round>();
        for (var i = 0; i < rounds; i++)
        {
            await using (var services = await Hosts.OnAdoNetAsync(connection, CommitRow.Flushers))
                adoNet.Add(await CommitRow.CommitsAsync(services, duration));
            own.Add(await CommitRow.GroupedAsync(connection, duration));
        }

        return [RowResult.Ratio("the same, against Storage=AdoNet", adoNet, own, 1.0, 2.0, share: null)];
    }
}
