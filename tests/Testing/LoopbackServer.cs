using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Platform.Testing;

/// <summary>A web server on this machine that answers what a test says, byte for byte: a request a connection, and many
/// at once.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, NetworkStream, CancellationToken, Task> _answer;
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Task _serving;
    private int _connections;

    /// <summary>Starts it.</summary>
    /// <param name="answer">Gets the head of a request, and writes its answer.</param>
    public LoopbackServer(Func<string, NetworkStream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Starts one that answers the same each time.</summary>
    /// <param name="head">What stands behind <c>HTTP/1.1</c>, without the empty line.</param>
    /// <param name="body">What follows the empty line.</param>
    public LoopbackServer(string head, byte[] body)
        : this((_, stream, stop) => stream.WriteAsync(
            (byte[])
            [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {head}\r\nConnection: close\r\n\r\n"), .. body], stop).AsTask())
    {
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many connections were made to it.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The heads of the requests that came.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving; // Before the listener is closed: who is about to accept would not find it listening.
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var answers = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                answers.Add(AnswerAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }

        await Task.WhenAll(answers);
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            var stream = client.GetStream();
            var buffer = new byte[8 * 1024];
            var read = await stream.ReadAsync(buffer, _stop.Token);
            var head = Encoding.ASCII.GetString(buffer, 0, read);
            _requests.Enqueue(head);
            await _answer(head, stream, _stop.Token);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // Who asked has heard enough, or the test is over.
        }
    }
}
