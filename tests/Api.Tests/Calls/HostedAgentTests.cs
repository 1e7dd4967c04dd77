using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Api;

namespace Platform.Calls;

/// <summary>What a hosted agent's provider sends after a call, through the real host.</summary>
public sealed class HostedAgentTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Path = "/webhooks/elevenlabs";

    [Fact]
    public async Task A_transcript_becomes_a_calls_turns_once()
    {
        var (line, secret) = await CreateAsync();
        var conversation = Guid.NewGuid().ToString("N");
        var body = Transcript(line.Number, conversation);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(body, secret)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        var id = CallId.Of("elevenlabs", conversation);
        var call = await (await api.Owner.GetAsync($"/api/v1/calls/{id}")).JsonAsync(200);
        Assert.Equal(("elevenlabs", "completed", 42_000L, 2, 1), (
            call["provider"]!.GetValue<string>(), call["status"]!.GetValue<string>(),
            call["duration_ms"]!.GetValue<long>(), call["turn_count"]!.GetValue<int>(),
            call["version"]!.GetValue<int>()));
        var turns = (await (await api.Owner.GetAsync($"/api/v1/calls/{id}/turns")).JsonAsync(200))["items"]!.AsArray();
        Assert.Equal(["Hello", "My tap drips"], turns.Select(turn => turn!["text"]!.GetValue<string>()));
    }

    [Fact]
    public async Task What_the_telephony_provider_reports_too_is_one_call()
    {
        var (line, secret) = await CreateAsync();
        var sid = TestLine.NewCallSid();
        await line.PostAsync("/webhooks/twilio/status", line.Form(sid, "in-progress", TestLine.Numbered(2)));

        var answer = await SendAsync(Transcript(line.Number, Guid.NewGuid().ToString("N"), sid), secret);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var call = await (await api.Owner.GetAsync($"/api/v1/calls/{CallId.Of("twilio", sid)}")).JsonAsync(200);
        Assert.Equal(("twilio", "in_progress", 2), (
            call["provider"]!.GetValue<string>(), call["status"]!.GetValue<string>(),
            call["turn_count"]!.GetValue<int>()));
    }

    [Fact]
    public async Task What_is_forged_old_or_from_the_future_is_403_and_does_nothing()
    {
        var (line, secret) = await CreateAsync();
        var conversation = Guid.NewGuid().ToString("N");
        var body = Transcript(line.Number, conversation);
        var changed = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(body).Replace("tap", "cat", StringComparison.Ordinal));
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

        foreach (var (sent, header) in new[]
        {
            (changed, OwnSigner.ElevenLabs(secret, now, body)),
            (body, OwnSigner.ElevenLabs("another", now, body)),
            (body, OwnSigner.ElevenLabs(secret, now - 1900, body)),
            (body, OwnSigner.ElevenLabs(secret, now + 1900, body)),
            (body, ""),
        })
        {
            await (await SendWithAsync(sent, header)).ProblemAsync(403, "webhook-refused");
        }

        await (await api.Owner.GetAsync($"/api/v1/calls/{CallId.Of("elevenlabs", conversation)}"))
            .ProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task Thirty_megabytes_of_audio_become_a_recording_and_seventy_are_too_much()
    {
        var (line, secret) = await CreateAsync();
        var conversation = Guid.NewGuid().ToString("N");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(Transcript(line.Number, conversation), secret)).StatusCode);
        var audio = new byte[22 * 1024 * 1024];
        new Random(11).NextBytes(audio);
        var body = Encoding.ASCII.GetBytes(
            $$$"""
            {"type":"post_call_audio","event_timestamp":1,"data":{"conversation_id":"{{{conversation}}}",
             "full_audio":"{{{Convert.ToBase64String(audio)}}}"}}
            """);

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(body, secret)).StatusCode);

        var file = Assert.Single(
            Directory.GetFiles(api.DataDirectory, conversation + ".mp3", SearchOption.AllDirectories));
        Assert.Equal(audio, await File.ReadAllBytesAsync(file));
        Assert.Empty(Directory.GetFiles(System.IO.Path.Combine(api.DataDirectory, "incoming")));
        var large = new byte[70 * 1024 * 1024];
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(large, secret)).StatusCode);
    }

    private static byte[] Transcript(string number, string conversation, string? callSid = null)
    {
        var phone = new JsonObject
        {
            ["direction"] = "inbound",
            ["agent_number"] = number,
            ["external_number"] = "+14155550123",
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
                    ["start_time_unix_secs"] = 1739537297,
                    ["call_duration_secs"] = 42,
                    ["phone_call"] = phone,
                },
            },
        }.ToJsonString());
    }

    private async Task<(TestLine, string)> CreateAsync()
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        var secret = Guid.NewGuid().ToString("N");
        await (await api.Owner.CreateAsync("/api/v1/provider-credentials", new
        {
            provider = "elevenlabs",
            external_account_id = Guid.NewGuid().ToString("N"),
            secret,
        })).JsonAsync(201);
        return (line, secret);
    }

    private Task<HttpResponseMessage> SendAsync(byte[] body, string secret) => SendWithAsync(
        body, OwnSigner.ElevenLabs(secret, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), body));

    private Task<HttpResponseMessage> SendWithAsync(byte[] body, string header)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.ExpectContinue = true;
        if (header.Length > 0)
            request.Headers.TryAddWithoutValidation("ElevenLabs-Signature", header);
        return api.Stranger.SendAsync(request);
    }
}
