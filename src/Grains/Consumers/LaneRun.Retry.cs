using System.Collections.Immutable;

namespace Platform.Consumers;

/// <summary>What waits beside the line: first tries of deliveries, further tries of what failed.</summary>
internal sealed partial class LaneRun
{
    private const int DueMax = 64;

    // A subject's whole line may have become free at once; so many of its events are taken before the lane reads on.
    private const int RoundsMax = 16;

    private async Task RetryDue(CancellationToken cancellationToken)
    {
        var hasChanged = false;
        for (var round = 0; round < RoundsMax; round++)
        {
            var due = await store.DueAsync(effect.Name, lane, clock.GetUtcNow(), DueMax, cancellationToken);
            if (due.Count == 0)
                break;
            hasChanged = true;
            if (effect.Kind is EffectKind.Table)
                await RetryIntoTables(due, cancellationToken);
            else
                await RetryByCalls(due, cancellationToken);
        }

        if (hasChanged)
            await LoadWaiting(cancellationToken);
    }

    private async Task RetryIntoTables(IReadOnlyList<ParkedEvent> due, CancellationToken cancellationToken)
    {
        foreach (var parked in due)
        {
            var step = LaneStep.From(_place!);
            try
            {
                await Commit(
                    step with { Apply = [parked.Entry], Done = [parked.Entry.Position] }, cancellationToken);
            }
            catch (EffectFailedException failure)
            {
                await Commit(AfterFailures(step, [(parked, failure.Message)]), cancellationToken);
            }
        }
    }

    private async Task RetryByCalls(IReadOnlyList<ParkedEvent> due, CancellationToken cancellationToken)
    {
        var errors = await Task.WhenAll(due.Select(parked => Try(parked, cancellationToken)));
        var results = due.Zip(errors).ToLookup(pair => pair.Second is null);
        var step = LaneStep.From(_place!) with
        {
            Done = [.. results[true].Select(pair => pair.First.Entry.Position)],
        };
        await Commit(
            AfterFailures(step, [.. results[false].Select(pair => (pair.First, pair.Second!))]), cancellationToken);
    }

    private async Task<string?> Try(ParkedEvent parked, CancellationToken cancellationToken)
    {
        try
        {
            await effect.Call(parked.Entry, clock, cancellationToken);
            return null;
        }
        catch (EffectFailedException failure)
        {
            return failure.Message;
        }
    }

    private LaneStep AfterFailures(LaneStep step, ImmutableArray<(ParkedEvent Event, string Error)> failures)
    {
        var now = clock.GetUtcNow();
        var again = ImmutableArray.CreateBuilder<ParkedEvent>();
        var dead = ImmutableArray.CreateBuilder<ParkedEvent>();
        foreach (var (parked, error) in failures)
        {
            if (LaneRules.AfterFailure(parked, error, effect.Kind is EffectKind.Outside, now) is { } next)
                again.Add(next);
            else
                dead.Add(LaneRules.Dead(parked, error));
        }

        Died += dead.Count;
        return step with { Park = again.ToImmutable(), Dead = dead.ToImmutable() };
    }
}
