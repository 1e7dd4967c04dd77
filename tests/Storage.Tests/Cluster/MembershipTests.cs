namespace Platform.Cluster;

/// <summary>What the silos of a cluster agree on through the database.</summary>
public sealed class MembershipTests : OrleansTables
{
    private const int Active = 3;
    private const int Dead = 6;

    private static readonly DateTime Start = new(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc);

    private static readonly (string, object?) Cluster = ("DeploymentId", "c1");

    [Fact]
    public async Task Every_statement_that_the_providers_look_up_is_there()
    {
        string[] wanted =
        [
            "CleanupDefunctSiloEntriesKey", "ClearStorageKey", "DeleteMembershipTableEntriesKey",
            "DeleteReminderRowKey", "DeleteReminderRowsKey", "GatewaysQueryKey", "InsertMembershipKey",
            "InsertMembershipVersionKey", "MembershipReadAllKey", "MembershipReadRowKey", "ReadFromStorageKey",
            "ReadRangeRows1Key", "ReadRangeRows2Key", "ReadReminderRowKey", "ReadReminderRowsKey",
            "UpdateIAmAlivetimeKey", "UpdateMembershipKey", "UpsertReminderRowKey", "WriteToStorageKey",
        ];

        Assert.Equal(wanted, (await StatementsAsync()).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_cluster_begins_once_and_has_a_version_before_it_has_members()
    {
        Assert.True(await DidAsync("InsertMembershipVersionKey", Cluster));
        Assert.False(await DidAsync("InsertMembershipVersionKey", Cluster));

        var empty = Assert.Single(await AskAsync("MembershipReadAllKey", Cluster));
        Assert.Equal((0, null, null), (empty["Version"], empty["StartTime"], empty["Address"]));
    }

    [Fact]
    public async Task Who_joins_has_to_know_the_version_and_raises_it()
    {
        await DidAsync("InsertMembershipVersionKey", Cluster);

        Assert.True(await JoinAsync(port: 1, version: 0));
        Assert.False(await JoinAsync(port: 2, version: 0)); // Somebody joined meanwhile.
        Assert.False(await JoinAsync(port: 1, version: 1)); // It is there already.
        Assert.True(await JoinAsync(port: 2, version: 1));

        var members = await AskAsync("MembershipReadAllKey", Cluster);
        Assert.All(members, member => Assert.Equal(2, member["Version"]));
        var first = Assert.Single(members, member => member["Port"] is 1);
        Assert.Equal(
            ("127.0.0.1", 7, "silo1", "here", Active, 101, null, Start, Start.AddSeconds(1)),
            (first["Address"], first["Generation"], first["SiloName"], first["HostName"], first["Status"],
                first["ProxyPort"], first["SuspectTimes"], first["StartTime"], first["IAmAliveTime"]));
    }

    [Fact]
    public async Task Of_many_who_change_the_members_at_once_one_does()
    {
        await DidAsync("InsertMembershipVersionKey", Cluster);

        var joined = await Task.WhenAll(Enumerable.Range(1, 8).Select(port => JoinAsync(port, version: 0)));

        Assert.Single(joined, did => did);
        Assert.Single(await AskAsync("MembershipReadAllKey", Cluster));
    }

    [Fact]
    public async Task A_member_is_changed_by_who_knows_the_version()
    {
        await DidAsync("InsertMembershipVersionKey", Cluster);
        await JoinAsync(port: 1, version: 0);

        Assert.False(await ChangeAsync(port: 1, Dead, "S127.0.0.1:1:7,now", version: 0));
        Assert.False(await ChangeAsync(port: 2, Dead, null, version: 1)); // There is no such member.
        Assert.True(await ChangeAsync(port: 1, Dead, "S127.0.0.1:1:7,now", version: 1));

        var member = Assert.Single(await AskAsync("MembershipReadRowKey", [Cluster, .. Silo(1)]));
        Assert.Equal((2, Dead, "S127.0.0.1:1:7,now"), (member["Version"], member["Status"], member["SuspectTimes"]));
        var absent = Assert.Single(await AskAsync("MembershipReadRowKey", [Cluster, .. Silo(2)]));
        Assert.Equal((2, null), (absent["Version"], absent["StartTime"]));
    }

    [Fact]
    public async Task Clients_find_the_gateways_of_those_who_live()
    {
        await DidAsync("InsertMembershipVersionKey", Cluster);
        await JoinAsync(port: 1, version: 0);
        await JoinAsync(port: 2, version: 1, gateway: 0);
        await JoinAsync(port: 3, version: 2);
        await ChangeAsync(port: 3, Dead, null, version: 3);

        var gateway = Assert.Single(await AskAsync("GatewaysQueryKey", Cluster, ("Status", Active)));

        Assert.Equal(("127.0.0.1", 101, 7), (gateway["Address"], gateway["ProxyPort"], gateway["Generation"]));
    }

    [Fact]
    public async Task To_say_I_am_alive_changes_no_version_and_the_long_dead_are_forgotten()
    {
        await DidAsync("InsertMembershipVersionKey", Cluster);
        await JoinAsync(port: 1, version: 0);
        await JoinAsync(port: 2, version: 1);
        await ChangeAsync(port: 2, Dead, null, version: 2);

        await AskAsync("UpdateIAmAlivetimeKey", [Cluster, .. Silo(1), ("IAmAliveTime", Start.AddHours(1))]);
        await AskAsync("CleanupDefunctSiloEntriesKey", Cluster, ("IAmAliveTime", Start.AddDays(7)));

        var left = Assert.Single(await AskAsync("MembershipReadAllKey", Cluster));
        Assert.Equal((3, 1, Start.AddHours(1)), (left["Version"], left["Port"], left["IAmAliveTime"]));
    }

    [Fact]
    public async Task A_cluster_that_is_removed_takes_its_members_along_and_nobody_elses()
    {
        await DidAsync("InsertMembershipVersionKey", Cluster);
        await JoinAsync(port: 1, version: 0);
        await DidAsync("InsertMembershipVersionKey", ("DeploymentId", "c2"));

        await AskAsync("DeleteMembershipTableEntriesKey", Cluster);

        Assert.Empty(await AskAsync("MembershipReadAllKey", Cluster));
        Assert.Single(await AskAsync("MembershipReadAllKey", ("DeploymentId", "c2")));
    }

    private static (string, object?)[] Silo(int port) =>
        [("Address", "127.0.0.1"), ("Port", port), ("Generation", 7)];

    private Task<bool> JoinAsync(int port, int version, int? gateway = null) => DidAsync(
        "InsertMembershipKey",
        [
            Cluster, .. Silo(port), ("SiloName", $"silo{port}"), ("HostName", "here"), ("Status", Active),
            ("ProxyPort", gateway ?? port + 100), ("StartTime", Start), ("IAmAliveTime", Start.AddSeconds(1)),
            ("Version", version),
        ]);

    private Task<bool> ChangeAsync(int port, int status, string? suspects, int version) => DidAsync(
        "UpdateMembershipKey",
        [
            Cluster, .. Silo(port), ("Status", status), ("SuspectTimes", suspects),
            ("IAmAliveTime", Start.AddSeconds(2)), ("Version", version),
        ]);
}
