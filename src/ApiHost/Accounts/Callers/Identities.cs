using System.Collections.Concurrent;
using Platform.Commits;
using Platform.Http;
using Platform.Secrets;

namespace Platform.Accounts;

/// <summary>Verified tokens in memory. A known one costs a look-up; an unknown one a signature and a read. What is
/// revoked is forgotten as soon as <see cref="RevocationWatch"/> hears of it; and each is read anew every minute, in
/// case it did not.</summary>
internal sealed class Identities(
    IIdentityReader reader, Tokens tokens, IKeyRing keys, ApiKeyUseLog uses, TimeProvider clock) : IIdentities
{
    private const int KnownMax = 100_000;
    private const int ReadTriesMax = 3;

    private static readonly TimeSpan TrustLife = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Identity> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _accounts = new();
    private long _revocations;

    public event Action<Guid>? Revoked;

    public ValueTask<Identity?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!_known.TryGetValue(token, out var identity) || identity.ValidUntil <= now)
            return new(ReadAsync(token, cancellationToken));
        if (identity.Key is { } key)
            uses.Used(key, now);
        return now - identity.ReadAt < TrustLife
            ? new(identity)
            : new(ReadAgainAsync(token, identity, cancellationToken));
    }

    public async ValueTask<bool> AccountExistsAsync(Guid accountId, CancellationToken cancellationToken)
    {
        if (_accounts.ContainsKey(accountId))
            return true;
        if (!await reader.AccountExistsAsync(accountId, cancellationToken))
            return false;
        _accounts[accountId] = clock.GetUtcNow(); // Accounts are never removed.
        return true;
    }

    /// <summary>Forgets everything that depends on a subject, and tells whoever holds connections of it.</summary>
    public void Revoke(Guid subject)
    {
        Forget(subject);
        Revoked?.Invoke(subject);
    }

    /// <summary>Has tokens that depend on a subject read anew: it may do more than before.</summary>
    public void Forget(Guid subject)
    {
        Interlocked.Increment(ref _revocations);
        foreach (var (token, identity) in _known)
        {
            if (identity.DependsOn(subject))
                _known.TryRemove(token, out _);
        }
    }

    // A database that is gone does not sign anybody out: what was verified goes on until its token ends.
    private async Task<Identity?> ReadAgainAsync(string token, Identity known, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(token, cancellationToken);
        }
        catch (StorageUnavailableException)
        {
            return known;
        }
    }

    private async Task<Identity?> ReadAsync(string token, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < ReadTriesMax; attempt++)
        {
            var before = Interlocked.Read(ref _revocations);
            var identity = Tokens.PrefixOf(token) is { } prefix
                ? await ReadApiKeyAsync(prefix, token, cancellationToken)
                : await ReadSessionAsync(token, cancellationToken);
            if (identity is null || identity.ValidUntil <= clock.GetUtcNow())
            {
                _known.TryRemove(token, out _);
                return null;
            }

            if (_known.Count >= KnownMax)
                _known.Clear();
            _known[token] = identity;
            // Something was revoked between the read and now: it may have been this.
            if (Interlocked.Read(ref _revocations) == before)
                return identity;
            _known.TryRemove(token, out _);
        }

        throw new StorageUnavailableException("Revocations come faster than this token can be read.");
    }

    private async Task<Identity?> ReadSessionAsync(string token, CancellationToken cancellationToken)
    {
        if (SignedText.KeyIdOf(token) is { } keyId && keys.Find(keyId, KeyPurpose.AccessTokens).IsEmpty)
            await keys.RefreshAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (tokens.ReadAccess(token) is not { } content || content.EndsAt <= now)
            return null;
        return await reader.FindSessionAsync(content.SessionId, cancellationToken) is { } person
            && person.UserId == content.UserId && person.EndsAt > now
            ? Identity.Of(person, content.EndsAt, now)
            : null;
    }

    private async Task<Identity?> ReadApiKeyAsync(string prefix, string token, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await reader.FindApiKeyAsync(prefix, cancellationToken) is not { } key)
            return null;
        // Two secrets at most; both are compared, so that the time does not tell which one was nearly right.
        ApiKeySecret? match = null;
        foreach (var secret in key.SecretHashes)
        {
            if (tokens.IsApiKey(token, secret.Hash) && (secret.ValidUntil is null || secret.ValidUntil > now))
                match = secret;
        }

        if (match is null)
            return null;
        uses.Used(key, now);
        return Identity.Of(key, match.ValidUntil, now);
    }
}
