using System.Xml.Linq;
using Platform.Calls.Twilio;

namespace Platform.Calls;

public sealed class TwiMLTests
{
    [Fact]
    public void A_greeting_is_text_and_never_markup()
    {
        const string greeting = "Hi \"<Dial>+1900</Dial>\" & welcome]]>\u0001\ud800 \ud83d\ude00";
        var relay = new RelayConnection(
            "wss://x.example/relay/a.b", "https://x.example/ended", greeting, "en-US", [new("call", "1&2")]);

        var response = XDocument.Parse(TwiML.Connect(relay)).Root!;

        Assert.Equal(["Connect"], response.Elements().Select(element => element.Name.LocalName));
        var connect = response.Element("Connect")!;
        Assert.Equal("https://x.example/ended", connect.Attribute("action")!.Value);
        var conversation = Assert.Single(connect.Elements());
        Assert.Equal("ConversationRelay", conversation.Name.LocalName);
        Assert.Equal("wss://x.example/relay/a.b", conversation.Attribute("url")!.Value);
        Assert.Equal(
            "Hi \"<Dial>+1900</Dial>\" & welcome]]> \ud83d\ude00", conversation.Attribute("welcomeGreeting")!.Value);
        var parameter = Assert.Single(conversation.Elements());
        Assert.Equal(("call", "1&2"), (parameter.Attribute("name")!.Value, parameter.Attribute("value")!.Value));
    }

    [Fact]
    public void A_conversation_that_goes_on_has_no_greeting() =>
        Assert.DoesNotContain(
            "welcomeGreeting=",
            TwiML.Connect(new RelayConnection("wss://x.example/r", "https://x.example/e", null, null, [])),
            StringComparison.Ordinal);

    [Fact]
    public void A_refusal_is_said_and_then_hung_up()
    {
        var response = XDocument.Parse(TwiML.SayAndHangUp("Sorry <b>&")).Root!;

        Assert.Equal(["Say", "Hangup"], response.Elements().Select(element => element.Name.LocalName));
        Assert.Equal("Sorry <b>&", response.Element("Say")!.Value);
    }

    [Fact]
    public void The_document_says_that_it_is_utf_8() =>
        Assert.Equal("utf-8", XDocument.Parse(TwiML.HangUp()).Declaration!.Encoding);
}
