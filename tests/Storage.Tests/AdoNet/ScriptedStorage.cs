using System.Globalization;
using Orleans.Storage;
using Platform.Commits;

namespace Platform.Storage;

/// <summary>A grain storage in memory that fails, and takes its time, as a test says. It compares and sets as Orleans'
/// own does.</summary>
internal sealed class ScriptedStorage : IGrainStorage
{
    private readonly Lock _lock = new();
    private readonly Dictionary<GrainId, Row> _rows = [];
    private readonly Queue<Failure> _writes = new();
    private readonly Queue<Failure> _reads = new();
    private TaskCompletionSource? _held;

    /// <summary>How often somebody has asked it to write, in vain or not.</summary>
    public int Writes { get; private set; }

    /// <summary>How often somebody has asked it to read.</summary>
    public int Reads { get; private set; }

    /// <summary>How many ask at this moment.</summary>
    public int Asking { get; private set; }

    /// <summary>The most that have asked at once.</summary>
    public int AskingMost { get; private set; }

    /// <summary>The next write fails before anything is written.</summary>
    public void FailWrite(Exception failure) => _writes.Enqueue(new(failure, IsDone: false));

    /// <summary>The next write is done, and its answer is lost.</summary>
    public void LoseAnswer(Exception failure, KeptCommit? next = null) =>
        _writes.Enqueue(new(failure, IsDone: true, next));

    /// <summary>The next read fails.</summary>
    public void FailRead(Exception failure) => _reads.Enqueue(new(failure, IsDone: false));

    /// <summary>Nobody is answered until <see cref="Release"/>.</summary>
    public void Hold() => _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Answers everybody.</summary>
    public void Release()
    {
        _held!.SetResult();
        _held = null;
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => AskAsync(() =>
    {
        Reads++;
        if (_reads.TryDequeue(out var failure))
            throw failure.Reason;
        var row = _rows.GetValueOrDefault(grainId);
        (grainState.State, grainState.ETag, grainState.RecordExists) =
            row is null ? (default, null, false) : ((T)(object)row.Kept, row.ETag, true);
    });

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => AskAsync(() =>
    {
        Writes++;
        var failure = _writes.TryDequeue(out var next) ? next : null;
        if (failure is { IsDone: false })
            throw failure.Reason;
        if (_rows.GetValueOrDefault(grainId)?.ETag != grainState.ETag)
            throw new InconsistentStateException($"Version conflict: {stateName} {grainId} ETag={grainState.ETag}.");
        var written = Set(grainId, (KeptCommit)(object)grainState.State!);
        if (failure?.Next is { } another)
            Set(grainId, another);
        if (failure is not null)
            throw failure.Reason;
        (grainState.ETag, grainState.RecordExists) = (written.ETag, true);
    });

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new NotSupportedException();

    private Row Set(GrainId id, KeptCommit kept) =>
        _rows[id] = new(kept, (_rows.GetValueOrDefault(id)?.Version ?? 0) + 1);

    private async Task AskAsync(Action asked)
    {
        lock (_lock)
            AskingMost = Math.Max(AskingMost, ++Asking);
        try
        {
            if (_held is { } held)
                await held.Task;
            lock (_lock)
                asked();
        }
        finally
        {
            lock (_lock)
                Asking--;
        }
    }

    private sealed record Row(KeptCommit Kept, int Version)
    {
        public string ETag => Version.ToString(CultureInfo.InvariantCulture);
    }

    // Once it is done, another commit may take its place at once.
    private sealed record Failure(Exception Reason, bool IsDone, KeptCommit? Next = null);
}
