using Orleans.Runtime;

namespace Orleans;

/// <summary>Keeps the reminders of a service.</summary>
public interface IReminderTable
{
    Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    Task<ReminderTableData> ReadRows(GrainId grainId);

    /// <summary>Rows whose grain's uniform hash lies after <paramref name="begin"/> up to and with
    /// <paramref name="end"/> on the ring; all rows when both are equal.</summary>
    Task<ReminderTableData> ReadRows(uint begin, uint end);

    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

    /// <summary>Writes the row and answers its new version.</summary>
    Task<string?> UpsertRow(ReminderEntry entry);

    /// <summary>Removes the row if its version is still this one.</summary>
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

    Task TestOnlyClearTable();

    Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}

/// <summary>Rows of a reminder table.</summary>
[GenerateSerializer]
public sealed class ReminderTableData
{
    public ReminderTableData()
    {
        Reminders = [];
    }

    public ReminderTableData(IEnumerable<ReminderEntry> list)
    {
        Reminders = [.. list];
    }

    public ReminderTableData(ReminderEntry entry)
    {
        Reminders = [entry];
    }

    [Id(0)]
    public IList<ReminderEntry> Reminders { get; private set; }
}

/// <summary>One reminder as a table keeps it.</summary>
[GenerateSerializer]
public sealed class ReminderEntry
{
    [Id(0)]
    public GrainId GrainId { get; set; }

    [Id(1)]
    public string ReminderName { get; set; } = null!;

    /// <summary>The first tick, UTC.</summary>
    [Id(2)]
    public DateTime StartAt { get; set; }

    [Id(3)]
    public TimeSpan Period { get; set; }

    [Id(4)]
    public string? ETag { get; set; }

    public override string ToString() => $"<GrainId={GrainId} ReminderName={ReminderName} Period={Period}>";
}
