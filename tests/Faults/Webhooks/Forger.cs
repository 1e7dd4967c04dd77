using Platform.Calls;

namespace Platform.Faults;

/// <summary>Makes webhooks that are nearly genuine: each is one, with one thing wrong.</summary>
internal sealed class Forger(Telephone phone, Telephone other, HostedAgent agent)
{
    private const int WindowSeconds = 30 * 60;
    private const string Query = "?b=2&a=1";

    /// <summary>In how many ways.</summary>
    public const int Kinds = 15;

    /// <summary>A genuine one under a secret.</summary>
    public Task<Answer> GenuineAsync(Random random, string token)
    {
        if (random.Next(4) == 0)
        {
            var body = agent.Transcript("My tap drips");
            return agent.SendAsync(body, agent.Sign(body));
        }

        var form = NewForm();
        var path = random.Next(2) == 0 ? Telephone.Status : Telephone.Status + Query;
        return phone.SendAsync(path, form, OwnSigner.Twilio(token, phone.PublicUrl + path, form));
    }

    /// <summary>The n-th forgery.</summary>
    public async Task<(string Kind, Answer Answer)> ForgeAsync(int n, Random random)
    {
        var form = NewForm();
        var path = Telephone.Status;
        var good = OwnSigner.Twilio(phone.Token, phone.PublicUrl + path, form);
        var text = agent.Transcript("My tap drips");
        return (n % Kinds) switch
        {
            0 => ("a letter of the body", await phone.SendAsync(path, Altered(form, random), good)),
            1 => ("a bit of the signature", await phone.SendAsync(path, form, Flipped(good, random))),
            2 => ("no signature", await phone.SendAsync(path, form, signature: null)),
            3 => ("another path", await phone.SendAsync(Telephone.Voice, form, good)),
            4 => ("the query in another order", await phone.SendAsync(
                path + "?a=1&b=2", form, OwnSigner.Twilio(phone.Token, phone.PublicUrl + path + Query, form))),
            5 => ("one pair more", await phone.SendAsync(path, [.. form, ("Price", "-1")], good)),
            6 => ("another tenant's secret", await phone.SendAsync(
                path, form, OwnSigner.Twilio(other.Token, phone.PublicUrl + path, form))),
            7 => ("another scheme", await phone.SendAsync(
                path, form, OwnSigner.Twilio(
                    phone.Token, phone.PublicUrl.Replace("http:", "https:", StringComparison.Ordinal) + path, form))),
            8 => ("a forwarded host that anyone can send", await phone.SendAsync(
                path, form, OwnSigner.Twilio(phone.Token, "https://evil.example" + path, form),
                ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "https"))),
            9 => ("an account that nobody has", await NobodyAsync(path)),
            10 => ("too old", await agent.SendAsync(text, agent.Sign(text, -WindowSeconds - random.Next(60, 100_000)))),
            11 => ("from the future", await agent.SendAsync(
                text, agent.Sign(text, WindowSeconds + random.Next(60, 100_000)))),
            12 => ("another text", await agent.SendAsync(Flipped(text, random), agent.Sign(text))),
            13 => ("an agent's wrong secret", await agent.SendAsync(text, agent.Sign(text, 0, phone.Token))),
            _ => ("an agent without a signature",
                await agent.SendAsync(text, random.Next(2) == 0 ? null : "t=1,v0=00")),
        };
    }

    private (string, string)[] NewForm() => phone.Form(Telephone.NewCallSid(), "completed");

    private Task<Answer> NobodyAsync(string path)
    {
        (string, string)[] form =
        [
            .. NewForm().Select(pair => pair.Item1 == "AccountSid" ? (pair.Item1, $"AC{Guid.NewGuid():N}") : pair),
        ];
        return phone.SendAsync(path, form, OwnSigner.Twilio(phone.Token, phone.PublicUrl + path, form));
    }

    // In the decoded form, so that it is never another spelling of the same.
    private static (string, string)[] Altered((string, string)[] form, Random random)
    {
        var altered = form.ToArray();
        var at = random.Next(altered.Length);
        var value = altered[at].Item2.ToCharArray();
        var letter = random.Next(value.Length);
        value[letter] = (char)(value[letter] ^ 1);
        altered[at].Item2 = new(value);
        return altered;
    }

    // The six bits that every character of base64 stands for, but not the padding.
    private static string Flipped(string signature, Random random)
    {
        var bytes = Convert.FromBase64String(signature);
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return Convert.ToBase64String(bytes);
    }

    private static byte[] Flipped(byte[] body, Random random)
    {
        var flipped = body.ToArray();
        flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(7));
        return flipped;
    }
}
