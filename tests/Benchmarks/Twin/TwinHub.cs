using System.Diagnostics;
using Microsoft.AspNetCore.SignalR;

namespace Platform.Benchmarks.Twin;

/// <summary>A plain hub: whoever is connected is sent everything.</summary>
internal sealed class TwinHub : Hub
{
    public static void Map(WebApplication app)
    {
        app.MapHub<TwinHub>("/live");

        // One message after the other, as events come, for so long; answers how many.
        app.MapPost("/broadcast", async (int milliseconds, int bytes, IHubContext<TwinHub> hub) =>
        {
            var (began, position, text) = (Stopwatch.GetTimestamp(), 0L, new string('x', bytes));
            while (Stopwatch.GetElapsedTime(began).TotalMilliseconds < milliseconds)
                await hub.Clients.All.SendAsync("Happened", new TwinEvent(++position, text));
            return TypedResults.Text($"{position}");
        });
    }
}

internal sealed record TwinEvent(long Position, string Text);
