using System.Collections.Concurrent;

namespace Platform.Conformance;

/// <summary>What happened, in order, and doors that hold grains until the test opens them.</summary>
public sealed class Journal
{
    private readonly ConcurrentQueue<string> _entries = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _doors = new();
    private readonly Lock _gate = new();
    private readonly List<(Func<bool> IsTrue, TaskCompletionSource Done)> _watchers = [];

    public IReadOnlyList<string> Entries => [.. _entries];

    public void Add(string entry)
    {
        _entries.Enqueue(entry);
        lock (_gate)
        {
            foreach (var (_, done) in _watchers.Where(watcher => watcher.IsTrue()).ToList())
                done.TrySetResult();
            _watchers.RemoveAll(watcher => watcher.Done.Task.IsCompleted);
        }
    }

    public int Count(string entry) => _entries.Count(one => one == entry);

    /// <summary>Completes when the entry is there so many times.</summary>
    public Task Has(string entry, int times = 1)
    {
        lock (_gate)
        {
            if (Count(entry) >= times)
                return Task.CompletedTask;

            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add((() => Count(entry) >= times, done));
            return done.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    /// <summary>Passes when the test has opened the door.</summary>
    public Task Door(string name) => DoorOf(name).Task;

    public void Open(string name) => DoorOf(name).TrySetResult();

    private TaskCompletionSource DoorOf(string name) =>
        _doors.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
