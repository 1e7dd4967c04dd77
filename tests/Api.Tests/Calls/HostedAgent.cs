using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Api;

namespace Platform.Calls;

/// <summary>A hosted agent's provider as a shop's number knows it: it signs what it sends after a call.</summary>
internal sealed class HostedAgent
{
    /// <summary>When its conversations begin.</summary>
    public static readonly DateTimeOffset Began = DateTimeOffset.FromUnixTimeSeconds(1739537297);

    private const string Path = "/webhooks/elevenlabs";

    private readonly ApiFixture _api;

    private HostedAgent(ApiFixture api, TestLine line, string secret) => (_api, Line, Secret) = (api, line, secret);

    public TestLine Line { get; }

    public string Secret { get; }

    /// <summary>For a shop of its own.</summary>
    public static async Task<HostedAgent> CreateAsync(ApiFixture api)
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        var secret = Guid.NewGuid().ToString("N");
        await (await api.Owner.CreateAsync("/api/v1/provider-credentials", new
        {
            provider = "elevenlabs",
            external_account_id = Guid.NewGuid().ToString("N"),
            secret,
        })).JsonAsync(201);
        return new HostedAgent(api, line, secret);
    }

    /// <summary>The id of a call that was recorded.</summary>
    public static async Task<Guid> RecordedAsync(ApiFixture api)
    {
        var agent = await CreateAsync(api);
        var conversation = NewConversation();
        await agent.ReportAsync(agent.Transcript(conversation));
        await agent.ReportAsync(Audio(conversation, "a voice"u8.ToArray()));
        return CallId.Of("elevenlabs", conversation);
    }

    public static string NewConversation() => Guid.NewGuid().ToString("N");

    /// <summary>What was said: "Hello", "My tap drips".</summary>
    public byte[] Transcript(string conversation, string? callSid = null)
    {
        var phone = new JsonObject
        {
            ["direction"] = "inbound",
            ["agent_number"] = Line.Number,
            ["external_number"] = Line.From,
        };
        if (callSid is not null)
            phone["call_sid"] = callSid;
        return Encoding.UTF8.GetBytes(new JsonObject
        {
            ["type"] = "post_call_transcription",
            ["event_timestamp"] = 1739537400,
            ["data"] = new JsonObject
            {
                ["conversation_id"] = conversation,
                ["status"] = "done",
                ["transcript"] = new JsonArray(
                    new JsonObject { ["role"] = "agent", ["message"] = "Hello", ["time_in_call_secs"] = 0 },
                    new JsonObject { ["role"] = "user", ["message"] = "My tap drips", ["time_in_call_secs"] = 3 }),
                ["metadata"] = new JsonObject
                {
                    ["start_time_unix_secs"] = Began.ToUnixTimeSeconds(),
                    ["call_duration_secs"] = 42,
                    ["phone_call"] = phone,
                },
            },
        }.ToJsonString());
    }

    /// <summary>The recording, which names nothing but the conversation.</summary>
    public static byte[] Audio(string conversation, byte[] audio) => Encoding.ASCII.GetBytes(
        $$$"""
        {"type":"post_call_audio","event_timestamp":1739537401,"data":{"conversation_id":"{{{conversation}}}",
         "full_audio":"{{{Convert.ToBase64String(audio)}}}"}}
        """);

    /// <summary>Sends it, and is believed.</summary>
    public async Task ReportAsync(byte[] body) => Assert.Equal(HttpStatusCode.OK, (await SendAsync(body)).StatusCode);

    public Task<HttpResponseMessage> SendAsync(byte[] body) => SendWithAsync(
        body, OwnSigner.ElevenLabs(Secret, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), body));

    /// <summary>Sends it with a signature's header; empty for none.</summary>
    public Task<HttpResponseMessage> SendWithAsync(byte[] body, string header)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.ExpectContinue = true;
        if (header.Length > 0)
            request.Headers.TryAddWithoutValidation("ElevenLabs-Signature", header);
        return _api.Stranger.SendAsync(request);
    }
}
