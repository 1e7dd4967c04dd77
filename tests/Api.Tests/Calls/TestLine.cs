using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Platform.Api;

namespace Platform.Calls;

/// <summary>A telephone line of a test: a shop with a number, a provider's account with a secret, and the provider's
/// signed requests.</summary>
public sealed class TestLine
{
    public const string PublicUrl = "https://platform.test";

    /// <summary>When calls began, to the second. Not on a day of the past: a call whose end does not come within hours
    /// is ended.</summary>
    public static readonly DateTimeOffset Began = DateTimeOffset.FromUnixTimeSeconds(
        TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 60);

    private static int _last;

    private readonly ApiFixture _api;

    private TestLine(ApiFixture api, string accountSid, string number, JsonNode shop)
    {
        _api = api;
        AccountSid = accountSid;
        Number = number;
        Shop = shop;
    }

    public string AccountSid { get; }
    public string Token { get; } = Guid.NewGuid().ToString("N");
    public string Number { get; }
    public JsonNode Shop { get; }

    /// <summary>Who calls.</summary>
    public string From { get; set; } = "+14155550123";

    /// <summary>Makes all of it for the account of a client.</summary>
    public static Task<TestLine> CreateAsync(
        ApiFixture api, HttpClient owner, string shopName = "Acme Repairs") => CreateAsync(api, owner, new
        {
            name = shopName,
            timezone = "America/New_York",
            greeting = "Acme Repairs, how can I help you?",
            services = new[]
            {
                new { category = "repairs", label = "AC Repair", aliases = new[] { "air conditioner" } },
            },
        });

    /// <summary>The same for a shop that is set up in another way.</summary>
    public static async Task<TestLine> CreateAsync(ApiFixture api, HttpClient owner, object shopRequest)
    {
        var number = $"+1212555{Interlocked.Increment(ref _last):D4}";
        var shop = await (await owner.CreateAsync("/api/v1/shops", shopRequest)).JsonAsync(201);
        shop = await (await owner.CreateAsync(
            $"/api/v1/shops/{shop["id"]}/numbers", new { phone_number = number, provider = "twilio" })).JsonAsync(201);
        var line = new TestLine(api, $"AC{Guid.NewGuid():N}", number, shop);
        await (await owner.CreateAsync("/api/v1/provider-credentials", new
        {
            provider = "twilio",
            external_account_id = line.AccountSid,
            secret = line.Token,
        })).JsonAsync(201);
        return line;
    }

    public static string NewCallSid() => $"CA{Guid.NewGuid():N}";

    public (string, string)[] Form(string callSid, string status, params (string, string)[] more) =>
    [
        ("CallSid", callSid), ("AccountSid", AccountSid), ("From", From), ("To", Number),
        ("CallStatus", status), ("Direction", "inbound"), ("ApiVersion", "2010-04-01"), .. more,
    ];

    /// <summary>What tells a report's place: a second each after the call's beginning.</summary>
    public static (string, string)[] Numbered(int sequence) =>
    [
        ("SequenceNumber", sequence.ToString(CultureInfo.InvariantCulture)),
        ("CallbackSource", "call-progress-events"),
        ("Timestamp", Began.AddSeconds(sequence).ToString(
            "ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture)),
    ];

    public Task<HttpResponseMessage> PostAsync(
        string path, (string, string)[] form, string? token = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent(OwnSigner.Encode(form)),
        };
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        request.Headers.Add("X-Twilio-Signature", OwnSigner.Twilio(token ?? Token, PublicUrl + path, form));
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return _api.Stranger.SendAsync(request);
    }

    /// <summary>Rings, and answers what the platform says.</summary>
    public async Task<XElement> RingAsync(string callSid)
    {
        var answer = await PostAsync("/webhooks/twilio/voice", Form(callSid, "ringing"));
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        Assert.Equal("application/xml", answer.Content.Headers.ContentType!.MediaType);
        return XDocument.Parse(body).Root!;
    }

    /// <summary>Connects the conversation that the answer names.</summary>
    public async Task<TestRelay> ConnectAsync(XElement response, string callSid, string? setUpCall = null)
    {
        var relay = await OpenAsync(SocketPath(response));
        await relay.SendAsync(new JsonObject
        {
            ["type"] = "setup",
            ["sessionId"] = "VX1",
            ["accountSid"] = AccountSid,
            ["callSid"] = setUpCall ?? callSid,
            ["callStatus"] = "RINGING",
        });
        return relay;
    }

    public static string SocketPath(XElement response)
    {
        var url = response.Element("Connect")!.Element("ConversationRelay")!.Attribute("url")!.Value;
        Assert.StartsWith("wss://platform.test/", url, StringComparison.Ordinal);
        Assert.DoesNotContain("?", url, StringComparison.Ordinal);
        return url["wss://platform.test".Length..];
    }

    public async Task<TestRelay> OpenAsync(string path, string? token = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader(
            "X-Twilio-Signature", OwnSigner.Twilio(token ?? Token, "wss://platform.test" + path));
        var address = new UriBuilder(new Uri(_api.Address, path)) { Scheme = "ws" }.Uri;
        try
        {
            await socket.ConnectAsync(address, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            Assert.Equal(System.Net.HttpStatusCode.Forbidden, socket.HttpStatusCode);
            throw;
        }

        return new TestRelay(socket);
    }
}

/// <summary>The provider's end of a conversation.</summary>
public sealed class TestRelay(ClientWebSocket socket) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public WebSocketCloseStatus? ClosedAs => socket.CloseStatus;

    public Task SendAsync(JsonObject message) => SendAsync(message.ToJsonString());

    public Task SendAsync(string text) => socket.SendAsync(
        Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>The caller speaks over the agent after having heard this much.</summary>
    public Task InterruptAsync(string heard) => SendAsync(new JsonObject
    {
        ["type"] = "interrupt",
        ["utteranceUntilInterrupt"] = heard,
        ["durationUntilInterruptMs"] = "900",
    });

    public async Task<string?> SayAsync(string text, bool thenClose = false)
    {
        await SendAsync(new JsonObject
        {
            ["type"] = "prompt",
            ["voicePrompt"] = text,
            ["lang"] = "en-US",
            ["last"] = true,
        });
        if (thenClose)
            await CloseAsync();
        return await HearAsync();
    }

    /// <summary>One whole utterance of the agent; null when the conversation was ended or closed instead.</summary>
    public async Task<string?> HearAsync()
    {
        var words = new StringBuilder();
        while (await ReceiveAsync() is { } message)
        {
            switch (message["type"]!.GetValue<string>())
            {
                case "text":
                    words.Append(message["token"]!.GetValue<string>());
                    if (message["last"]!.GetValue<bool>() && words.Length > 0)
                        return words.ToString();
                    break;
                case "end":
                    return null;
            }
        }

        return null;
    }

    public async Task<JsonObject?> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var buffer = new byte[128 * 1024];
        var length = 0;
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(length), patience.Token);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            length += received.Count;
            if (received.EndOfMessage)
                return JsonNode.Parse(buffer.AsSpan(0, length))!.AsObject();
        }
    }

    public Task CloseAsync() =>
        socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

    public void Drop() => socket.Abort();

    public void Dispose() => socket.Dispose();
}
