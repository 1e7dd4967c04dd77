using System.Globalization;

namespace Platform.Commits;

/// <summary>A state whose writes succeed, fail or wait as the test says.</summary>
internal sealed class FakeState<T> : IPersistentState<Stored<T>>
    where T : class
{
    private long _version;

    public Stored<T> State { get; set; } = new();

    public string? Etag => _version == 0 ? null : _version.ToString(CultureInfo.InvariantCulture);

    public bool RecordExists => _version > 0;

    /// <summary>What reached the storage, in order.</summary>
    public List<(T? Value, PendingCommit? Pending)> Written { get; } = [];

    /// <summary>The next write throws this.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Writes for which this answers something throw it.</summary>
    public Func<PendingCommit, Exception?> RefuseWhere { get; set; } = _ => null;

    /// <summary>The next write waits for this.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public async Task WriteStateAsync()
    {
        await Gate;
        if (Failure is { } failure)
            throw failure;
        if (RefuseWhere(State.Pending!) is { } refusal)
            throw refusal;
        Written.Add((State.Value, State.Pending));
        State.Position += State.Pending!.Events.Length;
        _version++;
    }

    public Task ReadStateAsync() => Task.CompletedTask;

    public Task ClearStateAsync() => throw new NotSupportedException();
}
