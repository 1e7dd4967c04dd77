using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Platform.Embedded;

/// <summary>The silo's filters, in the order in which they were added. Tracing costs nothing while nobody listens to
/// the traces: its filter is left out then.</summary>
internal sealed class CallFilters(IServiceProvider services)
{
    private readonly Lazy<Set<IIncomingGrainCallFilter>> _incoming =
        new(() => new([.. services.GetServices<IIncomingGrainCallFilter>()]));

    private readonly Lazy<Set<IOutgoingGrainCallFilter>> _outgoing =
        new(() => new([.. services.GetServices<IOutgoingGrainCallFilter>()]));

    public IIncomingGrainCallFilter[] Incoming => _incoming.Value.Now;

    public IOutgoingGrainCallFilter[] Outgoing => _outgoing.Value.Now;

    public bool HasIncoming => Incoming.Length > 0;

    public bool HasOutgoing => Outgoing.Length > 0;

    private sealed class Set<TFilter>(TFilter[] all)
    {
        private readonly TFilter[] _untraced = [.. all.Where(filter => filter is not ActivityFilter)];

        public TFilter[] Now => ActivityFilter.IsListenedTo ? all : _untraced;
    }
}
