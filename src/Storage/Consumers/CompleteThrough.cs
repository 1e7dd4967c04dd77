using Npgsql;
using Platform.Live;
using Platform.Storage;

namespace Platform.Consumers;

/// <summary>Says up to which position what a consumer keeps of an account is complete.</summary>
internal static class CompleteThrough
{
    // The consumer's position moves with what concerns it. When nothing of this account is ahead of it and nothing
    // waits to be tried again, the figures are complete up to the end of the log.
    private const string Sql =
        """
        select coalesce(
                   (select min(position) - 1 from (
                        select position from parked_events where consumer = $1 and account_id = $3
                        union all
                        select position from dead_letters where consumer = $1 and account_id = $3) missing),
                   case when exists (
                            select from events
                             where account_id = $3 and position > kept.position and position <= log_head.position
                               and kind = any($4))
                        then kept.position else log_head.position end)
          from log_head, (select coalesce(max(position), 0) as position
                            from consumer_positions where consumer = $1 and lane = $2) kept
        """;

    /// <summary>Asks. To be called before the figures are read: they may know more by then, never less.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    public static Task<long> ReadAsync(
        PlatformDatabase database, string consumer, IReadOnlySet<string> eventKinds, Guid accountId,
        CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = database.Writer.CreateCommand(Sql);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = consumer });
            command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = Lane.Of(accountId) });
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = accountId });
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. eventKinds] });
            return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        });
}
