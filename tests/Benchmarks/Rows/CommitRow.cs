using Npgsql;
using Orleans.Storage;
using Platform.Benchmarks.Load;
using Platform.Ids;
using Platform.Migrations;
using Platform.Storage;
using Platform.Storage.Worker;

namespace Platform.Benchmarks.Rows;

/// <summary>Durable grain commits of 64 writers, with event and receipt, against one plain row a commit; alternating
/// rounds in this process.</summary>
internal static class CommitRow
{
    private const int Writers = 64;

    /// <summary>Of the platform's storage, in each case.</summary>
    public const int Flushers = 2;

    public static async Task<RowResult> RunAsync(string connection, int rounds, TimeSpan duration)
    {
        await CreateTablesAsync(connection);
        var plain = new List<Round>();
        var grouped = new List<Round>();
        for (var i = 0; i < rounds; i++)
        {
            plain.Add(await PlainAsync(connection, duration));
            grouped.Add(await GroupedAsync(connection, duration));
        }

        return RowResult.Ratio(
            "durable grain commits in process, 64 writers, 200-byte state", plain, grouped, 2.5, 4.0, share: null);
    }

    private static async Task CreateTablesAsync(string connection)
    {
        await using var owner = Hosts.On(connection, flushers: 1);
        await owner.GetRequiredService<MigrationRunner>().ApplyAsync(CancellationToken.None);
        await using var create = owner.GetRequiredService<PlatformDatabase>().Owner.CreateCommand(
            Counter.Sql
            + "create table plain (key text primary key, version bigint not null, state jsonb not null);"
            + "select share_platform_table('plain');");
        await create.ExecuteNonQueryAsync();
    }

    /// <summary>Commits of the platform's own storage.</summary>
    public static async Task<Round> GroupedAsync(string connection, TimeSpan duration)
    {
        await using var services = Hosts.On(connection, Flushers);
        return await CommitsAsync(services, duration);
    }

    /// <summary>Commits of as many writers through the storage of a host.</summary>
    public static async Task<Round> CommitsAsync(IServiceProvider services, TimeSpan duration)
    {
        var storage = services.GetRequiredKeyedService<IGrainStorage>("platform");
        var accountId = Guid.CreateVersion7();
        return await MeasureAsync(duration, async () =>
        {
            var activation = new CounterActivation(storage, GrainKey.Of(accountId, Guid.CreateVersion7()));
            await activation.ReadAsync();
            return () => activation.CountAsync(Guid.NewGuid().ToString());
        });
    }

    private static async Task<Round> PlainAsync(string connection, TimeSpan duration)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection) { MaxPoolSize = Writers, NoResetOnClose = true };
        await using var source = NpgsqlDataSource.Create(settings);
        return await MeasureAsync(duration, async () =>
        {
            var opened = await source.OpenConnectionAsync();
            var state = $$"""{"Count":1,"Status":"open","Padding":"{{new string('x', 150)}}"}""";
            var command = new NpgsqlCommand(
                """
                insert into plain (key, version, state) values ($1, 1, $2::text::jsonb)
                on conflict (key) do update set version = plain.version + 1, state = excluded.state
                """,
                opened);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Guid.NewGuid().ToString() });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = state });
            await command.PrepareAsync();
            return () => command.ExecuteNonQueryAsync();
        });
    }

    private static async Task<Round> MeasureAsync(TimeSpan duration, Func<Task<Func<Task>>> open)
    {
        var operations = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => open()));
        foreach (var _ in Enumerable.Range(0, 20))
            await Task.WhenAll(operations.Select(operation => operation()));
        return await ClosedLoop.RunAsync(operations, duration);
    }
}
