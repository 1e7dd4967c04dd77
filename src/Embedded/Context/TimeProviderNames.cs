namespace Orleans.Runtime
{
    /// <summary>Keys under which each area looks for its own <see cref="TimeProvider"/>; the unkeyed one is the
    /// rest's.</summary>
    public static class TimeProviderNames
    {
        public const string Grains = "Orleans.Grains";
        public const string Messaging = "Orleans.Messaging";
        public const string ActivationManagement = "Orleans.ActivationManagement";
    }
}

namespace Orleans.Reminders
{
    /// <summary>The same for reminders.</summary>
    public static class ReminderTimeProviderNames
    {
        public const string Reminders = "Orleans.Reminders";
    }
}
