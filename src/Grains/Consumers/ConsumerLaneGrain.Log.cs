using Microsoft.Extensions.Logging;

namespace Platform.Consumers;

internal sealed partial class ConsumerLaneGrain
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Lane {Lane} of {Consumer} was moved by another activation")]
    private partial void LogFenced(string consumer, int lane);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lane {Lane} of {Consumer} waits for who is away ({Failure})")]
    private partial void LogUnavailable(string consumer, int lane, string failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Lane {Lane} of {Consumer} gave up {Events} events")]
    private partial void LogDied(string consumer, int lane, long events);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Dead letter {Position} of {Consumer} in lane {Lane}: {Action}")]
    private partial void LogJudged(string consumer, int lane, long position, DeadLetterAction action);
}
