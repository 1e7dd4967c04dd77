using System.Text;
using Platform.Calls.Twilio;

namespace Platform.Calls;

public sealed class TwilioSignatureTests
{
    private const string Token = "12345";
    private const string Url = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private const string Signature = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
    private const string BodyUrl = "https://mycompany.com/myapp.php?bodySHA256=" + BodyHash;
    private const string BodyHash = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";
    private const string BodySignature = "y77kIzt2vzLz71DgmJGsen2scGs=";

    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"property": "value", "boolean": true}""");

    private static readonly (string Name, string Value)[] Form =
    [
        ("CallSid", "CA1234567890ABCDE"),
        ("Caller", "+14158675309"),
        ("Digits", "1234"),
        ("From", "+14158675309"),
        ("To", "+18005551212"),
    ];

    [Fact]
    public void The_published_form_verifies() => Assert.True(Signs(Signature, Token, Url, Form));

    [Fact]
    public void The_published_web_socket_verifies() =>
        Assert.True(Signs("XXxjOMeHo/XMXMdEl3ZSHTlT6/0=", Token, "wss://relay.example.com/ops/relay"));

    [Fact]
    public void The_published_json_body_verifies() =>
        Assert.True(TwilioSignature.SignsBody(BodySignature, Token, BodyUrl, Body));

    [Theory]
    [InlineData("https://mycompany.com:443/myapp.php?foo=1&bar=2", true)]
    [InlineData("https://mycompany.com:8443/myapp.php?foo=1&bar=2", true)] // The provider drops the port it was given.
    [InlineData("HTTPS://mycompany.com/myapp.php?foo=1&bar=2", false)]
    [InlineData("https://MyCompany.com/myapp.php?foo=1&bar=2", false)]
    [InlineData("http://mycompany.com/myapp.php?foo=1&bar=2", false)]
    [InlineData("https://mycompany.com/myapp.php?bar=2&foo=1", false)]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2&", false)]
    [InlineData("https://mycompany.com/myapp.php", false)]
    [InlineData("https://mycompany.com/myapp.php/?foo=1&bar=2", false)]
    [InlineData("https://mycompany.com.evil.example/myapp.php?foo=1&bar=2", false)]
    public void Only_the_port_may_differ(string url, bool verifies) =>
        Assert.Equal(verifies, Signs(Signature, Token, url, Form));

    [Theory]
    [InlineData("https://a.example/x", "https://a.example:443/x")]
    [InlineData("http://a.example/x", "http://a.example:80/x")]
    [InlineData("wss://a.example/x", "wss://a.example:443/x")]
    [InlineData("https://a.example", "https://a.example:443")]
    [InlineData("https://a.example?q=1:2", "https://a.example:443?q=1:2")]
    [InlineData("https://[::1]/x", "https://[::1]:443/x")]
    [InlineData("https://a.example:8443/x", "https://a.example:8443/x")]
    public void What_was_signed_with_its_port_verifies(string configured, string signed) =>
        Assert.True(Signs(OwnSigner.Twilio(Token, signed, Form), Token, configured, Form));

    [Fact]
    public void Repeated_names_are_signed_once_a_value_and_sorted()
    {
        (string, string)[] sent = [("Event", "ringing"), ("B", "2"), ("Event", "answered"), ("Event", "ringing")];
        const string message = Url + "B2EventansweredEventringing";
        var signature = OwnSigner.Twilio(Token, message);

        Assert.True(Signs(signature, Token, Url, sent));
        Assert.False(Signs(OwnSigner.Twilio(Token, Url + "B2Eventringing,answered,ringing"), Token, Url, sent));
    }

    [Fact]
    public void Names_are_sorted_by_code_unit_and_an_empty_value_leaves_its_name()
    {
        (string, string)[] sent = [("a", "1"), ("B", ""), ("_", "2"), ("Ä", "3")];

        Assert.True(Signs(OwnSigner.Twilio(Token, Url + "B_2a1Ä3"), Token, Url, sent));
    }

    [Theory]
    [InlineData("")]
    [InlineData("RSOYDt4T1cUTdK1PDd93/VVr8B8")]
    [InlineData(" RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("RSOYDt4T1cUTdK1PDd93/VVr8B9=")]
    [InlineData("rsoydT4t1CutDk1pdD93/vvR8b8=")]
    [InlineData("not base64 at all, but long enough")]
    public void Another_header_does_not_verify(string header) => Assert.False(Signs(header, Token, Url, Form));

    [Fact]
    public void A_json_body_needs_both_hashes()
    {
        var changed = Encoding.UTF8.GetBytes("""{"property": "other", "boolean": true}""");
        var upper = "https://mycompany.com/myapp.php?bodySHA256=" + BodyHash.ToUpperInvariant();
        var twice = BodyUrl + "&bodySHA256=" + BodyHash;
        const string without = "https://mycompany.com/myapp.php";

        Assert.False(TwilioSignature.SignsBody(BodySignature, Token, BodyUrl, changed));
        Assert.False(TwilioSignature.SignsBody(OwnSigner.Twilio(Token, upper), Token, upper, Body));
        Assert.False(TwilioSignature.SignsBody(OwnSigner.Twilio(Token, twice), Token, twice, Body));
        Assert.False(TwilioSignature.SignsBody(OwnSigner.Twilio(Token, without), Token, without, Body));
        Assert.False(TwilioSignature.SignsBody(OwnSigner.Twilio("54321", BodyUrl), Token, BodyUrl, Body));
    }

    internal static bool Signs(string header, string token, string url, params (string Name, string Value)[] form) =>
        TwilioSignature.Signs(header, token, url, RawForm.Parse(OwnSigner.Encode(form))!.Pairs);
}
