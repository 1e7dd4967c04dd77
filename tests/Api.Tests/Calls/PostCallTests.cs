using System.Security.Cryptography;
using System.Text;
using Platform.Calls.ElevenLabs;

namespace Platform.Calls;

public sealed class PostCallTests
{
    private const string Transcription =
        """
        {"type":"post_call_transcription","event_timestamp":1739537400,
         "data":{"agent_id":"a","conversation_id":"conv_1",
         "status":"done","new_field":[1,{"x":null}],
         "transcript":[{"role":"agent","message":"Hello","time_in_call_secs":0},
                       {"role":"user","message":"My tap drips","time_in_call_secs":3},
                       {"role":"agent","message":null,"tool_calls":[{}],"time_in_call_secs":4},
                       {"role":"agent","message":"I see","original_message":"I see, and where?","interrupted":true,
                        "time_in_call_secs":5}],
         "metadata":{"start_time_unix_secs":1739537297,"call_duration_secs":42,"termination_reason":"client ended",
          "phone_call":{"direction":"inbound","agent_number":"+15550199","external_number":"+15550100",
           "call_sid":"CA0123456789abcdef0123456789abcdef"}}}}
        """;

    private static readonly DateTimeOffset Received = new(2026, 3, 9, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_transcript_is_read_whole()
    {
        var sent = PostCall.Read(Encoding.UTF8.GetBytes(Transcription), Received)!;
        var start = DateTimeOffset.FromUnixTimeSeconds(1739537297);

        Assert.Equal(
            (PostCall.Transcription, "conv_1", CallStatus.Completed), (sent.Type, sent.ConversationId, sent.End));
        Assert.Equal("CA0123456789abcdef0123456789abcdef", sent.CallSid);
        Assert.Equal(("+15550199", "+15550100", CallDirection.Inbound),
            (sent.OurNumber, sent.TheirNumber, sent.Direction!.Value));
        Assert.Equal(
            (start, 42_000L, "client ended"), (sent.StartedAt, sent.DurationMs!.Value, sent.TerminationReason));
        Assert.Equal(
            [
                new CallTurn(1, Speaker.Agent, "Hello", start),
                new CallTurn(2, Speaker.Caller, "My tap drips", start.AddSeconds(3)),
                new CallTurn(3, Speaker.Agent, "I see, and where?", start.AddSeconds(5), true, "I see"),
            ],
            sent.Turns.ToArray());
    }

    [Theory]
    [InlineData("busy", CallStatus.Busy)]
    [InlineData("no-answer", CallStatus.NoAnswer)]
    [InlineData("unknown", CallStatus.Failed)]
    public void A_call_that_did_not_begin_says_why(string reason, CallStatus end)
    {
        var sent = PostCall.Read(Encoding.UTF8.GetBytes(
            $$$"""
            {"type":"call_initiation_failure","event_timestamp":1,
             "data":{"conversation_id":"c","failure_reason":"{{{reason}}}"}}
            """), Received)!;

        Assert.Equal((end, true), (sent.End, sent.HasFailed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"post_call_transcription","data":{}}""")]
    [InlineData("""{"type":"post_call_transcription","data":{"conversation_id":"../../etc/passwd"}}""")]
    [InlineData("""{"type":5,"data":{"conversation_id":"c"}}""")]
    [InlineData("""{"type":"post_call_transcription","data":{"conversation_id":"c\ud800"}}""")]
    public void What_is_no_message_is_null(string json) =>
        Assert.Null(PostCall.Read(Encoding.UTF8.GetBytes(json), Received));

    [Theory]
    [InlineData("""{"type":"t","data":{"conversation_id":"c","transcript":[1,null,{"message":5}],"metadata":3}}""")]
    [InlineData("""{"type":"t","data":{"conversation_id":"c","transcript":{},"metadata":{"call_duration_secs":-1}}}""")]
    [InlineData("""{"type":"t","data":{"conversation_id":"c"},"event_timestamp":1e300}""")]
    public void Odd_values_break_nothing(string json)
    {
        var sent = PostCall.Read(Encoding.UTF8.GetBytes(json), Received)!;

        Assert.Empty(sent.Turns);
        Assert.Null(sent.DurationMs);
        Assert.Equal(Received, sent.StartedAt);
    }

    [Fact]
    public void Thirty_megabytes_of_audio_go_by_in_pieces()
    {
        var audio = new byte[30 * 1024 * 1024 + 1];
        new Random(7).NextBytes(audio);
        using var message = new MemoryStream();
        message.Write("{\"type\":\"post_call_audio\",\"data\":{\"full_audio\" : \""u8);
        message.Write(Encoding.ASCII.GetBytes(
            Convert.ToBase64String(audio).Replace("/", "\\/", StringComparison.Ordinal)));
        message.Write("\",\"conversation_id\":\"conv_1\"}}"u8);
        message.Position = 0;
        using var copied = new MemoryStream();

        var rest = AudioCutter.Cut(message, copied)!;

        Assert.Equal(
            """{"type":"post_call_audio","data":{"full_audio" : "","conversation_id":"conv_1"}}""",
            Encoding.UTF8.GetString(rest));
        Assert.Equal(SHA256.HashData(audio), SHA256.HashData(copied.ToArray()));
    }

    [Theory]
    [InlineData("""{"full_audio":"not*base64"}""", null)]
    [InlineData("""{"full_audio":"QUJD""", null)]
    [InlineData("""{"full_audio":null,"a":"\"full_audio\":\"QUJD\""}""", 0)]
    [InlineData("""{"a":"full_audio","b":1}""", 0)]
    [InlineData("""{"full_audio":""}""", 0)]
    [InlineData("""{"full_audio":"QUJD"}""", 3)]
    public void Only_the_audio_is_cut_out(string json, int? audioBytes)
    {
        using var message = new MemoryStream(Encoding.UTF8.GetBytes(json));
        using var audio = new MemoryStream();

        var rest = AudioCutter.Cut(message, audio);

        Assert.Equal(audioBytes is null, rest is null);
        if (audioBytes is { } length)
            Assert.Equal(length, audio.Length);
    }
}
