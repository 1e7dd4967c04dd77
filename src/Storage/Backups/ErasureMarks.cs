using System.Text.Json;
using Platform.Consumers;
using Platform.Live;

namespace Platform.Backups;

/// <summary>That a person was erased from an order or a call: ids alone.</summary>
internal sealed record ErasureMark(string Subject, long Position, DateTimeOffset At);

/// <summary>Notes beside the snapshots who was erased. A snapshot that was taken before still has the person; whoever
/// restores it finds the mark and erases them again, also when the database in which it happened is gone.</summary>
internal sealed class ErasureMarks(SnapshotFolder folder) : IOutsideEffect
{
    public const string OrderErased = "order.person_erased";
    public const string CallErased = "call.person_erased";

    public string Name => "erasure-marks";

    public bool Concerns(LogEntry entry) =>
        entry.AccountId is not null && entry.Kind is OrderErased or CallErased;

    public Task Deliver(Guid deliveryId, LogEntry entry, CancellationToken cancellationToken)
    {
        var name = entry.Subject.Replace('/', '-') + ".json";
        folder.Write(
            Path.Combine(folder.MarksOf(entry.AccountId!.Value), name),
            JsonSerializer.SerializeToUtf8Bytes(
                new ErasureMark(entry.Subject, entry.Position, entry.At), SnapshotJson.Default.ErasureMark));
        return Task.CompletedTask;
    }

    /// <summary>All of an account.</summary>
    public static IReadOnlyList<ErasureMark> Of(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(Read)]
        : [];

    private static ErasureMark Read(string path) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(path), SnapshotJson.Default.ErasureMark)!;
}
