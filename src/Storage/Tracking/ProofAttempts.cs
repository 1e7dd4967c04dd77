using Npgsql;
using Platform.Storage;

namespace Platform.Tracking;

/// <summary>Attempts in one table, so that the limit holds over all nodes and restarts. Each one pushes the time at
/// which all will have come back further away; what would push it too far is refused and pushes nothing.</summary>
internal sealed class ProofAttempts(PlatformDatabase database, TimeProvider clock) : IProofAttempts
{
    private const string TrySql =
        """
        insert into tracking_attempts as a (order_number, used_until) values ($1, $2::timestamptz + $3::interval)
        on conflict (order_number) do update set used_until = greatest(a.used_until, $2) + $3
         where greatest(a.used_until, $2) + $3 <= $2 + $4::interval
        returning used_until
        """;

    private const string UsedSql = "select used_until from tracking_attempts where order_number = $1";

    public Task<TimeSpan?> TryAsync(string orderNumber, CancellationToken cancellationToken) =>
        Failures.TranslateAsync<TimeSpan?>(async () =>
        {
            var now = clock.GetUtcNow();
            await using var take = database.Writer.CreateCommand(TrySql);
            take.Parameters.Add(new NpgsqlParameter<string> { TypedValue = orderNumber });
            take.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
            take.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = IProofAttempts.Recovery });
            take.Parameters.Add(new NpgsqlParameter<TimeSpan>
            {
                TypedValue = IProofAttempts.Recovery * IProofAttempts.AtOnceMax,
            });
            if (await take.ExecuteScalarAsync(cancellationToken) is not null)
                return null;

            await using var used = database.Writer.CreateCommand(UsedSql);
            used.Parameters.Add(new NpgsqlParameter<string> { TypedValue = orderNumber });
            return await used.ExecuteScalarAsync(cancellationToken) is DateTime until
                ? Wait(until, now)
                : IProofAttempts.Recovery;
        });

    // Another attempt fits when one has come back.
    private static TimeSpan Wait(DateTime usedUntil, DateTimeOffset now)
    {
        var wait = usedUntil - now.UtcDateTime - (IProofAttempts.Recovery * (IProofAttempts.AtOnceMax - 1));
        return wait > TimeSpan.Zero ? wait : IProofAttempts.Recovery;
    }
}
