using System.Collections.Concurrent;
using Platform.Commits;
using Platform.Secrets;
using Platform.Shops;

namespace Platform.Calls.Webhooks;

/// <summary>A third party's secret in the clear, and whose it is. Never logged.</summary>
internal sealed record Credential(Guid AccountId, string ExternalAccountId, string Secret)
{
    public override string ToString() => $"{AccountId}/{ExternalAccountId}";
}

/// <summary>The secrets that webhooks are verified with. Read again after a few seconds, so that a revoked one dies on
/// every node; while the database is gone the last known ones go on.</summary>
internal sealed partial class Credentials(
    IProviderCredentialReader reader, ISecretBox secrets, TimeProvider clock, ILogger<Credentials> logger)
{
    private const int EntriesMax = 10_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstReadPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ReadPatience = TimeSpan.FromMilliseconds(300);

    private readonly ConcurrentDictionary<(ProviderKind, string?), Entry> _entries = new();
    private volatile IReadOnlyList<(ProviderKind Provider, Credential Credential)> _configured = [];

    /// <summary>The secrets for an account at a provider, or of all accounts there; null when they cannot be learned
    /// now.</summary>
    public async ValueTask<IReadOnlyList<Credential>?> FindAsync(
        ProviderKind provider, string? externalAccountId, CancellationToken cancellationToken)
    {
        var key = (provider, externalAccountId);
        var known = _entries.GetValueOrDefault(key);
        if (known is null || clock.GetUtcNow() > known.ReadAgainAt)
        {
            // Who is known need not wait for a database that hangs, and not each time.
            var patience = known is null ? FirstReadPatience : ReadPatience;
            var read = await ReadAsync(key, patience, cancellationToken);
            if (read is null && known is not null)
                _entries.TryUpdate(key, known with { ReadAgainAt = clock.GetUtcNow() + RetryPause }, known);
            known = read ?? known;
        }

        var configured = _configured
            .Where(one => one.Provider == provider
                && (externalAccountId is null || one.Credential.ExternalAccountId == externalAccountId))
            .Select(one => one.Credential)
            .ToArray();
        return known is null && configured.Length == 0 ? null : [.. configured, .. known?.Found ?? []];
    }

    /// <summary>Forgets what was read, because it was just changed here.</summary>
    public void Forget() => _entries.Clear();

    /// <summary>A secret from the configuration, good without the database.</summary>
    public void Configure(ProviderKind provider, Credential credential) =>
        _configured = [.. _configured, (provider, credential)];

    private async Task<Entry?> ReadAsync(
        (ProviderKind, string?) key, TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            // Not cancelled: that would be one more question to a database that may say nothing.
            var found = await reader.FindAsync(key.Item1, key.Item2, CancellationToken.None)
                .WaitAsync(limit, clock, cancellationToken);
            if (_entries.Count >= EntriesMax)
                _entries.Clear(); // Somebody tries account ids; the honest ones are back after one read.
            return _entries[key] = new Entry([.. found.SelectMany(Open)], clock.GetUtcNow() + Fresh);
        }
        catch (Exception e) when (e is StorageUnavailableException or TimeoutException)
        {
            LogUnreadable(key.Item1, e.GetType().Name);
            return null;
        }
    }

    private IEnumerable<Credential> Open(ProviderCredentials credentials)
    {
        foreach (var secret in credentials.Secrets)
        {
            if (secrets.Unprotect(secret.Cipher, CredentialKey.Context(secret.Id)) is { } clear)
                yield return new Credential(credentials.AccountId, credentials.ExternalAccountId, clear);
            else
                LogUndecipherable(secret.Id);
        }
    }

    private sealed record Entry(IReadOnlyList<Credential> Found, DateTimeOffset ReadAgainAt);

    [LoggerMessage(3101, LogLevel.Warning, "Credentials of {Provider} could not be read again: {Failure}")]
    private partial void LogUnreadable(ProviderKind provider, string failure);

    [LoggerMessage(3102, LogLevel.Error, "Credential {CredentialId} cannot be decrypted with the keys of this node")]
    private partial void LogUndecipherable(Guid credentialId);
}
