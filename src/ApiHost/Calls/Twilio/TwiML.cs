using System.Text;
using System.Xml;

namespace Platform.Calls.Twilio;

/// <summary>What the telephony provider is told to do. Written by an XML writer: greetings come from shops, and text
/// from people is never markup.</summary>
internal static class TwiML
{
    /// <summary>Anything longer is refused by the provider.</summary>
    public const int BytesMax = 64 * 1024;

    public const string ContentType = "application/xml";

    /// <summary>Connects the caller with the conversation, and names where to go when the connection ends.</summary>
    public static string Connect(RelayConnection relay) => Response(xml =>
    {
        xml.WriteStartElement("Connect");
        xml.WriteAttributeString("action", Clean(relay.ActionUrl));
        xml.WriteStartElement("ConversationRelay");
        xml.WriteAttributeString("url", Clean(relay.SocketUrl));
        if (relay.Greeting is { Length: > 0 } greeting)
            xml.WriteAttributeString("welcomeGreeting", Clean(greeting));
        xml.WriteAttributeString("welcomeGreetingInterruptible", "any");
        xml.WriteAttributeString("interruptible", "any");
        xml.WriteAttributeString("dtmfDetection", "true");
        if (relay.Language is { } language)
            xml.WriteAttributeString("language", Clean(language));
        foreach (var (name, value) in relay.Parameters)
        {
            xml.WriteStartElement("Parameter");
            xml.WriteAttributeString("name", Clean(name));
            xml.WriteAttributeString("value", Clean(value));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    /// <summary>Says a sentence and hangs up.</summary>
    public static string SayAndHangUp(string text) => Response(xml =>
    {
        xml.WriteElementString("Say", Clean(text));
        xml.WriteStartElement("Hangup");
        xml.WriteEndElement();
    });

    /// <summary>Hangs up without a word.</summary>
    public static string HangUp() => Response(xml =>
    {
        xml.WriteStartElement("Hangup");
        xml.WriteEndElement();
    });

    private static string Response(Action<XmlWriter> write)
    {
        var text = new Utf8StringWriter();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Encoding = Encoding.UTF8 }))
        {
            xml.WriteStartElement("Response");
            write(xml);
            xml.WriteEndElement();
        }

        return text.ToString();
    }

    // Control characters and lone surrogates are no XML at all: the writer would throw, and the caller would hear an
    // error.
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
            {
                clean.Append(text[i]);
            }
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                clean.Append(text[i]).Append(text[i + 1]);
                i++;
            }
        }

        return clean.ToString();
    }

    private sealed class Utf8StringWriter : StringWriter
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}

/// <summary>What a conversation's connection needs to know.</summary>
/// <param name="SocketUrl">The <c>wss</c> address, without a query.</param>
/// <param name="ActionUrl">Asked when the conversation has ended or its connection was lost.</param>
/// <param name="Greeting">The first words, or null for none (a conversation that goes on).</param>
/// <param name="Language">BCP 47, or null for the provider's default.</param>
/// <param name="Parameters">Echoed in the first message of the conversation.</param>
internal sealed record RelayConnection(
    string SocketUrl,
    string ActionUrl,
    string? Greeting,
    string? Language,
    IReadOnlyList<KeyValuePair<string, string>> Parameters);
