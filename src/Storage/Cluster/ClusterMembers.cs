using System.Net;
using Npgsql;
using Platform.Storage;

namespace Platform.Cluster;

/// <summary>One silo as the cluster's table has it.</summary>
/// <param name="Generation">Which of the processes that had this address.</param>
public sealed record ListedSilo(IPEndPoint Endpoint, int Generation);

/// <summary>Members of a cluster that died and are still in its table. A silo that starts would wait for them: it has
/// to reach everyone who is said to be there.</summary>
public sealed class ClusterMembers(PlatformDatabase database)
{
    private const int Dead = 6;

    // What a lock on two numbers looks like, see SiloEndpoints.
    private const string LeftSql =
        """
        select address, port, generation
          from orleans.members
         where cluster = $1 and status <> $2
           and (address || ':' || port = $3
                or not exists (
                    select
                      from pg_locks
                     where locktype = 'advisory' and granted and objsubid = 2
                       and database = (select oid from pg_database where datname = current_database())
                       and classid::bigint = $4
                       and objid::bigint = hashtext(address || ':' || port)::bigint & 4294967295))
         order by address, port, generation
        """;

    // As a silo does it that finds another one dead: by raising the cluster's version.
    private const string BurySql =
        """
        with dead as (select * from unnest($2::text[], $3::int[], $4::int[]) as d (address, port, generation)),
        raised as (update orleans.clusters set version = version + 1 where id = $1 returning 1)
        update orleans.members m
           set status = $5
          from dead d, raised
         where m.cluster = $1 and m.address = d.address and m.port = d.port and m.generation = d.generation
        """;

    /// <summary>Members that no process stands up for: those at the address of this silo, which holds it now, and those
    /// whose address nobody holds.</summary>
    /// <param name="cluster">The cluster's name.</param>
    /// <param name="own">The address that this process holds.</param>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<ListedSilo>> LeftBehindAsync(
        string cluster, IPEndPoint own, CancellationToken cancellationToken) =>
        Failures.TranslateAsync<IReadOnlyList<ListedSilo>>(async () =>
        {
            await using var command = database.Writer.CreateCommand(LeftSql);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = cluster });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Dead });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = SiloEndpoints.Text(own) });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = SiloEndpoints.LockClass });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var left = new List<ListedSilo>();
            while (await reader.ReadAsync(cancellationToken))
            {
                left.Add(new(
                    new IPEndPoint(IPAddress.Parse(reader.GetString(0)), reader.GetInt32(1)), reader.GetInt32(2)));
            }

            return left;
        });

    /// <summary>Says in the table that they are dead.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    public Task BuryAsync(string cluster, IReadOnlyList<ListedSilo> dead, CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = database.Writer.CreateCommand(BurySql);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = cluster });
            command.Parameters.Add(new NpgsqlParameter<string[]>
            {
                TypedValue = [.. dead.Select(member => member.Endpoint.Address.ToString())],
            });
            command.Parameters.Add(new NpgsqlParameter<int[]>
            {
                TypedValue = [.. dead.Select(member => member.Endpoint.Port)],
            });
            command.Parameters.Add(new NpgsqlParameter<int[]>
            {
                TypedValue = [.. dead.Select(member => member.Generation)],
            });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Dead });
            return await command.ExecuteNonQueryAsync(cancellationToken);
        });
}
