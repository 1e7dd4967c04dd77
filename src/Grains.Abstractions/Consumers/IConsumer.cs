using Platform.Live;

namespace Platform.Consumers;

/// <summary>A durable reader of the log. Each of its 16 lanes keeps its own position, takes the events of
/// its accounts in log order, and never loses one: an event that fails 5 times goes to the dead letters, and later
/// events of the same subject wait behind it while other subjects go on.
/// <para>A consumer is one of three kinds, and says so by the interface it implements: a table effect (src/Storage),
/// <see cref="IGrainEffect"/> or <see cref="IOutsideEffect"/>. It is registered in one line:
/// <c>services.AddTableEffect&lt;OrderCounters&gt;()</c>.</para></summary>
public interface IConsumer
{
    /// <summary>Its name in kebab-case. Positions are kept under it: never rename, never reuse.</summary>
    string Name { get; }

    /// <summary>Whether it wants this event. Cheap and always the same for the same event.</summary>
    bool Concerns(LogEntry entry);
}

/// <summary>A consumer that calls a grain (it injects <c>IGrainFactory</c>). It is called at least once, in order
/// within a subject; the target keeps the position of the last event it took in its own state and ignores what is not
/// newer.</summary>
public interface IGrainEffect : IConsumer
{
    /// <summary>Applies one event. Throwing means: not applied, try again.</summary>
    Task Apply(LogEntry entry, CancellationToken cancellationToken);
}

/// <summary>A consumer that acts outside the platform (a mail, somebody's webhook). A delivery is stored in the
/// transaction that moves the position, then tried until it succeeds: at least once, each try with the same
/// id.</summary>
public interface IOutsideEffect : IConsumer
{
    /// <summary>Delivers one event. Throwing means: not known to be delivered, try again. The id follows from the
    /// consumer and the event: the receiver knows a repetition by it.</summary>
    Task Deliver(Guid deliveryId, LogEntry entry, CancellationToken cancellationToken);
}
