using Npgsql;
using Platform.Storage;

namespace Platform.Accounts;

/// <summary>Links for forgotten passwords in one table, which is also the record of them.</summary>
internal sealed class PasswordResets(PlatformDatabase database) : IPasswordResets
{
    private const string KeepSql =
        """
        with ended as (
            update password_resets set ends_at = greatest(made_at, $7)
             where user_id = $2 and used_at is null and ends_at > $7 and reset_id <> $1)
        insert into password_resets
               (reset_id, user_id, token_hash, password_mark, made_by, for_account, made_at, ends_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (reset_id) do nothing
        """;

    private const string FindSql =
        """
        select reset_id, user_id, password_mark, for_account from password_resets
         where token_hash = $1 and used_at is null and ends_at > $2
        """;

    private const string LastSql =
        """
        select r.reset_id, r.user_id, u.email, u.name, r.made_by, r.for_account, r.made_at, r.ends_at, r.used_at
          from password_resets r join users u on u.user_id = r.user_id
         order by r.made_at desc limit $1
        """;

    public Task KeepAsync(NewReset reset, CancellationToken cancellationToken) => ExecuteAsync(
        KeepSql,
        [
            Of(reset.ResetId), Of(reset.UserId), Of(reset.TokenHash), Of(reset.PasswordMark), Of(reset.MadeBy),
            new NpgsqlParameter<Guid?> { TypedValue = reset.ForAccount }, Of(reset.MadeAt), Of(reset.EndsAt),
        ],
        cancellationToken);

    public async Task<OpenReset?> FindAsync(string tokenHash, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await database.ReadAcrossAsync(
            FindSql, [Of(tokenHash), Of(now)],
            row => new OpenReset(row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetNullableGuid(3)),
            cancellationToken);
        return found.SingleOrDefault();
    }

    public Task UsedAsync(Guid resetId, DateTimeOffset at, CancellationToken cancellationToken) => ExecuteAsync(
        "update password_resets set used_at = greatest(made_at, $2) where reset_id = $1 and used_at is null",
        [Of(resetId), Of(at)], cancellationToken);

    public async Task<IReadOnlyList<ResetRow>> LastAsync(int limit, CancellationToken cancellationToken) =>
        await database.ReadAcrossAsync(
            LastSql, [Of(limit)],
            row => new ResetRow(
                row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetString(4),
                row.GetNullableGuid(5), row.GetFieldValue<DateTimeOffset>(6), row.GetFieldValue<DateTimeOffset>(7),
                row.GetNullableTime(8)),
            cancellationToken);

    public async Task<IReadOnlyList<Guid>> AccountsOfAsync(Guid userId, CancellationToken cancellationToken) =>
        await database.ReadAcrossAsync(
            "select account_id from memberships where user_id = $1 and removed_at is null", [Of(userId)],
            row => row.GetGuid(0), cancellationToken);

    private Task<int> ExecuteAsync(string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = database.Writer.CreateCommand(sql);
            command.Parameters.AddRange(parameters);
            return await command.ExecuteNonQueryAsync(cancellationToken);
        });

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };
}
