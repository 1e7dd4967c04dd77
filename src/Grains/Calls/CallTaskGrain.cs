using System.Text.Json;
using Platform.Commits;
using Platform.Live;

namespace Platform.Calls;

/// <summary>The only writer of one task.</summary>
[GrainType("call-task")]
internal sealed class CallTaskGrain(
    [PersistentState("call_tasks", "platform")] IPersistentState<Stored<CallTask>> state, TimeProvider clock)
    : Grain, ICallTaskGrain
{
    private const string Kind = "call_back";

    private readonly Commit<CallTask> _commit = new(state);

    public Task<Snapshot<VersionedTask?>> Find() =>
        Task.FromResult(new Snapshot<VersionedTask?>(Current(), _commit.Position));

    public async Task Open(CallTask task, Command command)
    {
        if (_commit.Committed is null)
            await _commit.Write(task, command, [Happened("task.created", task)]);
    }

    public async Task<TaskOutcome> Move(TaskState status, long? version, Command command)
    {
        if (_commit.Committed is not { } task)
            return TaskRefusal.NotFound;
        if (version is not null && version != _commit.Version)
            return TaskRefusal.VersionDiffers;

        if (task.Status != status)
        {
            var next = task with { Status = status, DoneAt = status == TaskState.Open ? null : clock.GetUtcNow() };
            await _commit.Write(next, command, [Happened("task.changed", next)]);
        }

        return new TaskOutcome(Current(), _commit.Position, Refusal: null);
    }

    public async Task Erase(Command command)
    {
        if (_commit.Committed is not { } task || task is { Phone: null, Status: not TaskState.Open })
            return;

        // Nobody can be called back whose number is not known any more.
        var next = task with
        {
            Phone = null,
            Status = task.Status == TaskState.Open ? TaskState.Dismissed : task.Status,
            DoneAt = task.DoneAt ?? clock.GetUtcNow(),
        };
        await _commit.Write(next, command, [Happened("task.changed", next)]);
    }

    private VersionedTask? Current() =>
        _commit.Committed is { } task ? new VersionedTask(task, _commit.Version) : null;

    private PendingEvent Happened(string kind, CallTask task) => new(
        kind,
        $"tasks/{task.Id:D}",
        JsonSerializer.Serialize(
            new TaskCreated(
                task.Id, Kind, task.CallId, task.ShopId, CallWords.Of(task.Reason), CallWords.Of(task.Status),
                _commit.Version + 1),
            CallJson.Default.TaskCreated),
        ["calls"]);
}
