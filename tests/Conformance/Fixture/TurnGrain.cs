using Orleans.Concurrency;
using Orleans.Serialization.Invocation;

namespace Platform.Conformance;

/// <summary>Methods of every kind of turn. Each says when it begins and ends, and waits at its door between.</summary>
public interface ITurnGrain : IGrainWithStringKey
{
    Task Plain(string name);

    [ReadOnly]
    Task Read(string name);

    [AlwaysInterleave]
    Task Interleaved(string name);

    [OneWay]
    Task Send(string name);

    [OneWay]
    Task SendFailing();

    Task<string> CallBack(ITurnGrain through, string name, bool allow);

    Task<string> Pass(ITurnGrain to, string name);

    Task<string> Echo(string text);

    Task<int> CountUnsafely(int rounds);

    [ResponseTimeout("00:00:00.3")]
    Task Slow(string door);

    Task<bool> WaitFor(CancellationToken token);
}

public interface IReentrantTurnGrain : ITurnGrain;

public interface IChoosyTurnGrain : ITurnGrain;

internal abstract class TurnGrainBase(Journal journal) : Grain
{
    private int _count;

    public Task Plain(string name) => Work(name);

    public Task Read(string name) => Work(name);

    public Task Interleaved(string name) => Work(name);

    public Task Send(string name) => Work(name);

    public Task SendFailing()
    {
        journal.Add("failing");
        throw new OwnException("nobody sees it");
    }

    public async Task<string> CallBack(ITurnGrain through, string name, bool allow)
    {
        if (!allow)
            return await through.Pass(this.AsReference<ITurnGrain>(), name);
        using var section = RequestContext.AllowCallChainReentrancy();
        return await through.Pass(this.AsReference<ITurnGrain>(), name);
    }

    public Task<string> Pass(ITurnGrain to, string name)
    {
        journal.Add("passed");
        return to.Echo(name);
    }

    public Task<string> Echo(string text)
    {
        journal.Add("echo");
        return Task.FromResult(text);
    }

    public async Task<int> CountUnsafely(int rounds)
    {
        // Would lose counts if two threads were ever here at once.
        for (var i = 0; i < rounds; i++)
        {
            var read = _count;
            await Task.Yield();
            _count = read + 1;
        }

        return _count;
    }

    public Task Slow(string door) => Work(door);

    public async Task<bool> WaitFor(CancellationToken token)
    {
        journal.Add("waiting");
        var cancelled = new TaskCompletionSource();
        await using var registration = token.Register(() =>
        {
            journal.Add(ReferenceEquals(TaskScheduler.Current, TaskScheduler.Default) ? "outside" : "inside");
            cancelled.SetResult();
        });
        await cancelled.Task;
        journal.Add("cancelled");
        return true;
    }

    private async Task Work(string name)
    {
        journal.Add($"{name} begins");
        await journal.Door(name);
        journal.Add($"{name} ends");
    }
}

[GrainType("turns")]
internal sealed class TurnGrain(Journal journal) : TurnGrainBase(journal), ITurnGrain;

[GrainType("turns-reentrant"), Reentrant]
internal sealed class ReentrantTurnGrain(Journal journal) : TurnGrainBase(journal), IReentrantTurnGrain;

[GrainType("turns-choosy"), MayInterleave(nameof(Chosen))]
internal sealed class ChoosyTurnGrain(Journal journal) : TurnGrainBase(journal), IChoosyTurnGrain
{
    public static bool Chosen(IInvokable request) =>
        request.GetArgumentCount() > 0 && request.GetArgument(0) is string name
        && name.StartsWith("chosen", StringComparison.Ordinal);
}
