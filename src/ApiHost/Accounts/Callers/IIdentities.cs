namespace Platform.Accounts;

/// <summary>Knows who a bearer token belongs to. Hubs and sockets ask it too.</summary>
internal interface IIdentities
{
    /// <summary>The identity of an access token or an API key; null when it is unknown, expired or revoked.</summary>
    /// <exception cref="Commits.StorageUnavailableException">It is not known here and cannot be read now.</exception>
    ValueTask<Identity?> FindAsync(string token, CancellationToken cancellationToken);

    /// <summary>Whether an account exists.</summary>
    ValueTask<bool> AccountExistsAsync(Guid accountId, CancellationToken cancellationToken);

    /// <summary>Told within a second of every session, user, key or account that may not be trusted any more; open
    /// connections of it are to be closed. Must not block.</summary>
    event Action<Guid>? Revoked;
}
