namespace Platform.Storage;

public sealed class PlatformDatabaseTests : PreparedDatabase
{
    [Fact]
    public async Task The_server_compiles_no_statement_of_ours()
    {
        foreach (var pool in new[] { Host.Database.Owner, Host.Database.Writer, Host.Database.Query })
        {
            await using var command = pool.CreateCommand("show jit");
            Assert.Equal("off", await command.ExecuteScalarAsync());
        }
    }
}
