using Npgsql;
using NpgsqlTypes;
using Platform.Storage;

namespace Platform.Consumers;

/// <summary>Dead letters for platform admins, over all accounts.</summary>
internal sealed class DeadLetterReader(PlatformDatabase database) : IDeadLetterReader
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<DeadLetter>> ListAsync(
        string? consumer, DeadLetterCursor? after, int limit, CancellationToken cancellationToken) =>
        database.ReadAcrossAsync(
            DeadLetterSql.List,
            [
                Optional(consumer, NpgsqlDbType.Text), Optional(after?.Position, NpgsqlDbType.Bigint),
                Optional(after?.Consumer, NpgsqlDbType.Text), new NpgsqlParameter<int> { TypedValue = limit },
            ],
            DeadLetterSql.Read, cancellationToken);

    /// <inheritdoc/>
    public async Task<DeadLetter?> FindAsync(string consumer, long position, CancellationToken cancellationToken) =>
        await database.ReadAcrossAsync(
            DeadLetterSql.Find,
            [
                new NpgsqlParameter<string> { TypedValue = consumer },
                new NpgsqlParameter<long> { TypedValue = position },
            ],
            DeadLetterSql.Read, cancellationToken) is [var letter]
            ? letter
            : null;

    /// <inheritdoc/>
    public Task<IReadOnlyList<DecidedLetter>> DecidedAsync(
        long? before, int limit, CancellationToken cancellationToken) =>
        database.ReadAcrossAsync(
            DeadLetterSql.Decided,
            [Optional(before, NpgsqlDbType.Bigint), new NpgsqlParameter<int> { TypedValue = limit }],
            row => new DecidedLetter(
                row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetGuid(3),
                row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(7), row.GetString(8),
                row.GetFieldValue<DateTimeOffset>(9)),
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LaneStatus>> LanesAsync(CancellationToken cancellationToken) =>
        database.ReadAcrossAsync(
            DeadLetterSql.Lanes, [],
            row => new LaneStatus(
                row.GetString(0), row.GetInt16(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)),
            cancellationToken);

    private static NpgsqlParameter Optional(object? value, NpgsqlDbType type) =>
        new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
