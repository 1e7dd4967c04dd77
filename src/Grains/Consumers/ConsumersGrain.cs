using Platform.Live;

namespace Platform.Consumers;

/// <summary>Keeps every lane of every consumer awake by one durable reminder: after a silo has died, its lanes start
/// elsewhere within the period.</summary>
[GrainType("consumers")]
internal sealed class ConsumersGrain(IEnumerable<IConsumer> consumers) : Grain, IConsumersGrain, IRemindable
{
    private const string Reminder = "lanes";

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly string[] _names = [.. consumers.Select(consumer => consumer.Name)];

    public async Task Start()
    {
        await this.RegisterOrUpdateReminder(Reminder, Period, Period);
        await WakeAll();
    }

    public Task Wake() => WakeAll();

    public Task ReceiveReminder(string reminderName, TickStatus status) => WakeAll();

    private Task WakeAll() => Task.WhenAll(
        from name in _names
        from lane in Enumerable.Range(0, Lane.Count)
        select GrainFactory.GetGrain<IConsumerLaneGrain>(LaneKey.Of(name, lane)).Wake(position: 0));
}
