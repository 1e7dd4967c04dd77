using System.Collections.Concurrent;
using Platform.Accounts;

namespace Platform.Live;

/// <summary>The feeds and the connections of this node: starts a feed with its first connection, renews it with its
/// grain while it is needed, cuts connections that are stuck, expired or revoked.</summary>
internal sealed partial class NodeFeeds(
    IFeeds feeds, IIdentities identities, IHostApplicationLifetime lifetime, LiveMeter meter, TimeProvider clock,
    ILoggerFactory logs)
    : BackgroundService
{
    /// <summary>Connections of this node; further ones are refused.</summary>
    public const int ConnectionsMax = 20_000;

    private static readonly TimeSpan CheckPeriod = TimeSpan.FromSeconds(1);

    // A feed outlives its last connection for a moment: who reconnects finds what it missed in the ring.
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan GoodbyeTime = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, RunningFeed> _feeds = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<LiveClient, byte> _clients = new();
    private readonly ILogger<NodeFeeds> _logger = logs.CreateLogger<NodeFeeds>();
    private CancellationTokenRegistration _goodbye;

    /// <summary>Connections of this node.</summary>
    public int Connections => _clients.Count;

    /// <summary>Takes note of a new connection.</summary>
    /// <returns>Whether there was room.</returns>
    public bool Enter(LiveClient client)
    {
        if (_clients.Count >= ConnectionsMax || !_clients.TryAdd(client, 0))
            return false;
        meter.Entered();
        return true;
    }

    /// <summary>Forgets a connection.</summary>
    public void Leave(LiveClient client)
    {
        client.Close();
        if (_clients.TryRemove(client, out _))
            meter.Left();
        client.Feed?.Remove(client);
    }

    /// <summary>Adds topics to a connection; see <see cref="NodeFeed.SubscribeAsync"/>.</summary>
    /// <exception cref="TopicRefusedException">A topic is none, is not for this connection, or is of another
    /// feed.</exception>
    public async Task<long> SubscribeAsync(
        LiveClient client, IReadOnlyList<string> topics, long? after, CancellationToken cancellationToken)
    {
        var key = TopicRefusedException.FeedFor(client, topics);
        var feed = await FeedAsync(key, cancellationToken);
        client.Feed = feed;
        var through = await feed.SubscribeAsync(client, topics, after, cancellationToken);
        if (!_clients.ContainsKey(client))
            feed.Remove(client);
        await client.WhenSentAsync(cancellationToken);
        return through;
    }

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        feeds.Happened += Happened;
        feeds.Now += Now;
        identities.Revoked += Revoke;
        // The hub closes its connections without a word as soon as the host is told to stop. Whoever registers last is
        // called first.
        _goodbye = lifetime.ApplicationStopping.Register(SayGoodbye);
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        feeds.Happened -= Happened;
        feeds.Now -= Now;
        identities.Revoked -= Revoke;
        await _goodbye.DisposeAsync();
        SayGoodbye();
        await base.StopAsync(cancellationToken);
        foreach (var feed in _feeds.Values)
            await feed.DisposeAsync();
    }

    // Every client is told that it may come back; who does not read waits for nobody.
    private void SayGoodbye()
    {
        foreach (var client in _clients.Keys)
            client.Cut("server-stopping");
        SpinWait.SpinUntil(() => _clients.IsEmpty, GoodbyeTime);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(CheckAsync(stoppingToken), RenewAsync(stoppingToken));

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(CheckPeriod, clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            foreach (var running in _feeds.Values.Where(running => running.Feed.HasFailed))
                await LetGoAsync(running);
            foreach (var client in _clients.Keys)
                Check(client);
        }
    }

    // The next one who wants the feed starts it anew.
    private async Task LetGoAsync(RunningFeed failed)
    {
        _feeds.TryRemove(KeyValuePair.Create(failed.Key, failed));
        await failed.DisposeAsync();
    }

    // Whoever listens to a feed that failed comes back and goes on from where he was.
    private static void Check(LiveClient client)
    {
        if (client.Feed is { HasFailed: true })
            client.Cut("feed-failed");
        else
            client.Check();
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LiveTimes.ObserverRenewal, clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            var used = _clients.Keys.Select(client => client.Feed?.Key).OfType<string>().ToHashSet();
            await Task.WhenAll(
                _feeds.Values.Select(feed => RenewAsync(feed, used.Contains(feed.Key), cancellationToken)));
        }
    }

    private async Task RenewAsync(RunningFeed running, bool isUsed, CancellationToken cancellationToken)
    {
        try
        {
            if (running.IsIdle(isUsed, IdleTime) && _feeds.TryRemove(running.Key, out _))
            {
                await running.DisposeAsync();
                await feeds.StopAsync(running.Key, cancellationToken);
            }
            else
            {
                (await running.Started).TellThrough(await feeds.ListenAsync(running.Key, cancellationToken));
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The next round tries again; what is missed meanwhile shows as a gap.
            LogNotRenewed(failure, running.Key);
        }
    }

    private async Task<NodeFeed> FeedAsync(string key, CancellationToken cancellationToken)
    {
        var running = _feeds.GetOrAdd(
            key, key => new RunningFeed(key, feeds, clock, logs.CreateLogger<NodeFeed>()));
        running.Touch();
        try
        {
            return await running.Started.WaitAsync(cancellationToken);
        }
        catch when (running.Started.IsFaulted)
        {
            _feeds.TryRemove(KeyValuePair.Create(key, running));
            throw;
        }
    }

    private void Happened(LiveBatch batch)
    {
        if (_feeds.TryGetValue(batch.Feed, out var running))
            running.Feed.Tell(batch);
    }

    private void Now(string feed, LiveNow now)
    {
        if (_feeds.TryGetValue(feed, out var running))
            running.Feed.Pass(now);
    }

    private void Revoke(Guid subject)
    {
        foreach (var client in _clients.Keys.Where(client => client.Access.Subjects.Contains(subject)))
            client.Cut("revoked");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The live feed {Feed} was not renewed")]
    private partial void LogNotRenewed(Exception failure, string feed);
}
