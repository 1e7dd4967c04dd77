using System.Diagnostics;

namespace Platform.Commits;

/// <summary>One commit on its way to the database: what to write, and who waits for it.</summary>
internal sealed class Submission(
    StateWriter writer, string key, Guid? accountId, long baseVersion, object state, byte[] json, PendingCommit pending,
    Guid? commitId = null)
{
    // Continuations run elsewhere: a flush must not execute the grains that wait for it.
    private readonly TaskCompletionSource<long?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StateWriter Writer { get; } = writer;

    public string Key { get; } = key;

    public Guid? AccountId { get; } = accountId;

    /// <summary>The version the state was decided on; 0 for a new one.</summary>
    public long BaseVersion { get; } = baseVersion;

    public long NewVersion => BaseVersion + 1;

    public bool IsNew => BaseVersion == 0;

    public object State { get; } = state;

    public byte[] Json { get; } = json;

    public PendingCommit Pending { get; } = pending;

    /// <summary>Of whoever commits.</summary>
    public ActivityContext Trace { get; } = Activity.Current?.Context ?? default;

    /// <summary>Stays the same when the commit is sent again, so that its own row is recognised.</summary>
    public Guid CommitId { get; } = commitId ?? Guid.CreateVersion7();

    /// <summary>The receipts' keys, in their order.</summary>
    public Guid[] ReceiptIds { get; } = pending.Receipts.IsEmpty ? [] : [.. pending.Receipts.Select(ReceiptId.Of)];

    /// <summary>Completes with the position of the commit's last event, or null when it raised none.</summary>
    public Task<long?> Done => _done.Task;

    /// <summary>The same commit, for whoever asks once more what becomes of it.</summary>
    public Submission Again() => new(Writer, Key, AccountId, BaseVersion, State, Json, Pending, CommitId);

    /// <summary>It is durable.</summary>
    public void Acknowledge(long? position) => _done.TrySetResult(position);

    /// <summary>It was not written, and never will be.</summary>
    public void Refuse(Exception reason) => _done.TrySetException(reason);
}
