using System.Text;

namespace Platform.Testing;

/// <summary>Somebody's web site on this machine: a page a path.</summary>
public sealed class LocalSite : IAsyncDisposable
{
    private readonly LoopbackServer _server;

    /// <summary>Starts it.</summary>
    /// <param name="pages">Paths, and the HTML that is there, or <c>→ address</c> for a redirect. Everything else is
    /// not found.</param>
    public LocalSite(IReadOnlyDictionary<string, string> pages) => _server = new(async (head, stream, stop) =>
    {
        while (!Answers.IsSet)
            await Task.Delay(20, stop);
        var path = head.Split(' ').ElementAtOrDefault(1) ?? "/";
        await stream.WriteAsync(Encoding.UTF8.GetBytes(Answer(pages, path)), stop);
    });

    /// <summary>Its front page.</summary>
    public string Address => $"http://127.0.0.1:{Port}/";

    /// <summary>Where it listens.</summary>
    public int Port => _server.Port;

    /// <summary>As long as it is not set, the server takes requests and answers none.</summary>
    public ManualResetEventSlim Answers { get; } = new(initialState: true);

    /// <summary>How many requests came.</summary>
    public int Asked => _server.Requests.Count;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Answers.Dispose();
    }

    private static string Answer(IReadOnlyDictionary<string, string> pages, string path)
    {
        if (!pages.TryGetValue(path, out var page))
            return "HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n";
        return page.StartsWith("→ ", StringComparison.Ordinal)
            ? $"HTTP/1.1 302 Found\r\nLocation: {page[2..]}\r\nConnection: close\r\n\r\n"
            : $"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\r\n{page}";
    }
}
