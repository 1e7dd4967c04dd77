using System.Net;
using Npgsql;
using Platform.Silo;
using Platform.Testing;

namespace Platform.Operations;

/// <summary>Who may share a database: the processes of one cluster, and nobody else.</summary>
public sealed class ClaimTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Theory]
    [InlineData("alone", "alone", false)]
    [InlineData("alone", "client", false)]
    [InlineData("alone", "silo 1", false)]
    [InlineData("client", "alone", false)]
    [InlineData("silo 1", "alone", false)]
    [InlineData("client", "client", true)]
    [InlineData("silo 1", "client", true)]
    [InlineData("silo 1", "silo 2", true)]
    [InlineData("silo 1", "silo 1", false)]
    public async Task Two_processes_share_a_database_as_members_of_one_cluster_only(
        string first, string second, bool isShared)
    {
        await using var one = await OpenAsync();
        await using var two = await OpenAsync();

        Assert.True(await ClaimAsync(Terms(first), one));
        Assert.Equal(isShared, await ClaimAsync(Terms(second), two));
    }

    private static ClaimTerms Terms(string name) => name switch
    {
        "alone" => ClaimTerms.Alone,
        "client" => ClaimTerms.Client,
        _ => ClaimTerms.Silo(new(IPAddress.Loopback, name[^1])),
    };

    private static async Task<bool> ClaimAsync(ClaimTerms terms, NpgsqlConnection connection)
    {
        await using var claim = terms.Command(connection);
        return await claim.ExecuteScalarAsync() is true;
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var settings = new NpgsqlConnectionStringBuilder(_database.ConnectionString) { Pooling = false };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
