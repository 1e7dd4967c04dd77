using System.Globalization;
using Platform.Calls;
using Platform.Testing;

namespace Platform.Faults;

/// <summary>A provider's account with a number that leads to a shop, and the requests that it sends.</summary>
internal sealed class Telephone
{
    public const string Voice = "/webhooks/twilio/voice";
    public const string Status = "/webhooks/twilio/status";

    private readonly HttpClient _stranger;
    private readonly DateTimeOffset _since = TimeProvider.System.GetUtcNow();

    private Telephone(PlatformProcess platform, string number)
    {
        PublicUrl = platform.Address.ToString().TrimEnd('/');
        _stranger = new() { BaseAddress = platform.Address, Timeout = TimeSpan.FromSeconds(30) };
        Number = number;
    }

    /// <summary>What the provider takes to be the platform's address, and signs.</summary>
    public string PublicUrl { get; }

    public string AccountSid { get; } = $"AC{Guid.NewGuid():N}";

    public string Token { get; } = Guid.NewGuid().ToString("N");

    public string Number { get; }

    /// <summary>Sets it up for the account of a client, who needs a shop.</summary>
    public static async Task<Telephone> InstallAsync(Scene scene, HttpClient member, string number)
    {
        var phone = new Telephone(scene.Platform, number);
        var shop = await member.ShopAsync();
        (await member.CreateAsync(
            $"/api/v1/shops/{shop}/numbers", new { phone_number = number, provider = "twilio" })).Expect(201);
        await phone.AddSecretAsync(member, phone.Token);
        return phone;
    }

    /// <summary>A further secret, as during a rotation.</summary>
    public async Task AddSecretAsync(HttpClient member, string secret) =>
        (await member.CreateAsync(
            "/api/v1/provider-credentials",
            new { provider = "twilio", external_account_id = AccountSid, secret })).Expect(201);

    public static string NewCallSid() => $"CA{Guid.NewGuid():N}";

    /// <summary>A report of a call.</summary>
    public (string Name, string Value)[] Form(string callSid, string status, int sequence = 1) =>
    [
        ("CallSid", callSid), ("AccountSid", AccountSid), ("From", "+14155550123"), ("To", Number),
        ("CallStatus", status), ("Direction", "inbound"), ("ApiVersion", "2010-04-01"),
        ("SequenceNumber", sequence.ToString(CultureInfo.InvariantCulture)), ("CallbackSource", "call-progress-events"),
        ("Timestamp", _since.AddSeconds(sequence).ToString("R", CultureInfo.InvariantCulture)),
    ];

    /// <summary>Sends it signed.</summary>
    public Task<Answer> PostAsync(string path, (string, string)[] form) =>
        SendAsync(path, form, OwnSigner.Twilio(Token, PublicUrl + path, form));

    /// <summary>Sends it with any signature, or none.</summary>
    public Task<Answer> SendAsync(
        string path, (string, string)[] form, string? signature, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent(OwnSigner.Encode(form)),
        };
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        if (signature is not null)
            request.Headers.TryAddWithoutValidation("X-Twilio-Signature", signature);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return ReadAsync(request);
    }

    /// <summary>Sends anything as somebody who is not signed in.</summary>
    public async Task<Answer> ReadAsync(HttpRequestMessage request)
    {
        using (request)
            return await _stranger.ReadAsync(request);
    }
}
