using Orleans.Storage;
using Platform.Commits;
using Platform.Ids;

namespace Platform.Storage.Worker;

/// <summary>What a grain and the runtime do to one counter.</summary>
internal sealed class CounterActivation(IGrainStorage storage, string key)
{
    private readonly GrainId _id = GrainId.Create("counter", key);
    private readonly Guid _accountId = GrainKey.AccountOf(key)!.Value;
    private readonly Guid _objectId = GrainKey.IdOf(key);

    public GrainState<Stored<Counter>> State { get; } = new(new Stored<Counter>());

    public Task ReadAsync() => storage.ReadStateAsync("counters", _id, State, CancellationToken.None);

    /// <summary>Counts one up, with an event and a receipt.</summary>
    public Task CountAsync(string commandKey)
    {
        var before = State.State!;
        var count = (before.Value?.Count ?? 0) + 1;
        State.State = new()
        {
            Value = new(count, "open", _accountId, TimeProvider.System.GetUtcNow(), Counter.Filler),
            Position = before.Position,
            Pending = new(
                Actor.System, null,
                [new("counter.counted", $"counters/{_objectId:D}", $$"""{"count":{{count}},"status":"open"}""")],
                [],
                [new(_accountId, "system:system", "counters.count", commandKey, "5f2a", 200, _objectId, count)]),
        };
        return storage.WriteStateAsync("counters", _id, State, CancellationToken.None);
    }
}
