namespace Orleans.Hosting;

/// <summary>Limits of reminders.</summary>
public sealed class ReminderOptions
{
    /// <summary>A shorter period is refused.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the table is read again for what others wrote.</summary>
    public TimeSpan RefreshReminderListPeriod { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the first reading may take.</summary>
    public TimeSpan InitializationTimeout { get; set; } = TimeSpan.FromMinutes(5);
}
