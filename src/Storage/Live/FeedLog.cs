using Npgsql;
using Platform.Storage;

namespace Platform.Live;

/// <summary>Reads the log by feed. An account's feed is read as that account, so that row level security stands behind
/// the filter; a vendor's and the platform's go over all accounts by topic, a vendor's over
/// those whose invitation he has accepted.</summary>
internal sealed class FeedLog(PlatformDatabase database) : IFeedLog
{
    private const string AccountSql =
        $"""
        select {LogRows.Columns} from events
         where account_id = $1 and position > $2 and position <= $3 order by position limit $4
        """;

    // What stands in the log from before he accepted an account's invitation is none of his business either.
    private const string VendorSql =
        $"""
        select {LogRows.Columns} from events
         where topics is not null and topics <> '{EmptyArray}' and topics @> array[$1]
           and position > $2 and position <= $3
           and exists (
               select from account_vendors works
                where works.key = replace(events.account_id::text || '/' || substr($1, 9), '-', '')
                  and works.accepted_at is not null)
         order by position limit $4
        """;

    private const string PlatformSql =
        $"""
        select {LogRows.Columns} from (
            select * from events where account_id is null and position > $2 and position <= $3
            union all
            select * from events
             where account_id is not null and topics is not null and topics <> '{EmptyArray}' and topics @> array[$1]
               and position > $2 and position <= $3) platforms
         order by position limit $4
        """;

    private const string EmptyArray = "{}";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LogEntry>> ReadAsync(
        string feed, long after, long through, int limit, CancellationToken cancellationToken)
    {
        if (after >= through)
            return [];
        if (Guid.TryParseExact(feed, "N", out var accountId))
        {
            var parameters = Parameters(new NpgsqlParameter<Guid> { TypedValue = accountId }, after, through, limit);
            return (await database.ReadAsync(accountId, AccountSql, parameters, LogRows.Read, cancellationToken)).Value;
        }

        var sql = feed == FeedKey.Platform ? PlatformSql : VendorSql;
        var topic = new NpgsqlParameter<string> { TypedValue = feed };
        return await database.ReadAcrossAsync(
            sql, Parameters(topic, after, through, limit), LogRows.Read, cancellationToken);
    }

    private static NpgsqlParameter[] Parameters(NpgsqlParameter key, long after, long through, int limit) =>
    [
        key,
        new NpgsqlParameter<long> { TypedValue = after },
        new NpgsqlParameter<long> { TypedValue = through },
        new NpgsqlParameter<int> { TypedValue = limit },
    ];
}
