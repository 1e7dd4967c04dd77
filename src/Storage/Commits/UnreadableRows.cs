using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Platform.Storage;

namespace Platform.Commits;

/// <summary>Rows whose state could not be read. Each call to such a grain would read the row again, so it rests for a
/// while; nothing ever overwrites it.</summary>
internal sealed partial class UnreadableRows(
    StorageOptions options, TimeProvider clock, ILogger<UnreadableRows> logger)
{
    private const int KnownMax = 10_000;

    private readonly ConcurrentDictionary<(string, string), (DateTimeOffset Until, StateUnreadableException Reason)>
        _known = new();

    /// <summary>Refuses to read a row that was unreadable a moment ago.</summary>
    /// <exception cref="StateUnreadableException">It was.</exception>
    public void ThrowIfKnown(string table, string key)
    {
        if (_known.IsEmpty || !_known.TryGetValue((table, key), out var known))
            return;
        if (clock.GetUtcNow() < known.Until)
            throw new StateUnreadableException(known.Reason.Message) { ErrorId = known.Reason.ErrorId };
        _known.TryRemove((table, key), out _);
    }

    /// <summary>Reads a state, and notes when that cannot be done.</summary>
    /// <exception cref="StateUnreadableException">It cannot.</exception>
    public T Read<T>(string table, string key, long version, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException or ArgumentException
            or FormatException or OverflowException)
        {
            throw Add(table, key, version, failure);
        }
    }

    /// <summary>Notes it, says so in the log, and answers what to throw.</summary>
    public StateUnreadableException Add(string table, string key, long version, Exception failure)
    {
        // Of the row itself nothing is logged: it may name a person.
        var errorId = Guid.CreateVersion7().ToString("N");
        LogUnreadable(errorId, table, key, version, failure.GetType().Name, (failure as JsonException)?.Path);
        StorageMetrics.UnreadableRow();
        if (_known.Count >= KnownMax)
            _known.Clear();

        var reason = new StateUnreadableException($"The stored state cannot be read (error {errorId}).")
        {
            ErrorId = errorId,
        };
        _known[(table, key)] = (clock.GetUtcNow() + options.UnreadablePause, reason);
        return reason;
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Error {ErrorId}: {Table} {Key} version {Version} cannot be read: {Failure} at {Path}")]
    private partial void LogUnreadable(
        string errorId, string table, string key, long version, string failure, string? path);
}
