using System.Text.Json.Nodes;
using Npgsql;
using Platform.Api;
using Platform.Calls;

namespace Platform.Erasures;

/// <summary>Looks for what should be gone.</summary>
internal static class Erasing
{
    // What was interrupted waits for the next look of the log's consumers, or of the due work.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    /// <summary>Every table of the database with a row that has the word in any of its columns, whatever its
    /// spelling.</summary>
    public static async Task<IReadOnlyList<string>> TablesWithAsync(ApiFixture api, string word)
    {
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        var found = new List<string>();
        foreach (var table in await TablesAsync(source))
        {
            await using var command = source.CreateCommand(
                $"select count(*) from {table} t where strpos(lower(to_jsonb(t)::text), lower($1)) > 0");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = word });
            if ((long)(await command.ExecuteScalarAsync())! > 0)
                found.Add(table);
        }

        return found;
    }

    /// <summary>The object says that its person is gone everywhere.</summary>
    public static Task IsDoneAsync(HttpClient client, string path) => Eventually.Async(
        async () =>
        {
            var answer = await (await client.GetAsync(path)).JsonAsync(200);
            Assert.Equal("done", StateOf(answer));
        },
        Patience);

    public static string? StateOf(JsonNode answer) => answer["erasure"]?["state"]?.GetValue<string>();

    private static async Task<IReadOnlyList<string>> TablesAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            """
            select format('%I.%I', table_schema, table_name)
              from information_schema.tables
             where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
            """);
        await using var rows = await command.ExecuteReaderAsync();
        var tables = new List<string>();
        while (await rows.ReadAsync())
            tables.Add(rows.GetString(0));
        Assert.True(tables.Count > 30, "The tables were not found.");
        return tables;
    }
}
