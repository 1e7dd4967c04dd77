using System.Net.Sockets;

namespace Platform.Faults;

/// <summary>One connection through the proxy, from both sides.</summary>
internal sealed class ChaosLink(ChaosProxy proxy, Socket client, Socket server)
{
    private const int BufferBytes = 64 * 1024;
    private const int MarkerBytesMax = 256; // A marker may lie across two pieces.

    private readonly Lock _lock = new();
    private readonly List<Cut> _cuts = [];

    /// <summary>Whether that is how a connection ends here.</summary>
    public static bool IsBroken(Exception failure) =>
        failure is SocketException or ObjectDisposedException or OperationCanceledException;

    /// <summary>Carries from the client to the server until one of them ends.</summary>
    public async Task RequestsAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[MarkerBytesMax + BufferBytes];
        var kept = 0;
        try
        {
            while (await client.ReceiveAsync(buffer.AsMemory(kept, BufferBytes), cancellationToken)
                is > 0 and var count)
            {
                var taken = proxy.Take(buffer.AsSpan(0, kept + count));
                lock (_lock)
                    _cuts.AddRange(taken);
                await proxy.PassAsync(answerBytes: 0, cancellationToken);
                await server.SendAsync(buffer.AsMemory(kept, count), cancellationToken);
                var tail = Math.Min(MarkerBytesMax, kept + count);
                buffer.AsSpan(kept + count - tail, tail).CopyTo(buffer);
                kept = tail;
            }

            server.Shutdown(SocketShutdown.Send);
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            server.Dispose();
            client.Dispose();
        }
    }

    /// <summary>Carries from the server to the client until one of them ends, or an answer is cut.</summary>
    public async Task AnswersAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            // A throttled line takes small pieces, so that it trickles.
            int Size() =>
                proxy.BytesPerSecond > 0 ? Math.Clamp(proxy.BytesPerSecond / 10, 1, BufferBytes) : BufferBytes;
            while (await server.ReceiveAsync(buffer.AsMemory(0, Size()), cancellationToken) is > 0 and var count)
            {
                if (Armed() is { Length: > 0 } cuts)
                {
                    await StrikeAsync(cuts, buffer.AsMemory(0, count).ToArray(), cancellationToken);
                    break;
                }

                await proxy.PassAsync(count, cancellationToken);
                await client.SendAsync(buffer.AsMemory(0, count), cancellationToken);
            }
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            // One side is gone, so the other goes too.
        }

        client.Dispose();
        server.Dispose();
    }

    // The server is heard out, so that it has done what it was asked for; the client is told the beginning at most.
    private async Task StrikeAsync(Cut[] cuts, byte[] first, CancellationToken cancellationToken)
    {
        var answer = new List<byte>(first);
        var buffer = new byte[BufferBytes];
        while (!IsWhole(cuts[0], answer)
            && await server.ReceiveAsync(buffer, cancellationToken) is > 0 and var count)
        {
            answer.AddRange(buffer.AsSpan(0, count));
        }

        var whole = answer.ToArray();
        var through = Math.Min(cuts[0].Bytes, whole.Length);
        if (through > 0)
            await client.SendAsync(whole.AsMemory(0, through), cancellationToken);
        client.Dispose();
        foreach (var cut in cuts)
            cut.Strike(whole);
    }

    private static bool IsWhole(Cut cut, List<byte> answer) =>
        cut.End is { } end && System.Runtime.InteropServices.CollectionsMarshal.AsSpan(answer).EndsWith(end);

    private Cut[] Armed()
    {
        lock (_lock)
            return [.. _cuts];
    }
}
