using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Platform.Embedded;

/// <summary>What the runtime says. Ids only, never arguments.</summary>
internal static partial class SiloLog
{
    [LoggerMessage(1, LogLevel.Error, "Could not activate {GrainId}")]
    public static partial void ActivationFailed(this ILogger log, Exception failure, GrainId grainId);

    [LoggerMessage(2, LogLevel.Error, "{GrainId} failed while it was deactivated")]
    public static partial void DeactivationFailed(this ILogger log, Exception failure, GrainId grainId);

    [LoggerMessage(3, LogLevel.Warning, "{Count} requests wait for {GrainId}")]
    public static partial void QueueIsLong(this ILogger log, GrainId grainId, int count);

    [LoggerMessage(4, LogLevel.Error, "Grains wait for each other in a circle around {GrainId}")]
    public static partial void CallCycle(this ILogger log, Exception failure, GrainId grainId);

    [LoggerMessage(5, LogLevel.Error, "A request of {GrainId} does not end; the activation is given up")]
    public static partial void ActivationIsStuck(this ILogger log, GrainId grainId);

    [LoggerMessage(6, LogLevel.Warning, "A timer of {GrainId} failed; it ticks on")]
    public static partial void TimerFailed(this ILogger log, Exception failure, GrainId grainId);

    [LoggerMessage(7, LogLevel.Error, "Reminder {Name} of {GrainId} failed; the next try is its next tick")]
    public static partial void ReminderFailed(this ILogger log, Exception failure, string name, GrainId grainId);

    [LoggerMessage(8, LogLevel.Error, "The reminder table could not be read; the next try follows")]
    public static partial void ReminderTableUnreadable(this ILogger log, Exception failure);

    [LoggerMessage(
        9, LogLevel.Warning, "MinimumReminderPeriod is {Period}, less than a minute; a timer may fit better")]
    public static partial void ReminderPeriodIsShort(this ILogger log, TimeSpan period);

    [LoggerMessage(14, LogLevel.Critical, "A turn of {GrainId} failed outside of its requests")]
    public static partial void TurnFailed(this ILogger log, Exception failure, GrainId grainId);

    [LoggerMessage(10, LogLevel.Error, "State {State} of {GrainId} failed to {Operation}")]
    public static partial void StorageFailed(
        this ILogger log, Exception failure, string state, GrainId grainId, string operation);

    [LoggerMessage(11, LogLevel.Error, "A part of the silo failed while it stopped")]
    public static partial void StopFailed(this ILogger log, Exception failure);

    [LoggerMessage(12, LogLevel.Information, "{Count} idle activations collected")]
    public static partial void Collected(this ILogger log, int count);

    [LoggerMessage(13, LogLevel.Warning, "A one-way call failed: {Request}")]
    public static partial void OneWayFailed(this ILogger log, Exception failure, string request);
}
