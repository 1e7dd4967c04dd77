using System.Net;
using System.Net.Sockets;
using System.Text;
using Platform.Api;

namespace Platform.Sites;

/// <summary>A host that may read from this machine, and a shop's web server on it.</summary>
public sealed class SiteFixture : ApiFixture
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private Task _serving = Task.CompletedTask;
    private int _asked;

    public SiteFixture() => _listener.Start();

    /// <summary>The shop's front page.</summary>
    public string Site => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

    /// <summary>As long as it is not set, the server takes requests and answers none.</summary>
    public ManualResetEventSlim Answers { get; } = new(initialState: true);

    /// <summary>How many requests came.</summary>
    public int Asked => Volatile.Read(ref _asked);

    protected override bool ReadsSites => true;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Sites:AllowedNetworks:0"] = "127.0.0.0/8",
        ["Sites:AllowedPorts:0"] = $"{new Uri(Site).Port}",
        ["Sites:Patience"] = "00:00:40",
    };

    public override Task InitializeAsync()
    {
        _serving = ServeAsync();
        return base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
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
            var path = Encoding.ASCII.GetString(buffer, 0, read).Split(' ').ElementAtOrDefault(1);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(Page(path)), _stop.Token);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // Who asked has gone.
        }
    }

    private static string Page(string? path) => path switch
    {
        "/" => Html(
            """
            <script type="application/ld+json">{"@type":"HairSalon","name":"Example Salon","telephone":"+12125550100",
            "openingHours":"Mo-Tu 09:00-17:30"}</script><a href="/prices">Prices</a><a href="/inside">Contact</a>
            """),
        "/prices" => Html("<ul><li>Haircut – 45 min – $45<li>Color $120<li>Massage € 80</ul>"),
        "/inside" => "HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/contact\r\nConnection: close\r\n\r\n",
        "/empty" => Html("<p>Under construction"),
        _ => "HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n",
    };

    private static string Html(string html) =>
        $"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\r\n{html}";
}
