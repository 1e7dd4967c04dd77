using Npgsql;
using Platform.Api;
using Platform.Calls;

namespace Platform.Sites;

/// <summary>A reading that is under way when something else happens.</summary>
public sealed class UnfinishedSiteImportTests(SiteFixture api) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task A_reading_is_one_at_a_time_and_goes_on_after_its_process_has_ended()
    {
        var imports = await SiteImportCases.ShopPath(api);
        api.Answers.Reset();
        try
        {
            var asked = api.Asked;
            var key = $"{Guid.NewGuid()}";
            var first = await (await api.Owner.CreateAsync(imports, new { website_url = api.Site }, key))
                .JsonAsync(202);
            var path = $"{imports}/{first["id"]}";
            await Eventually.Async(() =>
            {
                Assert.True(api.Asked > asked);
                return Task.CompletedTask;
            });

            var again = await api.Owner.CreateAsync(imports, new { website_url = api.Site }, key);
            Assert.Equal($"{first["id"]}", $"{(await again.JsonAsync(202))["id"]}");
            await (await api.Owner.CreateAsync(imports, new { website_url = "https://else.test" }, key))
                .ProblemAsync(422, "idempotency-key-reused");
            await (await api.Owner.CreateAsync(imports, new { website_url = api.Site }))
                .ProblemAsync(409, "site-import-running");

            var token = api.Owner.DefaultRequestHeaders.Authorization!.Parameter!;
            await api.StopAsync();
            await LetTheLeaseEndAsync();
            api.Answers.Set();
            api.Start();
            using var owner = api.With(token);
            await Eventually.Async(async () =>
            {
                var found = await (await owner.GetAsync(path)).JsonAsync(200);
                Assert.Equal("ready", $"{found["status"]}");
                Assert.Equal(2, found["tries"]!.GetValue<int>());
            });
        }
        finally
        {
            api.Answers.Set();
        }
    }

    // As if the minute had passed after which who reads is held to be no more.
    private async Task LetTheLeaseEndAsync()
    {
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            update site_imports
               set due_at = now() - interval '1 second',
                   state = jsonb_set(state, '{due_at}', to_jsonb(now() - interval '1 second'))
             where status = 'reading'
            """,
            connection);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }
}
