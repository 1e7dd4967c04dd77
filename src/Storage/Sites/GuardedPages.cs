using System.Net;
using System.Net.Http.Headers;

namespace Platform.Sites;

/// <summary>Gets pages from the public internet and from nowhere else, in bounded time and size. No proxy, no cookies,
/// no credentials, no redirect that is not checked, and nothing that says for whom it is read.</summary>
internal sealed class GuardedPages : IWebPages, IDisposable
{
    /// <summary>Of a page as it is after its decompression.</summary>
    public const int PageBytesMax = 2 * 1024 * 1024;

    private const int RobotsBytesMax = 512 * 1024;
    private const int HeadersKilobytesMax = 32;
    private const int ConnectionsMax = 2;

    // Readings that are under way at once in this process; the others wait for their turn.
    private const int TogetherMax = 8;

    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan IdleLife = TimeSpan.FromSeconds(5);

    private readonly SiteOptions _options;
    private readonly SiteGuard _guard;
    private readonly HttpClient _http;
    private readonly SemaphoreSlim _places = new(TogetherMax);

    public GuardedPages(SiteOptions options)
        : this(options, (host, cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken))
    {
    }

    internal GuardedPages(SiteOptions options, NameLookup lookup)
    {
        _options = options;
        _guard = new SiteGuard(options, lookup);
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = _guard.ConnectAsync,
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            Credentials = null,
            PreAuthenticate = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = ConnectPatience,
            MaxConnectionsPerServer = ConnectionsMax,
            MaxResponseHeadersLength = HeadersKilobytesMax,
            PooledConnectionIdleTimeout = IdleLife,
            ActivityHeadersPropagator = null, // A stranger's server has no part in our traces.
        })
        {
            Timeout = Timeout.InfiniteTimeSpan, // Each request has a limit of its own, over its body too.
        };
    }

    public async Task<WebPage> GetAsync(Uri address, PageKind kind, CancellationToken cancellationToken)
    {
        if (!_guard.Reads(address))
            return SiteTrouble.AddressRefused;
        await _places.WaitAsync(cancellationToken);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        waiting.CancelAfter(_options.Patience);
        try
        {
            return await AskAsync(address, kind, waiting.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return SiteTrouble.TooSlow;
        }
        catch (HttpRequestException failure)
        {
            return failure.InnerException is SiteRefusedException refused ? refused.Trouble : SiteTrouble.Unreachable;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            return SiteTrouble.Unreachable; // Cut off half-way, or what it sent was not what it said.
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _places.Dispose();
    }

    private async Task<WebPage> AskAsync(Uri address, PageKind kind, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", kind == PageKind.Html ? "text/html" : "text/plain");
        using var answer = await _http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var status = (int)answer.StatusCode;
        if (status is 301 or 302 or 303 or 307 or 308)
        {
            return answer.Headers.Location is { } location && Uri.TryCreate(address, location, out var next)
                ? WebPage.To(next)
                : SiteTrouble.PageRefused;
        }

        if (status != 200)
            return status is >= 500 or 429 ? SiteTrouble.ServerFailed : SiteTrouble.PageRefused;
        var type = answer.Content.Headers.ContentType;
        if (!Fits(type, kind))
            return SiteTrouble.NotAPage;
        return await ReadAsync(answer.Content, kind == PageKind.Html ? PageBytesMax : RobotsBytesMax, cancellationToken)
            is { } bytes
            ? WebPage.Of(PageText.Read(bytes, type?.CharSet))
            : SiteTrouble.TooLarge;
    }

    private static bool Fits(MediaTypeHeaderValue? type, PageKind kind) => kind == PageKind.Html
        ? type?.MediaType is "text/html" or "application/xhtml+xml"
        : type?.MediaType is null or "text/plain";

    // Read to its limit and not a byte further: what a stream promises or unpacks to is its sender's choice.
    private static async Task<byte[]?> ReadAsync(HttpContent content, int max, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (kept.Length + read > max)
                return null;
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }
}
