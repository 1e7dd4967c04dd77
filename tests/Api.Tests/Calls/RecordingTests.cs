using System.Net;
using System.Net.Http.Headers;
using Platform.Api;

namespace Platform.Calls;

/// <summary>What a hosted agent recorded is the call's, in whatever order it came, until its caller is
/// erased.</summary>
public sealed class RecordingTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly byte[] Voice = "ID3, and then a voice"u8.ToArray();

    [Fact]
    public async Task Thirty_megabytes_of_audio_become_a_recording_and_seventy_are_too_much()
    {
        var agent = await HostedAgent.CreateAsync(api);
        var conversation = HostedAgent.NewConversation();
        var audio = new byte[22 * 1024 * 1024];
        new Random(11).NextBytes(audio);

        await agent.ReportAsync(agent.Transcript(conversation));
        await agent.ReportAsync(HostedAgent.Audio(conversation, audio));

        var path = $"/api/v1/calls/{CallId.Of("elevenlabs", conversation)}";
        Assert.True((await (await api.Owner.GetAsync(path)).JsonAsync(200))["has_recording"]!.GetValue<bool>());
        using var heard = await api.Owner.GetAsync($"{path}/recording");
        Assert.Equal(("audio/mpeg", "private, no-store"), (
            heard.Content.Headers.ContentType!.MediaType,
            string.Join(", ", heard.Headers.CacheControl!.ToString().Split(", ").OrderDescending())));
        Assert.Equal(audio, await heard.Content.ReadAsByteArrayAsync());
        Assert.Empty(Directory.GetFiles(Path.Combine(api.DataDirectory, "incoming")));
        var large = new byte[70 * 1024 * 1024];
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await agent.SendAsync(large)).StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_recording_finds_the_call_that_another_provider_carried_before_or_after_its_report(bool isFirst)
    {
        var agent = await HostedAgent.CreateAsync(api);
        var (conversation, sid) = (HostedAgent.NewConversation(), TestLine.NewCallSid());
        await agent.Line.PostAsync("/webhooks/twilio/status", agent.Line.Form(sid, "completed", TestLine.Numbered(3)));
        byte[][] sent = [agent.Transcript(conversation, sid), HostedAgent.Audio(conversation, Voice)];

        foreach (var body in isFirst ? sent.Reverse() : sent)
            await agent.ReportAsync(body);

        Assert.Equal(Voice, await HeardAsync(CallId.Of("twilio", sid)));
        // It names no number, which is nothing to be alarmed about.
        var alerts = await (await api.Owner.GetAsync("/api/v1/alerts")).JsonAsync(200);
        Assert.DoesNotContain("(none)", alerts.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_of_it_can_be_asked_for()
    {
        var id = await HostedAgent.RecordedAsync(api);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/calls/{id}/recording");
        request.Headers.Range = new RangeHeaderValue(2, 4);

        using var heard = await api.Owner.SendAsync(request);

        Assert.Equal(HttpStatusCode.PartialContent, heard.StatusCode);
        Assert.Equal("voi", await heard.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_call_that_nobody_recorded_has_none()
    {
        var agent = await HostedAgent.CreateAsync(api);
        var conversation = HostedAgent.NewConversation();
        await agent.ReportAsync(agent.Transcript(conversation));

        await (await api.Owner.GetAsync($"/api/v1/calls/{CallId.Of("elevenlabs", conversation)}/recording"))
            .ProblemAsync(404, "not-found");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_the_caller_the_recording_goes_and_none_comes_later(bool cameBefore)
    {
        var agent = await HostedAgent.CreateAsync(api);
        var conversation = HostedAgent.NewConversation();
        var id = CallId.Of("elevenlabs", conversation);
        await agent.ReportAsync(agent.Transcript(conversation));
        if (cameBefore)
        {
            await agent.ReportAsync(HostedAgent.Audio(conversation, Voice));
            Assert.Equal(Voice, await HeardAsync(id));
        }

        await EraseAsync(id);
        if (!cameBefore)
            await agent.ReportAsync(HostedAgent.Audio(conversation, Voice));

        await (await api.Owner.GetAsync($"/api/v1/calls/{id}/recording")).ProblemAsync(404, "not-found");
        var call = await (await api.Owner.GetAsync($"/api/v1/calls/{id}")).JsonAsync(200);
        Assert.False(call["has_recording"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_recording_that_waited_for_its_call_goes_when_the_caller_was_erased_meanwhile()
    {
        var agent = await HostedAgent.CreateAsync(api);
        var (conversation, sid) = (HostedAgent.NewConversation(), TestLine.NewCallSid());
        var id = CallId.Of("twilio", sid);
        await agent.Line.PostAsync("/webhooks/twilio/status", agent.Line.Form(sid, "completed", TestLine.Numbered(3)));
        await agent.ReportAsync(HostedAgent.Audio(conversation, Voice));
        await EraseAsync(id);

        await agent.ReportAsync(agent.Transcript(conversation, sid));

        await (await api.Owner.GetAsync($"/api/v1/calls/{id}/recording")).ProblemAsync(404, "not-found");
    }

    private async Task EraseAsync(Guid id) =>
        await (await api.Owner.CreateAsync($"/api/v1/calls/{id}/erase-person", new { reason = "asked" }))
            .JsonAsync(200);

    private async Task<byte[]> HeardAsync(Guid callId)
    {
        using var heard = await api.Owner.GetAsync($"/api/v1/calls/{callId}/recording");
        Assert.Equal(HttpStatusCode.OK, heard.StatusCode);
        return await heard.Content.ReadAsByteArrayAsync();
    }
}
