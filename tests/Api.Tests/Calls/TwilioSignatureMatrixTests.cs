using Platform.Calls.Twilio;

namespace Platform.Calls;

/// <summary>A generated matrix: every valid form verifies, and no altered one does.</summary>
public sealed class TwilioSignatureMatrixTests
{
    private const int Seed = 20260311;
    private const int FormsCount = 400;
    private const int AlterationsPerForm = 25;
    private const string Alphabet = "abcXYZ019 +&=%/?#-_.~!*'()äß漢😀\t";

    [Fact]
    public void Every_valid_form_verifies_and_no_altered_one_does()
    {
        var random = new Random(Seed);
        var accepted = 0;
        var forged = 0;
        for (var i = 0; i < FormsCount; i++)
        {
            var request = Generate(random);
            Assert.True(request.Verifies(), $"form {i} of seed {Seed}: {request}");
            accepted++;
            for (var j = 0; j < AlterationsPerForm; j++)
            {
                var (altered, what) = Alter(request, random);
                Assert.False(altered.Verifies(), $"form {i} of seed {Seed}, {what}: {altered}");
                forged++;
            }
        }

        Assert.Equal((FormsCount, FormsCount * AlterationsPerForm), (accepted, forged));
    }

    private static Request Generate(Random random)
    {
        var form = Enumerable.Range(0, random.Next(12)).Select(_ => (Word(random, 1), Word(random, 0))).ToList();
        if (form.Count > 0)
        {
            foreach (var _ in Enumerable.Range(0, random.Next(4)))
                form.Add((form[random.Next(form.Count)].Item1, Word(random, 0)));
        }

        var scheme = Pick(random, "https", "http", "wss");
        var query = random.Next(2) == 0 ? "" : "?" + Uri.EscapeDataString(Word(random, 1)) + "=1&b=%2F+x";
        var configured = $"{scheme}://calls.example.com{Pick(random, "", ":8443")}/base/hook{query}";
        var signed = random.Next(2) == 0 || configured.Contains(":8443", StringComparison.Ordinal)
            ? configured
            : configured.Replace(".com", scheme == "http" ? ".com:80" : ".com:443", StringComparison.Ordinal);
        var token = Convert.ToHexStringLower(Bytes(random, 16));
        var pairs = form.ToArray();
        return new(OwnSigner.Twilio(token, signed, pairs), token, configured, OwnSigner.Encode(pairs));
    }

    private static (Request, string) Alter(Request request, Random random)
    {
        while (true)
        {
            var (altered, what) = random.Next(6) switch
            {
                0 => (request with { Header = Flip(request.Header, random) }, "a bit of the header"),
                1 => (request with { Url = Flip(request.Url, random) }, "a bit of the address"),
                2 => (request with { Body = Flip(request.Body, random) }, "a bit of the body"),
                3 => (request with { Token = Flip(request.Token, random) }, "another secret"),
                4 => (request with { Body = [.. request.Body, .. "&Extra=1"u8] }, "one pair more"),
                _ => (request with { Header = "" }, "no header"),
            };

            if (!altered.MeansTheSameAs(request))
                return (altered, what);
        }
    }

    private static string Word(Random random, int lengthMin)
    {
        var runes = Alphabet.EnumerateRunes().ToArray();
        var length = random.Next(lengthMin, 12);
        return string.Concat(Enumerable.Range(0, length).Select(_ => runes[random.Next(runes.Length)].ToString()));
    }

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Flip(string text, Random random)
    {
        var at = random.Next(text.Length);
        var flipped = (char)(text[at] ^ (1 << random.Next(7)));
        return string.Concat(text.AsSpan(0, at), flipped.ToString(), text.AsSpan(at + 1));
    }

    private static byte[] Flip(byte[] body, Random random)
    {
        if (body.Length == 0)
            return "x=1"u8.ToArray();

        var flipped = body.ToArray();
        flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        return flipped;
    }

    private sealed record Request(string Header, string Token, string Url, byte[] Body)
    {
        private IReadOnlyList<KeyValuePair<string, string>> Pairs => RawForm.Parse(Body)!.Pairs;

        public bool Verifies() => TwilioSignature.Signs(Header, Token, Url, Pairs);

        /// <summary>Another spelling of the same (%2f for %2F, a repeated pair, another port): no forgery. What the
        /// scheme itself cannot tell apart is where one name ends and its value begins, so texts are compared as
        /// signed.</summary>
        public bool MeansTheSameAs(Request other) =>
            Header == other.Header && Token == other.Token
            && WithoutPort(Url) == WithoutPort(other.Url)
            && Flat() == other.Flat();

        public override string ToString() => $"{Header} {Token} {Url} {System.Text.Encoding.UTF8.GetString(Body)}";

        private string Flat() => OwnSigner.Twilio("", "", [.. Pairs.Select(pair => (pair.Key, pair.Value))]);

        private static string WithoutPort(string url) => SignedUrl.WithAndWithoutPort(url)[0];
    }
}
