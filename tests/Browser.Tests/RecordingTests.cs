using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Platform.Browsing;

[Collection(ProductCollection.Name)]
public sealed class RecordingTests(Product product)
{
    private const int FrameBytes = 417;

    [Fact]
    public async Task What_a_hosted_agent_recorded_can_be_listened_to_on_the_calls_page()
    {
        var conversation = $"conv_{Guid.NewGuid():N}";
        await product.ReportAsync(Transcript(conversation));
        await product.ReportAsync(new JsonObject
        {
            ["type"] = "post_call_audio",
            ["data"] = new JsonObject
            {
                ["conversation_id"] = conversation,
                ["full_audio"] = Convert.ToBase64String(Silence(frames: 80)),
            },
        }.ToJsonString());
        var calls = await product.Admin.GetAsync($"/api/v1/calls?q={conversation}", CancellationToken.None);
        var call = Assert.Single(calls["items"]!.AsArray())!;
        var page = await product.OpenSignedInAsync();
        await page.GotoAsync($"/calls/{call["id"]}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Listen to the recording" }).ClickAsync();

        var audio = page.GetByLabel("Recording of the call");
        await page.WaitForFunctionAsync("audio => audio.duration > 1", await audio.ElementHandleAsync());
    }

    private static string Transcript(string conversation) => new JsonObject
    {
        ["type"] = "post_call_transcription",
        ["data"] = new JsonObject
        {
            ["conversation_id"] = conversation,
            ["transcript"] = new JsonArray(new JsonObject { ["role"] = "user", ["message"] = "My tap drips" }),
            ["metadata"] = new JsonObject
            {
                ["call_duration_secs"] = 2,
                ["phone_call"] = new JsonObject
                {
                    ["direction"] = "inbound",
                    ["agent_number"] = Product.Number,
                    ["external_number"] = "+14155550123",
                },
            },
        },
    }.ToJsonString();

    // Frames of MPEG-1 layer III, 128 kbit/s at 44.1 kHz, in which nothing is said: 26 ms each.
    private static byte[] Silence(int frames)
    {
        var mp3 = new byte[frames * FrameBytes];
        for (var frame = 0; frame < frames; frame++)
            ((byte[])[0xff, 0xfb, 0x90, 0x00]).CopyTo(mp3, frame * FrameBytes);
        return mp3;
    }
}
