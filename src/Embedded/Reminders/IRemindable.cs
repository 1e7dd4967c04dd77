namespace Orleans
{
    /// <summary>A grain that reminders wake.</summary>
    public interface IRemindable : IGrain
    {
        Task ReceiveReminder(string reminderName, Runtime.TickStatus status);
    }
}

namespace Orleans.Runtime
{
    /// <summary>A registered reminder.</summary>
    public interface IGrainReminder
    {
        string ReminderName { get; }
    }

    /// <summary>When a reminder ticks; all times UTC.</summary>
    [GenerateSerializer, Immutable]
    public readonly struct TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
    {
        [Id(0)]
        public DateTime FirstTickTime { get; } = firstTickTime;

        [Id(1)]
        public TimeSpan Period { get; } = period;

        [Id(2)]
        public DateTime CurrentTickTime { get; } = timeStamp;

        public override string ToString() => $"<{FirstTickTime}, {Period}, {CurrentTickTime}>";
    }

    /// <summary>The reminder service could not do what was asked.</summary>
    [GenerateSerializer]
    public sealed class ReminderException(string message) : OrleansException(message);
}
