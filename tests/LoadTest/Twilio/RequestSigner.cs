using System.Security.Cryptography;
using System.Text;

namespace Platform.LoadTest.Twilio;

/// <summary>Signs requests as the telephony provider does: HMAC-SHA1 over the URL and the sorted form. Written from the
/// provider's description and not from the platform's verifier, so that the two can disagree.</summary>
internal sealed class RequestSigner(string authToken)
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(authToken);

    /// <summary>The value of <c>X-Twilio-Signature</c>.</summary>
    public string Sign(string url, IEnumerable<KeyValuePair<string, string>>? form = null)
    {
        var message = new StringBuilder(url);
        foreach (var (name, value) in (form ?? []).OrderBy(pair => pair.Key, StringComparer.Ordinal))
            message.Append(name).Append(value);
#pragma warning disable CA5350 // The provider's protocol prescribes SHA-1.
        return Convert.ToBase64String(HMACSHA1.HashData(_key, Encoding.UTF8.GetBytes(message.ToString())));
#pragma warning restore CA5350
    }
}
