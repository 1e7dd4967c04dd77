using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Http;

namespace Platform.Consumers;

/// <summary>Events that a consumer could not apply: to see, to try again, to give up. For platform admins; each
/// decision leaves an entry of who made it and why.</summary>
internal static class DeadLetterEndpoints
{
    public static void MapDeadLetters(this IEndpointRouteBuilder routes)
    {
        var letters = routes.MapGroup("/dead-letters").WithTags("Dead letters")
            .RequireAuthorization(Policies.PlatformAdmin);

        letters.MapGet("", List).WithSummary("List dead letters")
            .WithExample(response: new Page<DeadLetterResponse>([DeadLetterExamples.Letter], NextCursor: null));
        letters.MapGet("/decisions", Decided).WithSummary("What was decided about dead letters, and by whom")
            .WithExample(response: new Page<DecidedLetter>([DeadLetterExamples.Decided], NextCursor: null));
        letters.MapGet("/{consumer}/{position:long}", Get).WithSummary("One dead letter with its event")
            .WithExample(response: DeadLetterExamples.Letter);
        letters.MapPost("/{consumer}/{position:long}/replay", Replay).WithSummary("Try it again")
            .WithExample(new DeadLetterDecision("Fixed in 1.2.1"));
        letters.MapPost("/{consumer}/{position:long}/discard", Discard).WithSummary("Give it up for good")
            .WithExample(new DeadLetterDecision("A test order"));
        routes.MapGet("/consumers", Lanes).WithTags("Dead letters").WithSummary("How far each consumer is")
            .WithExample(response: new Page<LaneStatus>([DeadLetterExamples.Status], NextCursor: null))
            .RequireAuthorization(Policies.PlatformAdmin);
    }

    private static async Task<Ok<Page<DeadLetterResponse>>> List(
        string? consumer, PageRequest page, IDeadLetterReader reader, Cursors cursors,
        CancellationToken cancellationToken)
    {
        var filters = $"dead-letters|{consumer}";
        var after = cursors.Read(page.Cursor, filters) switch
        {
            null => null,
            [var position, var name] when long.TryParse(position, CultureInfo.InvariantCulture, out var at) =>
                new DeadLetterCursor(at, name),
            _ => throw Cursors.Invalid(),
        };
        var found = await reader.ListAsync(consumer, after, page.Limit + 1, cancellationToken);
        var items = found.Take(page.Limit).Select(DeadLetterResponse.From).ToArray();
        var next = found.Count > page.Limit
            ? cursors.Write(filters, items[^1].Position.ToString(CultureInfo.InvariantCulture), items[^1].Consumer)
            : null;
        return TypedResults.Ok(new Page<DeadLetterResponse>(items, next));
    }

    private static async Task<Ok<Page<DecidedLetter>>> Decided(
        PageRequest page, IDeadLetterReader reader, Cursors cursors, CancellationToken cancellationToken)
    {
        const string filters = "dead-letter-decisions";
        var before = cursors.ReadNumbered(page.Cursor, filters);
        var found = await reader.DecidedAsync(before, page.Limit + 1, cancellationToken);
        var items = found.Take(page.Limit).ToArray();
        var next = found.Count > page.Limit ? cursors.WriteNumbered(filters, items[^1].Id) : null;
        return TypedResults.Ok(new Page<DecidedLetter>(items, next));
    }

    private static async Task<Results<Ok<DeadLetterResponse>, ProblemHttpResult>> Get(
        string consumer, long position, IDeadLetterReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(consumer, position, cancellationToken) is { } letter
            ? TypedResults.Ok(DeadLetterResponse.From(letter))
            : Problems.NotFound("dead letter");

    private static Task<Results<NoContent, ProblemHttpResult>> Replay(
        string consumer, long position, DeadLetterDecision decision, Caller caller, IDeadLetterReader reader,
        IGrainFactory grains, CancellationToken cancellationToken) =>
        Decide(
            consumer, position, reader, grains, lane => lane.Replay(position, caller.Actor, decision.Reason.Trim()),
            cancellationToken);

    private static Task<Results<NoContent, ProblemHttpResult>> Discard(
        string consumer, long position, DeadLetterDecision decision, Caller caller, IDeadLetterReader reader,
        IGrainFactory grains, CancellationToken cancellationToken) =>
        Decide(
            consumer, position, reader, grains, lane => lane.Discard(position, caller.Actor, decision.Reason.Trim()),
            cancellationToken);

    private static async Task<Results<NoContent, ProblemHttpResult>> Decide(
        string consumer, long position, IDeadLetterReader reader, IGrainFactory grains,
        Func<IConsumerLaneGrain, Task<bool>> decide, CancellationToken cancellationToken)
    {
        // A decision that was repeated finds no letter any more: 404, and the first one stands.
        if (await reader.FindAsync(consumer, position, cancellationToken) is not { } letter)
            return Problems.NotFound("dead letter");
        var lane = grains.GetGrain<IConsumerLaneGrain>(LaneKey.Of(consumer, letter.Lane));
        return await decide(lane) ? TypedResults.NoContent() : Problems.NotFound("dead letter");
    }

    private static async Task<Ok<Page<LaneStatus>>> Lanes(
        IDeadLetterReader reader, CancellationToken cancellationToken) =>
        TypedResults.Ok(new Page<LaneStatus>(await reader.LanesAsync(cancellationToken), NextCursor: null));
}
