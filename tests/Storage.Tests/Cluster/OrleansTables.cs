using System.Globalization;
using Npgsql;
using Platform.Storage;

namespace Platform.Cluster;

/// <summary>A database with a cluster's tables, asked the way the ADO.NET providers of Orleans ask: they read the
/// statements first, in a schema that only the connection names, and then run nothing else.</summary>
public abstract class OrleansTables : PreparedDatabase
{
    private IReadOnlyDictionary<string, string>? _statements;

    private protected override void Configure(StorageOptions options) => options.HasClusterTables = true;

    /// <summary>What the providers look up, by name.</summary>
    protected async Task<IReadOnlyDictionary<string, string>> StatementsAsync() =>
        _statements ??= (await RowsAsync("SELECT QueryKey, QueryText FROM OrleansQuery"))
            .ToDictionary(row => (string)row["QueryKey"]!, row => (string)row["QueryText"]!);

    /// <summary>The rows a statement answers; columns are found whatever their case.</summary>
    protected async Task<List<Dictionary<string, object?>>> AskAsync(
        string name, params (string Name, object? Value)[] parameters) =>
        await RowsAsync((await StatementsAsync())[name], parameters);

    /// <summary>Whether a statement that answers one yes or no said yes, as the providers read it.</summary>
    protected async Task<bool> DidAsync(string name, params (string Name, object? Value)[] parameters)
    {
        var row = Assert.Single(await AskAsync(name, parameters));
        return Convert.ToBoolean(Assert.Single(row).Value, CultureInfo.InvariantCulture);
    }

    private async Task<List<Dictionary<string, object?>>> RowsAsync(
        string sql, params (string Name, object? Value)[] parameters)
    {
        await using var source = NpgsqlDataSource.Create(Host.Database.OrleansConnectionString);
        await using var command = source.CreateCommand(sql);
        foreach (var (name, value) in parameters)
            command.Parameters.Add(new NpgsqlParameter(name, value ?? DBNull.Value));
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Dictionary<string, object?>>();
        while (await reader.ReadAsync())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(
                reader.GetName, i => reader.IsDBNull(i) ? null : reader.GetValue(i),
                StringComparer.OrdinalIgnoreCase));
        }

        return rows;
    }
}
