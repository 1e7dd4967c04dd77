using System.Net;
using Npgsql;

namespace Platform.Cluster;

/// <summary>Who of a cluster's members has nobody that stands up for him.</summary>
public sealed class ClusterMembersTests : OrleansTables
{
    private const int Active = 3;
    private const int Dead = 6;

    private static readonly IPEndPoint Own = new(IPAddress.Loopback, 1);

    private ClusterMembers Members => new(Host.Database);

    [Fact]
    public async Task Dead_is_who_had_this_address_before_and_who_does_not_hold_his_own()
    {
        await ListAsync((1, 5, Active), (2, 5, Active), (3, 5, Active), (4, 5, Dead), (1, 4, Dead));
        await using var own = await HoldAsync(1);
        await using var other = await HoldAsync(2);

        var left = await Members.LeftBehindAsync("platform", Own, CancellationToken.None);

        Assert.Equal([At(1, 5), At(3, 5)], left);
        Assert.Empty(await Members.LeftBehindAsync("another", Own, CancellationToken.None));
    }

    [Fact]
    public async Task An_address_that_was_held_is_free_when_the_process_is_gone()
    {
        await ListAsync((2, 5, Active));
        await using (await HoldAsync(2))
            Assert.Empty(await Members.LeftBehindAsync("platform", Own, CancellationToken.None));

        while ((await Members.LeftBehindAsync("platform", Own, CancellationToken.None)).Count == 0)
            await Task.Yield();
    }

    [Fact]
    public async Task The_dead_are_listed_as_dead_and_the_version_is_raised_once()
    {
        await ListAsync((1, 5, Active), (2, 5, Active), (3, 5, Active));

        await Members.BuryAsync("platform", [At(1, 5), At(3, 5)], CancellationToken.None);

        var rows = await AskAsync("MembershipReadAllKey", ("DeploymentId", "platform"));
        Assert.Equal(
            [(1, Dead), (2, Active), (3, Dead)],
            rows.Select(row => ((int)row["Port"]!, (int)row["Status"]!)).Order());
        Assert.All(rows, row => Assert.Equal(1, row["Version"]));
    }

    private static ListedSilo At(int port, int generation) => new(new(IPAddress.Loopback, port), generation);

    private async Task ListAsync(params (int Port, int Generation, int Status)[] members)
    {
        await ExecuteAsync("insert into orleans.clusters (id) values ('platform')");
        foreach (var (port, generation, status) in members)
        {
            await ExecuteAsync(
                $"""
                insert into orleans.members (cluster, address, port, generation, silo_name, host_name, status,
                                             proxy_port, started_at, alive_at)
                values ('platform', '127.0.0.1', {port}, {generation}, 's', 'h', {status}, 0, now(), now())
                """);
        }
    }

    // As a silo does when it starts.
    private async Task<NpgsqlConnection> HoldAsync(int port)
    {
        var settings = new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        await using var hold = new NpgsqlCommand("select pg_advisory_lock($1, hashtext($2))", connection);
        hold.Parameters.Add(new NpgsqlParameter<int> { TypedValue = SiloEndpoints.LockClass });
        hold.Parameters.Add(new NpgsqlParameter<string>
        {
            TypedValue = SiloEndpoints.Text(new(IPAddress.Loopback, port)),
        });
        await hold.ExecuteNonQueryAsync();
        return connection;
    }
}
