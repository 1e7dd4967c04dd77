using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Platform.Testing;

/// <summary>Somebody's web server on this machine, as small as one can be: a page a path, a connection a
/// request.</summary>
public sealed class LocalSite : IAsyncDisposable
{
    private readonly IReadOnlyDictionary<string, string> _pages;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private int _asked;

    /// <summary>Starts it.</summary>
    /// <param name="pages">Paths, and the HTML that is there, or <c>→ address</c> for a redirect. Everything else is
    /// not found.</param>
    public LocalSite(IReadOnlyDictionary<string, string> pages)
    {
        _pages = pages;
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Its front page.</summary>
    public string Address => $"http://127.0.0.1:{Port}/";

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>As long as it is not set, the server takes requests and answers none.</summary>
    public ManualResetEventSlim Answers { get; } = new(initialState: true);

    /// <summary>How many requests came.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
        Answers.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
                _ = AnswerAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            // The tests are over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            var stream = client.GetStream();
            var buffer = new byte[8 * 1024];
            var read = await stream.ReadAsync(buffer, _stop.Token);
            Interlocked.Increment(ref _asked);
            while (!Answers.IsSet)
                await Task.Delay(20, _stop.Token);
            var path = Encoding.ASCII.GetString(buffer, 0, read).Split(' ').ElementAtOrDefault(1) ?? "/";
            await stream.WriteAsync(Encoding.UTF8.GetBytes(Answer(path)), _stop.Token);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // Who asked has gone.
        }
    }

    private string Answer(string path)
    {
        if (!_pages.TryGetValue(path, out var page))
            return "HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n";
        return page.StartsWith("→ ", StringComparison.Ordinal)
            ? $"HTTP/1.1 302 Found\r\nLocation: {page[2..]}\r\nConnection: close\r\n\r\n"
            : $"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\r\n{page}";
    }
}
