namespace Platform.Secrets;

/// <summary>What a key is used for. Each purpose has its own key, derived from the ring's. The names are part of the
/// derivation: never rename one.</summary>
public enum KeyPurpose
{
    AccessTokens = 1,
    RefreshTokens = 2,
    Links = 3,    // Signed links: tracking, images, the relay's address.
    Cursors = 4,
    Pepper = 5,   // Keyed hashes of secrets that we issue and look up.
    Secrets = 6,  // Third parties' secrets at rest.
    ApiKeys = 7,
}

/// <summary>The platform's own keys, the same on every node: kept in PostgreSQL, encrypted under the master key.
/// A new one takes over every 30 days; older ones still verify.</summary>
public interface IKeyRing
{
    /// <summary>The key that signs now.</summary>
    int CurrentId { get; }

    /// <summary>The 32 bytes of a key for a purpose; empty when this node does not know the key.</summary>
    ReadOnlyMemory<byte> Find(int keyId, KeyPurpose purpose);

    /// <summary>Reads the ring again: another node may have made a key. At most once a second; more often does
    /// nothing.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task RefreshAsync(CancellationToken cancellationToken);
}

/// <summary>Encrypts third parties' secrets for rest. What comes out can be stored and decrypted by every
/// node.</summary>
public interface ISecretBox
{
    /// <summary>The secret, encrypted and authenticated. The context says what it belongs to
    /// (<c>provider_credentials/{id}</c>); it opens only with the same.</summary>
    string Protect(string secret, string context);

    /// <summary>The secret again, or null when the text was changed, belongs elsewhere, or its key is gone.</summary>
    string? Unprotect(string text, string context);
}
