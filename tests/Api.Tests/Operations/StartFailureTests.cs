using System.Net;
using System.Net.Sockets;
using Npgsql;
using Platform.Testing;

namespace Platform.Operations;

/// <summary>A platform that cannot start where it is says why in one line, not with its own insides.</summary>
public sealed class StartFailureTests
{
    [Theory]
    [InlineData("ApiHost", "Hots=127.0.0.1", "platform: ConnectionStrings__Platform cannot be read: ")]
    [InlineData("Silo", "Hots=127.0.0.1", "platform: ConnectionStrings__Platform cannot be read: ")]
    [InlineData("ApiHost", "", "platform: ConnectionStrings__Platform names no Host, for example ")]
    [InlineData("ApiHost", "Host=127.0.0.1;Port=1;Username=a;Database=orders",
        "platform: PostgreSQL lets nobody in: Connection refused.")]
    public async Task A_connection_string_that_leads_nowhere_is_named(
        string program, string connectionString, string says) =>
        Assert.StartsWith(
            says, await RefusedStart.SaysAsync(program, ("ConnectionStrings__Platform", connectionString)),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("ApiHost")]
    [InlineData("Silo")]
    public async Task A_database_that_does_not_exist_is_named(string program)
    {
        var settings = new NpgsqlConnectionStringBuilder(PostgresServer.ConnectionString) { Database = "no_such_one" };

        var says = await RefusedStart.SaysAsync(program, ("ConnectionStrings__Platform", settings.ConnectionString));

        Assert.StartsWith(
            "platform: PostgreSQL lets nobody in: database \"no_such_one\" does not exist (3D000).", says,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_that_may_not_make_roles_is_told_so()
    {
        await using var database = await TestDatabase.CreateAsync();
        var name = $"stranger_{Guid.NewGuid():N}";
        await using var server = NpgsqlDataSource.Create(PostgresServer.ConnectionString);
        await ExecuteAsync(server, $"create role {name} login password 'a-stranger'");
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString)
            {
                Username = name,
                Password = "a-stranger",
            };

            var says = await RefusedStart.SaysAsync(
                "ApiHost", ("ConnectionStrings__Platform", settings.ConnectionString));

            Assert.StartsWith("platform: PostgreSQL refuses: ", says, StringComparison.Ordinal);
            Assert.Contains("The login of ConnectionStrings__Platform has to own", says, StringComparison.Ordinal);
        }
        finally
        {
            await ExecuteAsync(server, $"drop role {name}");
        }
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var says = await RefusedStart.SaysAsync(
            "ApiHost", ("ConnectionStrings__Platform", database.ConnectionString),
            ("Kestrel__Endpoints__Http__Url", $"http://{other.LocalEndpoint}"));

        Assert.Contains($"{other.LocalEndpoint}: address already in use", says, StringComparison.Ordinal);
    }

    private static async Task ExecuteAsync(NpgsqlDataSource server, string sql)
    {
        await using var command = server.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
