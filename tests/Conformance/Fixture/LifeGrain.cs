using Orleans.Concurrency;

namespace Platform.Conformance;

public interface ILifeGrain : IGrainWithStringKey
{
    Task<Guid> Who();

    Task Leave();

    Task LeaveAfter(string door);

    Task StayFor(TimeSpan span);

    Task StartTimer(TimeSpan due, TimeSpan period, bool keepAlive);

    Task<IReadOnlyList<string>> Keys();
}

public interface IStayingGrain : IGrainWithStringKey
{
    Task<Guid> Who();
}

public interface IBrokenGrain : IGrainWithStringKey
{
    Task<string> Call();
}

/// <summary>Tells its life in the journal.</summary>
[GrainType("life")]
internal sealed class LifeGrain(Journal journal) : Grain, ILifeGrain, IAsyncDisposable
{
    private readonly Guid _who = Guid.NewGuid();

    private string Key => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Add($"{Key} activated");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Add($"{Key} deactivated {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<Guid> Who() => Task.FromResult(_who);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task LeaveAfter(string door)
    {
        DeactivateOnIdle();
        journal.Add($"{door} entered");
        await journal.Door(door);
        journal.Add($"{door} left");
    }

    public Task StayFor(TimeSpan span)
    {
        DelayDeactivation(span);
        return Task.CompletedTask;
    }

    public Task StartTimer(TimeSpan due, TimeSpan period, bool keepAlive)
    {
        this.RegisterGrainTimer(
            token =>
            {
                token.Register(() => journal.Add($"{Key} timer cancelled"));
                journal.Add($"{Key} tick");
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions { DueTime = due, Period = period, KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> Keys() =>
        Task.FromResult<IReadOnlyList<string>>([Key, this.GetGrainId().ToString(), IdentityString]);

    public ValueTask DisposeAsync()
    {
        journal.Add($"{Key} disposed");
        return ValueTask.CompletedTask;
    }
}

[GrainType("staying"), KeepAlive]
internal sealed class StayingGrain : Grain, IStayingGrain
{
    private readonly Guid _who = Guid.NewGuid();

    public Task<Guid> Who() => Task.FromResult(_who);
}

/// <summary>Fails to come to life the first time.</summary>
[GrainType("broken")]
internal sealed class BrokenGrain(Journal journal) : Grain, IBrokenGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Add("activating");
        if (journal.Count("activating") > 1)
            return;
        await journal.Door("fail");
        throw new OwnException("not today") { Code = 42 };
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Add("broken deactivated");
        return Task.CompletedTask;
    }

    public Task<string> Call() => Task.FromResult($"{journal.Count("activating")} tries");
}

public interface IUnbornGrain : IGrainWithStringKey
{
    Task<string> Call();
}

/// <summary>Fails in its constructor the first time.</summary>
[GrainType("unborn")]
internal sealed class UnbornGrain : Grain, IUnbornGrain
{
    public UnbornGrain(Journal journal)
    {
        journal.Add("constructing");
        if (journal.Count("constructing") == 1)
            throw new OwnException("not yet") { Code = 7 };
    }

    public Task<string> Call() => Task.FromResult("here");
}

/// <summary>A grain that derives from nothing.</summary>
public interface IPlainObjectGrain : IGrainWithIntegerKey
{
    Task<string> Describe();
}

[GrainType("plain-object")]
internal sealed class PlainObjectGrain(IGrainContext context) : IGrainBase, IPlainObjectGrain
{
    public IGrainContext GrainContext { get; } = context;

    public Task<string> Describe() => Task.FromResult($"{GrainContext.GrainId} {this.GetPrimaryKeyLong()}");
}

public interface IWorkerGrain : IGrainWithStringKey
{
    Task<Guid> Work(string door);
}

[GrainType("worker"), StatelessWorker(3)]
internal sealed class WorkerGrain(Journal journal) : Grain, IWorkerGrain
{
    private readonly Guid _who = Guid.NewGuid();

    public async Task<Guid> Work(string door)
    {
        journal.Add("working");
        await journal.Door(door);
        return _who;
    }
}
