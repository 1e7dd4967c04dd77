using Platform.Ids;
using Platform.Live;

namespace Platform.Consumers;

/// <summary>How a consumer's effect happens: in the lane's own transaction, or as a call before it.</summary>
internal enum EffectKind
{
    Table = 1,   // Inside the transaction that moves the position.
    Grain = 2,   // A call, then the position.
    Outside = 3, // The position first, then calls from the waiting line.
}

/// <summary>A consumer's effect with its kind.</summary>
internal sealed class LaneEffect(IConsumer consumer)
{
    /// <summary>How long a call may take before it counts as failed.</summary>
    public static readonly TimeSpan CallTime = TimeSpan.FromSeconds(10);

    /// <summary>The consumer's name.</summary>
    public string Name => consumer.Name;

    /// <summary>How it happens. What is neither a grain's nor the outside's is done by the storage.</summary>
    public EffectKind Kind { get; } = consumer switch
    {
        IGrainEffect => EffectKind.Grain,
        IOutsideEffect => EffectKind.Outside,
        _ => EffectKind.Table,
    };

    /// <summary>Whether the consumer wants the event.</summary>
    public bool Concerns(LogEntry entry) => consumer.Concerns(entry);

    /// <summary>Whether the database or a silo could not be reached: that comes back, or lives elsewhere soon, and
    /// nothing is wrong with the events.</summary>
    public static bool IsAway(Exception failure) =>
        failure is Commits.StorageUnavailableException or OrleansMessageRejectionException;

    /// <summary>Calls the effect. Not for table effects.</summary>
    /// <exception cref="EffectFailedException">It threw, or did not answer in time.</exception>
    public async Task Call(LogEntry entry, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(CallTime, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // Waiting with a limit of our own: a call that ignores its token must not hold the lane.
            await Start(entry, either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EffectFailedException($"It took longer than {CallTime.TotalSeconds} s.", late);
        }
        catch (Exception failure) when (IsEventsFault(failure))
        {
            throw new EffectFailedException($"{failure.GetType().Name}: {failure.Message}", failure);
        }
    }

    private Task Start(LogEntry entry, CancellationToken cancellationToken) => consumer switch
    {
        IGrainEffect effect => effect.Apply(entry, cancellationToken),
        IOutsideEffect effect => effect.Deliver(DeliveryId(entry), entry, cancellationToken),
        _ => throw new InvalidOperationException($"{Name} is a table effect: the storage applies it."),
    };

    private Guid DeliveryId(LogEntry entry) =>
        NameBasedId.Of("delivery", Name, entry.Position.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static bool IsEventsFault(Exception failure) =>
        failure is not OperationCanceledException && !IsAway(failure);
}
