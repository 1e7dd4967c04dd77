using System.Text.Json;
using Platform.Live;

namespace Platform.Consumers;

/// <summary>A dead letter as HTTP says it.</summary>
/// <param name="Waiting">Later events of the same subject that wait behind it.</param>
public sealed record DeadLetterResponse(
    string Consumer, int Lane, long Position, Guid? AccountId, string Kind, string Subject, DateTimeOffset At,
    string Actor, JsonElement Body, int Attempts, string Error, DateTimeOffset DiedAt, long Waiting)
{
    /// <summary>Says a dead letter in HTTP's words.</summary>
    public static DeadLetterResponse From(DeadLetter letter)
    {
        using var body = JsonDocument.Parse(letter.Entry.Body);
        return new DeadLetterResponse(
            letter.Consumer, letter.Lane, letter.Entry.Position, letter.Entry.AccountId, letter.Entry.Kind,
            letter.Entry.Subject, letter.Entry.At, letter.Entry.Actor, body.RootElement.Clone(), letter.Attempts,
            letter.Error, letter.DiedAt, letter.Waiting);
    }
}

/// <summary>Examples for the document.</summary>
internal static class DeadLetterExamples
{
    private static readonly Guid Account = new("0198b2c4-0000-7000-8000-000000000001");

    /// <summary>A letter.</summary>
    public static DeadLetterResponse Letter { get; } = DeadLetterResponse.From(new DeadLetter(
        "order-counters", Lane.Of(Account),
        new LogEntry(
            4_711, Account, "order.placed", "orders/0198b2c4-0000-7000-8000-000000000002", [],
            new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero), "member:0198b2c4-0000-7000-8000-000000000003",
            TraceId: null, """{"to":"new"}"""),
        Attempts: 5, "KeyNotFoundException: The given key was not present.",
        new DateTimeOffset(2026, 11, 20, 12, 0, 16, TimeSpan.Zero), Waiting: 2));

    /// <summary>A decision.</summary>
    public static DecidedLetter Decided { get; } = new(
        Id: 7, Letter.Consumer, Letter.Position, Account, Letter.Kind, Letter.Subject, Decision: "replay",
        By: "platformadmin:0198b2c4-0000-7000-8000-000000000003", "Fixed in 1.2.1",
        new DateTimeOffset(2026, 11, 20, 13, 0, 0, TimeSpan.Zero));

    /// <summary>How far a lane is.</summary>
    public static LaneStatus Status { get; } =
        new("order-counters", Lane: 1, Position: 4_700, Head: 4_711, Parked: 2, Dead: 1);
}
