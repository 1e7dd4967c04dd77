using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using Orleans.Storage;
using Platform.Storage;

namespace Platform.Commits;

/// <summary>What the sweep asks of a kind of state.</summary>
internal interface IDrainedPort : IStatePort
{
    /// <summary>The kind's table.</summary>
    StateTable Table { get; }

    /// <summary>Brings to the tables, or takes back, what somebody left behind in Orleans' row.</summary>
    Task FinishAsync(string key);
}

/// <summary>The states of one kind, kept in Orleans' own storage: written there first, with all that travels along,
/// then brought to the platform's tables, then answered.</summary>
internal sealed class DrainedPort<T>(
    StateWriter<T> writer, OrleansRows rows, Drain drain, RowWriters rowWriters, StateReads reads,
    UnreadableRows unreadable, StorageOptions options)
    : IStatePort<Stored<T>>, IDrainedPort
    where T : class
{
    // Each round somebody else has changed what was found.
    private const int RoundsMax = 10;

    private static readonly PendingCommit Nothing = new(Actor.System, null, [], [], []);

    // Orleans' ETag counts what was taken back as well, so it is not the version that grains know. It is kept beside
    // the activation's own object, and goes with it.
    private readonly ConditionalWeakTable<IGrainState<Stored<T>>, Fence> _fences = [];

    public StateTable Table => writer.Table;

    private string Kind => writer.Table.StateName;

    public async Task ReadAsync(string key, IGrainState<Stored<T>> grainState)
    {
        unreadable.ThrowIfKnown(Table.Table, key);
        var (kept, etag, row) = await FindAsync(key);
        var value = row.Json is null ? null : Read(key, kept, row);
        grainState.State = new() { Value = value, Position = row.Position };
        grainState.ETag = row.Json is null ? null : Text(row.Version);
        grainState.RecordExists = row.Json is not null;
        _fences.AddOrUpdate(grainState, new() { ETag = etag });
    }

    public async Task WriteAsync(string key, IGrainState<Stored<T>> grainState)
    {
        if (grainState.State is not { Value: { } value } stored)
            throw new InvalidOperationException($"{Table.Table} {key}: there is no state to write.");

        using var place = drain.Take();
        var version = grainState.ETag is { } etag ? long.Parse(etag, CultureInfo.InvariantCulture) : 0;
        var pending = stored.Pending ?? Nothing;
        var submission = writer.Submit(key, version, value, pending);
        var kept = new KeptCommit(
            submission.CommitId, version, JsonSerializer.Deserialize(submission.Json, KeptJson.Default.JsonElement),
            KeptPending.Keep(pending, rowWriters.ByType));
        var fence = await FenceAsync(key, grainState);
        var position = await WriteAheadAsync(key, fence, kept, submission)
            ? await BringAsync(key, fence, kept, submission)
            : await submission.Done;
        grainState.ETag = Text(submission.NewVersion);
        grainState.RecordExists = true;
        stored.Position = position ?? stored.Position;
        stored.Pending = null;
    }

    public Task FinishAsync(string key) => FindAsync(key);

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);

    // What stands in both places, once nothing is left to be brought from one to the other.
    private async Task<(KeptCommit? Kept, string? ETag, StateRow Row)> FindAsync(string key)
    {
        for (var round = 0; round < RoundsMax; round++)
        {
            var (kept, etag) = await ReadKeptAsync(key);
            var row = await reads.ReadAsync(writer, key);
            if (kept is null || !kept.IsAheadOf(row.Version))
                return (kept, etag, row);
            await BringLeftAsync(key, kept, etag!);
        }

        throw new InconsistentStateException($"{Table.Table} {key} changes all the time.");
    }

    private async Task<(KeptCommit? Kept, string? ETag)> ReadKeptAsync(string key)
    {
        try
        {
            return await rows.ReadAsync(Kind, key);
        }
        catch (JsonException failure)
        {
            throw unreadable.Add(Table.Table, key, 0, failure);
        }
    }

    private async ValueTask<Fence> FenceAsync(string key, IGrainState<Stored<T>> grainState)
    {
        // An activation that was never read believes that there is nothing, and finds out when it writes.
        var fence = _fences.GetValue(grainState, static state => new() { IsLost = state.ETag is not null });
        if (fence.IsLost)
            (fence.ETag, fence.IsLost) = ((await ReadKeptAsync(key)).ETag, false);
        return fence;
    }

    // False when somebody else wrote there first, and what became of this commit is known.
    private async Task<bool> WriteAheadAsync(string key, Fence fence, KeptCommit kept, Submission submission)
    {
        try
        {
            fence.ETag = await rows.WriteAsync(Kind, key, fence.ETag, kept);
            return true;
        }
        catch (InconsistentStateException)
        {
            // Also by executing this very command.
            if (await drain.SettleAsync(submission))
                return false;
            throw;
        }
    }

    private async Task<long?> BringAsync(string key, Fence fence, KeptCommit kept, Submission submission)
    {
        try
        {
            return await drain.BringAsync(submission);
        }
        catch (OrleansException refusal) when (refusal is DuplicateCommandException or CommitRefusedException)
        {
            await TakeBackAsync(key, fence, kept);

            // It may have been brought by somebody who found it there. From now on nobody will.
            var again = submission.Again();
            if (!await drain.SettleAsync(again))
                ExceptionDispatchInfo.Throw(refusal);
            return await again.Done;
        }
    }

    private async Task TakeBackAsync(string key, Fence fence, KeptCommit kept)
    {
        try
        {
            fence.ETag = await rows.WriteAsync(Kind, key, fence.ETag, kept.TakenBack(), isOwed: true);
        }
        catch (InconsistentStateException)
        {
            // Whoever wrote there had found it, and taken it back.
            fence.IsLost = true;
        }
    }

    private async Task BringLeftAsync(string key, KeptCommit kept, string etag)
    {
        var guard = new DrainGuard(
            Kind, OrleansRows.RowKey(key), int.Parse(etag, CultureInfo.InvariantCulture), options.ServiceId);
        var pending = unreadable.Read(Table.Table, key, kept.Version, () =>
            KeptPending.Restore(kept.Pending!, rowWriters.ByType.Values, guard));
        var submission = writer.Submit(key, kept.Base, Read(key, kept), pending, kept.CommitId);
        try
        {
            await drain.BringAsync(submission);
        }
        catch (OrleansException refusal) when (refusal is DuplicateCommandException or CommitRefusedException)
        {
            await TakeBackAsync(key, new() { ETag = etag }, kept);
        }
        catch (InconsistentStateException)
        {
            // Another commit took its place meanwhile: the next round reads that.
        }
    }

    // The table's, where Orleans' row is behind, or tells of a commit that lost against another.
    private T Read(string key, KeptCommit? kept, StateRow row) =>
        kept is { IsTakenBack: false } && kept.CommitId == row.CommitId
            ? Read(key, kept)
            : unreadable.Read(Table.Table, key, row.Version, () => writer.Read(row.Json!));

    private T Read(string key, KeptCommit kept) =>
        unreadable.Read(Table.Table, key, kept.Version, () => writer.Read(kept.State!.Value));

    private sealed class Fence
    {
        /// <summary>Of Orleans' row, as last seen.</summary>
        public string? ETag { get; set; }

        /// <summary>Whether it has to be asked for.</summary>
        public bool IsLost { get; set; }
    }
}
