using Npgsql;
using Platform.Live;
using Platform.Storage;

namespace Platform.Consumers;

/// <summary>Lanes in PostgreSQL. A step is one transaction that starts by moving the lane's place: whoever decided on
/// an older version finds no row and changes nothing, and two who try at once wait for each other there.</summary>
internal sealed partial class LaneStore(
    PlatformDatabase database, RecentEvents recent, TimeProvider clock, IEnumerable<ITableEffect> effects) : ILaneStore
{
    private readonly Dictionary<string, ITableEffect> _effects =
        effects.ToDictionary(effect => effect.Name, StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<LanePlace> LoadAsync(string consumer, int lane, CancellationToken cancellationToken)
    {
        var found = await database.ReadAcrossAsync(
            LaneSql.Load, [Text(consumer), Small(lane)], row => (Position: row.GetInt64(0), Version: row.GetInt64(1)),
            cancellationToken);
        return found is [var place]
            ? new LanePlace(consumer, lane, place.Position, place.Version)
            : new LanePlace(consumer, lane, Position: 0, Version: 0);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<LogEntry>> ReadAsync(
        int lane, long after, long through, int limit, CancellationToken cancellationToken) =>
        recent.Find(lane, after, through, limit) is { } found
            ? Task.FromResult(found)
            : database.ReadAcrossAsync(
                LaneSql.Read, [Small(lane), Big(after), Big(through), Number(limit)], LogRows.Read, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> WaitingAsync(string consumer, int lane, CancellationToken cancellationToken) =>
        database.ReadAcrossAsync(
            LaneSql.Waiting, [Text(consumer), Small(lane)], row => row.GetString(0), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ParkedEvent>> DueAsync(
        string consumer, int lane, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        database.ReadAcrossAsync(
            LaneSql.Due, [Text(consumer), Small(lane), Time(now), Number(limit)],
            row => new ParkedEvent(
                LogRows.Read(row), row.GetInt32(LogRows.Count), row.GetFieldValue<DateTimeOffset>(LogRows.Count + 1),
                row.IsDBNull(LogRows.Count + 2) ? null : row.GetString(LogRows.Count + 2)),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<DeadLetter?> FindDeadAsync(
        string consumer, int lane, long position, CancellationToken cancellationToken)
    {
        var found = await database.ReadAcrossAsync(
            DeadLetterSql.Find, [Text(consumer), Big(position)], DeadLetterSql.Read, cancellationToken);
        return found is [var letter] && letter.Lane == lane ? letter : null;
    }

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };
    private static NpgsqlParameter<short> Small(int value) => new() { TypedValue = (short)value };
    private static NpgsqlParameter<int> Number(int value) => new() { TypedValue = value };
    private static NpgsqlParameter<long> Big(long value) => new() { TypedValue = value };
    private static NpgsqlParameter<DateTimeOffset> Time(DateTimeOffset value) => new() { TypedValue = value };
    private static NpgsqlParameter<T[]> Array<T>(IEnumerable<T> values) => new() { TypedValue = values.ToArray() };
}
