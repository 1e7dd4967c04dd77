namespace Platform;

/// <summary>A silo of this process alone. Embedded is nothing else.</summary>
internal static class LocalSilo
{
    public static ISiloBuilder UseLocalSilo(this ISiloBuilder silo) => silo.UseInMemoryReminderService();
}
