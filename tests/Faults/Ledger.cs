using System.Globalization;
using Npgsql;

namespace Platform.Faults;

/// <summary>What PostgreSQL holds, read by SQL and never through the API under test.</summary>
internal sealed class Ledger(string connectionString) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connectionString);

    /// <summary>Acknowledged orders that are not there.</summary>
    public async Task<IReadOnlyList<string>> LostAsync(IReadOnlyDictionary<string, string> acknowledged)
    {
        var ids = await ColumnAsync("select right(key, 32) from orders");
        var stored = ids.Select(id => Guid.ParseExact(id, "N")).ToHashSet();
        return [.. acknowledged.Where(pair => !stored.Contains(Guid.Parse(pair.Value))).Select(pair => pair.Key)];
    }

    /// <summary>Commands that took effect more than once: two orders, two placed events, two numbers.</summary>
    public async Task<IReadOnlyList<string>> DoubledAsync(IReadOnlyDictionary<string, string> acknowledged)
    {
        var doubledEvents = await ColumnAsync(
            "select subject from events where kind = 'order.placed' group by subject having count(*) > 1");
        var doubledNumbers = await ColumnAsync(
            "select order_number from orders group by order_number having count(*) > 1");
        var orders = (await ColumnAsync("select right(key, 32) from orders")).Count;
        var surplus = Enumerable.Repeat("an order that nobody was told of", Math.Max(orders - acknowledged.Count, 0));
        return [.. doubledEvents, .. doubledNumbers, .. surplus];
    }

    /// <summary>Whether the log is dense: as many events as the last position says.</summary>
    public async Task<bool> IsDenseAsync() =>
        (await ColumnAsync(
            "select 'hole' from log_head where position <> (select count(*) from events)")).Count == 0;

    /// <summary>One number.</summary>
    public async Task<long> CountAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>Changes what is stored, as nobody but a fault does.</summary>
    public async Task SpoilAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        command.CommandTimeout = 600; // Seconds. A million rows take their time.
        await command.ExecuteNonQueryAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _source.DisposeAsync();

    /// <summary>The first column of what is asked, as text.</summary>
    public async Task<IReadOnlyList<string>> ColumnAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
            values.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        return values;
    }
}
