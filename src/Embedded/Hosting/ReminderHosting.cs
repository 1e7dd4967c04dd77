namespace Orleans.Hosting;

/// <summary>Reminders whose rows live in a registered <see cref="IReminderTable"/>.</summary>
public static class SiloBuilderReminderExtensions
{
    public static ISiloBuilder AddReminders(this ISiloBuilder builder) => builder;
}

/// <summary>Reminders that live as long as the process.</summary>
public static class SiloBuilderReminderMemoryExtensions
{
    public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder) => builder;
}
