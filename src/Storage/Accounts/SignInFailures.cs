using Npgsql;
using Platform.Storage;

namespace Platform.Accounts;

/// <summary>Failed sign-ins in one table, so that the limits hold over all nodes and restarts.</summary>
internal sealed class SignInFailures(PlatformDatabase database, TimeProvider clock) : ISignInFailures
{
    // A window starts with its first try; one that is over starts anew. The subjects come sorted, so that two of these
    // statements never wait for each other.
    private const string TrySql =
        """
        insert into sign_in_failures as f (subject, failures, since)
        select l.subject, 1, $3 from unnest($1::text[], $2::timestamptz[]) as l (subject, ends) order by l.subject
        on conflict (subject) do update set
           failures = case when f.since > (select l.ends from unnest($1::text[], $2::timestamptz[]) as l (subject, ends)
                                            where l.subject = f.subject)
                           then f.failures + 1 else 1 end,
           since = case when f.since > (select l.ends from unnest($1::text[], $2::timestamptz[]) as l (subject, ends)
                                         where l.subject = f.subject)
                        then f.since else $3 end
        returning subject, failures, since
        """;

    public Task<TimeSpan?> TryAsync(IReadOnlyList<SignInLimit> limits, CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            var now = clock.GetUtcNow();
            var sorted = limits.OrderBy(limit => limit.Subject, StringComparer.Ordinal).ToArray();
            await using var command = database.Writer.CreateCommand(TrySql);
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. sorted.Select(l => l.Subject)] });
            command.Parameters.Add(
                new NpgsqlParameter<DateTimeOffset[]> { TypedValue = [.. sorted.Select(l => now - l.Window)] });
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });

            TimeSpan? longest = null;
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                var limit = sorted.Single(l => l.Subject == reader.GetString(0));
                var wait = reader.GetFieldValue<DateTimeOffset>(2) + limit.Window - now;
                if (reader.GetInt32(1) > limit.FailuresMax && (longest is null || wait > longest))
                    longest = wait;
            }

            return longest;
        });

    public Task ForgetAsync(IReadOnlyList<SignInLimit> limits, CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = database.Writer.CreateCommand(
                "delete from sign_in_failures where subject = any ($1)");
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. limits.Select(l => l.Subject)] });
            return await command.ExecuteNonQueryAsync(cancellationToken);
        });
}
