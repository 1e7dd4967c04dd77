using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Platform.Embedded;

/// <summary>The silo's filters, in the order in which they were added.</summary>
internal sealed class CallFilters(IServiceProvider services)
{
    private readonly Lazy<IIncomingGrainCallFilter[]> _incoming =
        new(() => [.. services.GetServices<IIncomingGrainCallFilter>()]);

    private readonly Lazy<IOutgoingGrainCallFilter[]> _outgoing =
        new(() => [.. services.GetServices<IOutgoingGrainCallFilter>()]);

    public IIncomingGrainCallFilter[] Incoming => _incoming.Value;

    public IOutgoingGrainCallFilter[] Outgoing => _outgoing.Value;

    public bool HasIncoming => Needs(Incoming, Incoming is [ActivityFilter]);

    public bool HasOutgoing => Needs(Outgoing, Outgoing is [ActivityFilter]);

    // Tracing alone costs nothing while nobody listens to the traces.
    private static bool Needs(Array filters, bool isTracingOnly) =>
        filters.Length > 0 && !(isTracingOnly && !ActivityFilter.IsListenedTo);
}
