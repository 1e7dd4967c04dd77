using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Storage;

namespace Platform.Conformance;

/// <summary>Keeps states in memory and fails when told.</summary>
public sealed class MemoryStorage(Journal journal) : IGrainStorage
{
    private readonly ConcurrentDictionary<string, (object? State, int Version)> _records = new();

    /// <summary>Thrown by the next operation, once.</summary>
    public Exception? NextFailure { get; set; }

    /// <summary>The door before each write, if any.</summary>
    public string? WriteDoor { get; set; }

    public ConcurrentQueue<object?> Written { get; } = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        journal.Add("storage read");
        Fail();
        if (_records.TryGetValue(Key(stateName, grainId), out var record))
        {
            grainState.State = (T?)record.State;
            grainState.ETag = record.Version.ToString(CultureInfo.InvariantCulture);
            grainState.RecordExists = true;
        }

        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        journal.Add("storage write");
        if (WriteDoor is { } door)
            await journal.Door(door);
        Fail();
        Written.Enqueue(grainState.State is CounterState counter ? counter.Value : grainState.State);
        var key = Key(stateName, grainId);
        var version = _records.TryGetValue(key, out var old) ? old.Version + 1 : 1;
        object? kept = grainState.State is CounterState own ? new CounterState { Value = own.Value } : grainState.State;
        _records[key] = (kept, version);
        grainState.ETag = version.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        journal.Add("storage clear");
        Fail();
        _records.TryRemove(Key(stateName, grainId), out _);
        (grainState.ETag, grainState.RecordExists) = (null, false);
        return Task.CompletedTask;
    }

    private void Fail()
    {
        if (NextFailure is not { } failure)
            return;
        NextFailure = null;
        throw failure;
    }

    private static string Key(string stateName, GrainId grainId) => $"{stateName}/{grainId}";
}
