using System.Diagnostics.Metrics;
using Platform.Operations;

namespace Platform.Live;

/// <summary>Counts who watches, through whichever door: SignalR's own count knows nothing of <c>/ops</c>.</summary>
internal sealed class LiveMeter
{
    private readonly UpDownCounter<long> _connections;

    public LiveMeter(IMeterFactory meters) => _connections = meters.Create("Platform.Live").CreateUpDownCounter<long>(
        FigureSample.LiveConnections, "{connection}", "Open live connections");

    public void Entered() => _connections.Add(1);

    public void Left() => _connections.Add(-1);
}
