using Npgsql;
using Platform.Storage;

namespace Platform.Orders;

/// <summary>Leases blocks of numbers from the database and gives them out one by one. What a process has leased and not
/// used is lost with it: numbers may have gaps.</summary>
internal sealed class OrderNumbers(PlatformDatabase database) : IOrderNumbers, IDisposable
{
    private const int BlockSize = 1_000;

    private const string LeaseSql =
        """
        insert into order_number_blocks as blocks (year, next) values ($1, 1 + $2)
        on conflict (year) do update set next = blocks.next + $2
        returning next - $2
        """;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, (long Next, long End)> _blocks = [];
    private readonly SemaphoreSlim _leasing = new(1);

    public ValueTask<long> NextAsync(int year, CancellationToken cancellationToken) =>
        TryTake(year) is { } number ? new(number) : new(LeaseAsync(year, cancellationToken));

    public void Dispose() => _leasing.Dispose();

    private long? TryTake(int year)
    {
        lock (_lock)
        {
            if (!_blocks.TryGetValue(year, out var block) || block.Next == block.End)
                return null;
            _blocks[year] = (block.Next + 1, block.End);
            return block.Next;
        }
    }

    // One leases, the others wait for its block.
    private async Task<long> LeaseAsync(int year, CancellationToken cancellationToken)
    {
        await _leasing.WaitAsync(cancellationToken);
        try
        {
            if (TryTake(year) is { } leasedMeanwhile)
                return leasedMeanwhile;
            var first = await Failures.TranslateAsync(() => LeaseBlockAsync(year, cancellationToken));
            lock (_lock)
                _blocks[year] = (first + 1, first + BlockSize);
            return first;
        }
        finally
        {
            _leasing.Release();
        }
    }

    private async Task<long> LeaseBlockAsync(int year, CancellationToken cancellationToken)
    {
        await using var command = database.Writer.CreateCommand(LeaseSql);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = year });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = BlockSize });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
