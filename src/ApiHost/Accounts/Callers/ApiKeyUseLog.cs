using System.Collections.Concurrent;
using Platform.Commits;

namespace Platform.Accounts;

/// <summary>Remembers when keys were used and stores it now and then: using a key costs no write.</summary>
internal sealed class ApiKeyUseLog(IApiKeyUses store, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<Guid, ApiKeyUse> _uses = new();

    public void Used(ApiKeyIdentity key, DateTimeOffset now)
    {
        // To the second is enough, and leaves the common case without an allocation.
        if (!_uses.TryGetValue(key.ApiKeyId, out var last) || now - last.At > TimeSpan.FromSeconds(1))
            _uses[key.ApiKeyId] = new(key.AccountId, key.ApiKeyId, now);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await SaveAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await SaveAsync(CancellationToken.None);
        }
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        var uses = _uses.Values.ToArray();
        if (uses.Length == 0)
            return;
        try
        {
            await store.SaveAsync(uses, cancellationToken);
            foreach (var use in uses)
                _uses.TryRemove(KeyValuePair.Create(use.ApiKeyId, use));
        }
        catch (StorageUnavailableException)
        {
            return; // The times stay here and are stored next time.
        }
    }
}
