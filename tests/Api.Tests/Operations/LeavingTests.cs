using Npgsql;
using Platform.Api;
using Platform.Calls;

namespace Platform.Operations;

public sealed class LeavingTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_process_that_was_stopped_is_listed_no_more()
    {
        await Eventually.Async(async () => Assert.Equal(1, await ListedAsync()));

        await api.StopAsync();

        Assert.Equal(0, await ListedAsync());
        api.Start();
    }

    private async Task<long> ListedAsync()
    {
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        await using var count = source.CreateCommand("select count(*) from processes");
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
