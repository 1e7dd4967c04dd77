namespace Platform.Accounts;

/// <summary>A link that may still be used.</summary>
/// <param name="PasswordMark">The mark of the password that it was made for, see <see cref="ResetLink.Mark"/>.</param>
/// <param name="ForAccount">The account whose owner made it; null where nobody of an account did.</param>
public sealed record OpenReset(Guid ResetId, Guid UserId, string PasswordMark, Guid? ForAccount);

/// <summary>A new link.</summary>
/// <param name="MadeBy">As <c>kind:id</c>.</param>
public sealed record NewReset(
    Guid ResetId, Guid UserId, string TokenHash, string PasswordMark, string MadeBy, Guid? ForAccount,
    DateTimeOffset MadeAt, DateTimeOffset EndsAt);

/// <summary>What the record says of a link.</summary>
/// <param name="UsedAt">When another password was set with it; null while none was.</param>
public sealed record ResetRow(
    Guid ResetId, Guid UserId, string Email, string Name, string MadeBy, Guid? ForAccount, DateTimeOffset MadeAt,
    DateTimeOffset EndsAt, DateTimeOffset? UsedAt);

/// <summary>The links for people who forgot their password. People belong to no account, so these do not
/// either.</summary>
public interface IPasswordResets
{
    /// <summary>Keeps a new link and ends the person's earlier ones. The same again changes nothing.</summary>
    Task KeepAsync(NewReset reset, CancellationToken cancellationToken);

    /// <summary>The link behind a token's hash; null when there is none, it was used, or its time is over.</summary>
    Task<OpenReset?> FindAsync(string tokenHash, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Writes down that another password was set with it.</summary>
    Task UsedAsync(Guid resetId, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>The newest links first.</summary>
    Task<IReadOnlyList<ResetRow>> LastAsync(int limit, CancellationToken cancellationToken);

    /// <summary>The accounts that a person is a member of.</summary>
    Task<IReadOnlyList<Guid>> AccountsOfAsync(Guid userId, CancellationToken cancellationToken);
}
