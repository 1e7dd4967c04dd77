using Orleans;
using Orleans.Runtime;

namespace Platform.Embedded;

/// <summary>Stages with their observers, for an activation and for the silo.</summary>
internal sealed class Lifecycle : IGrainLifecycle, ISiloLifecycle
{
    private readonly List<Member> _members = [];
    private int _started = int.MinValue;

    public int HighestCompletedStage => _started;

    public int LowestStoppedStage { get; private set; } = int.MaxValue;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        var member = new Member(this, stage, observer);
        _members.Add(member);
        return member;
    }

    /// <summary>Starts the stages above the last started one, up to and with this one.</summary>
    public async Task StartAsync(int last, CancellationToken cancellationToken)
    {
        foreach (var stage in _members
            .Where(member => member.Stage > _started && member.Stage <= last)
            .GroupBy(member => member.Stage).OrderBy(same => same.Key).ToList())
        {
            await Task.WhenAll(stage.Select(member => member.Observer.OnStart(cancellationToken)));
            _started = stage.Key;
        }

        _started = last;
    }

    /// <summary>Stops the started stages at or above this one, highest first. A failing observer keeps none from
    /// stopping.</summary>
    public async Task StopAsync(int first, Action<Exception> failed, CancellationToken cancellationToken)
    {
        foreach (var stage in _members
            .Where(member => member.Stage <= _started && member.Stage >= first && member.Stage < LowestStoppedStage)
            .GroupBy(member => member.Stage).OrderByDescending(same => same.Key).ToList())
        {
            foreach (var member in stage)
            {
                try
                {
                    await member.Observer.OnStop(cancellationToken);
                }
                catch (Exception failure)
                {
                    failed(failure);
                }
            }

            LowestStoppedStage = stage.Key;
        }
    }

    private sealed class Member(Lifecycle owner, int stage, ILifecycleObserver observer) : IDisposable
    {
        public int Stage { get; } = stage;

        public ILifecycleObserver Observer { get; } = observer;

        public void Dispose() => owner._members.Remove(this);
    }
}
