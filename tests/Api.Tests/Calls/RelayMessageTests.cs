using System.Text;
using Platform.Calls.Twilio;

namespace Platform.Calls;

public sealed class RelayMessageTests
{
    [Fact]
    public void The_first_message_names_the_call() => Assert.Equal(
        new RelaySetup("VX1", "AC1", "CA1", "+15550100", "+15550199"),
        Parse(
            """
            {"type":"setup","sessionId":"VX1","accountSid":"AC1","parentCallSid":null,"callSid":"CA1",
             "from":"+15550100","to":"+15550199","forwardedFrom":"","callType":"PSTN","callStatus":"RINGING",
             "customParameters":{"a":"b"}}
            """));

    [Theory]
    [InlineData("""{"type":"prompt","voicePrompt":"Hello","lang":"en-US","last":true}""", true)]
    [InlineData("""{"type":"prompt","voicePrompt":"Hello","lang":"en-US"}""", true)]
    [InlineData("""{"type":"prompt","voicePrompt":"Hello","lang":"en-US","last":false}""", false)]
    [InlineData("""{"type":"prompt","voicePrompt":"Hello","lang":"en-US","last":"false"}""", false)]
    [InlineData("""{"type":"prompt","voicePrompt":"Hello","lang":"en-US","final":false}""", true)]
    public void A_prompt_says_whether_it_is_the_last(string frame, bool isLast) =>
        Assert.Equal(new RelayPrompt("Hello", "en-US", isLast), Parse(frame));

    [Theory]
    [InlineData("1234", 1234L)]
    [InlineData("\"1234\"", 1234L)]
    [InlineData("1234.7", 1234L)]
    [InlineData("\"soon\"", null)]
    [InlineData("-5", null)]
    [InlineData("1e300", null)]
    [InlineData("null", null)]
    public void An_interruption_has_its_duration_as_a_number_or_as_text(string duration, long? milliseconds) =>
        Assert.Equal(
            new RelayInterrupt("I heard", milliseconds),
            Parse(
                $$"""
                {"type":"interrupt","utteranceUntilInterrupt":"I heard","durationUntilInterruptMs":{{duration}}}
                """));

    [Fact]
    public void Keys_and_complaints_are_read()
    {
        Assert.Equal(new RelayDtmf("5"), Parse("""{"type":"dtmf","digit":"5"}"""));
        Assert.Equal(new RelayError("64107"), Parse("""{"type":"error","description":"64107"}"""));
    }

    [Fact]
    public void What_is_not_known_is_ignored_and_not_an_error() => Assert.Equal(
        new RelayUnknown("info"), Parse("""{"type":"info","name":"tokensPlayed","value":"Hi","new":[{"a":{}}]}"""));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"prompt\"")]
    [InlineData("{\"type\":5}")]
    [InlineData("{\"voicePrompt\":\"x\"}")]
    [InlineData("{\"type\":\"prompt\"")]
    [InlineData("{\"type\":\"prompt\",\"voicePrompt\":\"\\ud800\"}")]
    public void What_is_no_message_is_null(string frame) => Assert.Null(Parse(frame));

    [Fact]
    public void Deep_nesting_is_refused() =>
        Assert.Null(Parse("{\"type\":\"info\",\"value\":" + new string('[', 5000) + new string(']', 5000) + "}"));

    [Fact]
    public void What_we_say_is_what_the_protocol_names()
    {
        Assert.Equal(
            """{"type":"text","token":"Hi \"there\" é","last":false}""",
            Encoding.UTF8.GetString(RelayFrames.Text("Hi \"there\" é", isLast: false)));
        Assert.Equal("""{"type":"end","handoffData":"{}"}""", Encoding.UTF8.GetString(RelayFrames.End("{}")));
        Assert.Equal("""{"type":"end"}""", Encoding.UTF8.GetString(RelayFrames.End(null)));
    }

    private static RelayMessage? Parse(string frame) => RelayMessage.Parse(Encoding.UTF8.GetBytes(frame));
}
