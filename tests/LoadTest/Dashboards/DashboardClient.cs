using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.LoadTest.Measure;
using Platform.LoadTest.Setup;

namespace Platform.LoadTest.Dashboards;

/// <summary>A dashboard that watches an account live, over a raw WebSocket in the hub's JSON protocol. It checks what
/// it is promised: positions only grow, and times how long each event took from its commit to here.</summary>
internal sealed class DashboardClient(ApiClient api, Meters meters, TimeProvider clock, string[] topics)
{
    private const char RecordSeparator = '\u001e';

    /// <summary>Watches until the end of the run; connects again from its last position after a cut.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        long? last = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                last = await WatchOnceAsync(last, cancellationToken);
            }
            catch (Exception cut) when (cut is WebSocketException or HttpRequestException)
            {
                meters.Add("dashboard reconnects", 1);
                await Task.Delay(TimeSpan.FromMilliseconds(200), clock, cancellationToken);
            }
        }
    }

    private async Task<long?> WatchOnceAsync(long? last, CancellationToken cancellationToken)
    {
        var token = await api.TokenAsync(cancellationToken);
        var url = new UriBuilder(new Uri(api.Http.BaseAddress!, "/live"))
        {
            Scheme = api.Http.BaseAddress!.Scheme == "https" ? "wss" : "ws",
            Query = $"access_token={Uri.EscapeDataString(token)}",
        };
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(url.Uri, cancellationToken);
        await SendAsync(socket, new JsonObject { ["protocol"] = "json", ["version"] = 1 }, cancellationToken);
        await SendAsync(socket, Subscribe(last), cancellationToken);

        var buffer = new ArraySegment<byte>(new byte[256 * 1024]);
        var pending = new StringBuilder();
        while (socket.State == WebSocketState.Open)
        {
            var received = await socket.ReceiveAsync(buffer, cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
                break;
            pending.Append(Encoding.UTF8.GetString(buffer.AsSpan(0, received.Count)));
            last = Take(pending, last);
        }

        return last;
    }

    private JsonObject Subscribe(long? last) => new()
    {
        ["type"] = 1,
        ["invocationId"] = "1",
        ["target"] = "Subscribe",
        ["arguments"] = new JsonArray(new JsonArray([.. topics.Select(topic => (JsonNode)topic)]), last),
    };

    // Takes the whole records from the front and leaves the broken one for the next frame.
    private long? Take(StringBuilder pending, long? last)
    {
        var text = pending.ToString();
        var end = text.LastIndexOf(RecordSeparator);
        if (end < 0)
            return last;

        pending.Remove(0, end + 1);
        foreach (var record in text[..end].Split(RecordSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            var message = JsonSerializer.Deserialize<JsonObject>(record)!;
            if (message["target"]?.GetValue<string>() != "Happened")
                continue;
            foreach (var happened in message["arguments"]!.AsArray())
                last = Happened(happened!, last);
        }

        return last;
    }

    private long Happened(JsonNode happened, long? last)
    {
        var position = happened["position"]!.GetValue<long>();
        if (position <= last)
            meters.Of("live event").Fail("a position came twice or out of order");
        var committed = happened["at"]!.GetValue<DateTimeOffset>();
        meters.Of("live event").Durations.Record(clock.GetUtcNow() - committed);
        return position;
    }

    private static Task SendAsync(ClientWebSocket socket, JsonObject message, CancellationToken cancellationToken) =>
        socket.SendAsync(
            Encoding.UTF8.GetBytes(message.ToJsonString() + RecordSeparator), WebSocketMessageType.Text,
            endOfMessage: true, cancellationToken);
}
