using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Platform.Sites;

/// <summary>A web server that answers what a test says, byte for byte, and counts who connects.</summary>
internal sealed class SiteServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private readonly Func<NetworkStream, CancellationToken, Task> _answer;
    private int _connections;

    public SiteServer(Func<NetworkStream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    public SiteServer(string head, byte[] body)
        : this((stream, stop) => stream.WriteAsync(
            (byte[])
            [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {head}\r\nConnection: close\r\n\r\n"), .. body], stop).AsTask())
    {
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The heads of the requests that came.</summary>
    public List<string> Requests { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception ended)
            when (ended is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        try
        {
            var buffer = new byte[8 * 1024];
            var read = await stream.ReadAsync(buffer, _stop.Token);
            Requests.Add(Encoding.ASCII.GetString(buffer, 0, read));
            await _answer(stream, _stop.Token);
        }
        catch (IOException)
        {
            // Who asked has heard enough.
        }
    }
}
