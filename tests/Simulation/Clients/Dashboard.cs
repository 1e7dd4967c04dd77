using Platform.Live;

namespace Platform.Simulation;

/// <summary>A dashboard with the API node it is connected to: listens to its account's feed as a node does, reads the
/// log where something is missing, and is sometimes too slow.</summary>
internal sealed class Dashboard(World world, Guid account, int no) : Client(world, $"dashboard-{no}")
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _feed = FeedKey.OfAccount(account);
    private readonly List<LogEntry> _heard = [];

    // Nobody but a client keeps its observer alive. What the collector takes, and when, would be in the trace.
    private readonly List<Ear> _ears = [];
    private long? _from;
    private long _through;

    public async Task Run(Task isOver)
    {
        World.Facts.Dashboards.Add(this);
        while (!isOver.IsCompleted)
            await Listen(() => !isOver.IsCompleted);
    }

    /// <summary>Listens once more, in fair weather, until everything was heard or it takes too long.</summary>
    public Task CatchUp()
    {
        var until = World.Simulation.Time.Passed + Patience;
        return Listen(() => !HasHeardAll && World.Simulation.Time.Passed < until);
    }

    /// <summary>Whether nothing of the log is missing any more.</summary>
    public bool HasHeardAll => LastOfFeed() <= (_heard.Count == 0 ? _from ?? 0 : _heard[^1].Position);

    /// <summary>What is wrong with what it heard, or null.</summary>
    public string? Wrong()
    {
        var expected = World.Database.Log.Where(entry => entry.Position > _from && FeedKey.Of(entry).Contains(_feed))
            .Select(entry => entry.Position);
        return expected.SequenceEqual(_heard.Select(entry => entry.Position))
            ? null
            : $"{Name} heard {string.Join(' ', _heard.Select(entry => entry.Position))}, "
                + $"the log has {string.Join(' ', expected)}";
    }

    private long LastOfFeed() =>
        World.Database.Log.LastOrDefault(entry => FeedKey.Of(entry).Contains(_feed))?.Position ?? 0;

    // One connection to one life of the process: it ends with either.
    private async Task Listen(Func<bool> goesOn)
    {
        var node = await World.NodeAsync();
        var ear = new Ear();
        _ears.Add(ear);
        try
        {
            var reference = node.Grains.CreateObjectReference<ILiveObserver>(ear);
            while (goesOn() && !node.Process.IsDead)
            {
                await Heard(node, await Until(node, Feed(node).Subscribe(reference)));
                await Take(node, ear, World.Now + LiveTimes.ObserverRenewal);
            }
        }
        catch (Exception failure) when (failure is not BrokenPromiseException)
        {
            World.Simulation.Journal.Add($"{Name} is cut: {failure.GetType().Name}");
            await World.PauseUpTo(1);
        }
    }

    private async Task Take(Node node, Ear ear, DateTimeOffset until)
    {
        if (World.IsStormy && Dice.Next(8) == 0)
        {
            World.Simulation.Journal.Count("observer slow", Name);
            await World.PauseUpTo(30);
        }

        for (var i = 0; i < 10 && World.Now < until; i++)
        {
            await World.Pause(LiveTimes.ObserverRenewal / 10);
            while (ear.Batches.TryDequeue(out var batch))
                await Take(node, batch);
        }
    }

    // As a node does: what joins is taken, what does not is read.
    private async Task Take(Node node, LiveBatch batch)
    {
        if (batch.Previous > _through)
            await Heard(node, batch.Through);
        Add(batch.Entries);
        _through = Math.Max(_through, batch.Through);
    }

    private async Task Heard(Node node, long through)
    {
        _from ??= _through = through;
        while (_through < through)
        {
            var recent = await Until(node, Feed(node).Recent(_through));
            var entries = recent is not null && recent.Through >= through
                ? recent.Entries.Where(entry => entry.Position <= through).ToList()
                : await Until(node, node.Get<IFeedLog>().ReadAsync(_feed, _through, through, 50, default));
            Add(entries);
            _through = recent is null && entries.Count == 50 ? entries[^1].Position : through;
        }
    }

    private void Add(IEnumerable<LogEntry> entries) =>
        _heard.AddRange(entries.Where(entry => entry.Position > Math.Max(
            _from ?? 0, _heard.Count == 0 ? 0 : _heard[^1].Position)).ToList());

    private ILiveFeedGrain Feed(Node node) => node.Grains.GetGrain<ILiveFeedGrain>(_feed);

    private static async Task<T> Until<T>(Node node, Task<T> call)
    {
        await Task.WhenAny(call, node.Process.Died);
        return call.IsCompleted ? await call : throw new TimeoutException("The line is dead.");
    }

    private sealed class Ear : ILiveObserver
    {
        public Queue<LiveBatch> Batches { get; } = new();

        public Task Happened(LiveBatch batch)
        {
            Batches.Enqueue(batch);
            return Task.CompletedTask;
        }

        public Task Now(string feed, LiveNow now) => Task.CompletedTask;
    }
}
