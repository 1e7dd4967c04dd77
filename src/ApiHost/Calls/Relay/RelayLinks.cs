using System.Text;
using Platform.Calls.Twilio;
using Platform.Http;
using Platform.Secrets;

namespace Platform.Calls.Relay;

/// <summary>Makes and reads the addresses of conversations. A token is a path segment that only this platform can make:
/// ids alone are guessable, and a query on this address is signed differently by different versions of the
/// provider.</summary>
internal sealed class RelayLinks(SignedText signed, CallsOptions options)
{
    public string SocketUrl(Call call, string accountSid, DateTimeOffset now) =>
        $"{options.PublicSocketUrl}/webhooks/twilio/relay/"
        + Protect(new RelayToken(
            call.AccountId, call.Id, accountSid, call.ProviderCallId, now + RelayToken.Lifetime));

    public string Protect(RelayToken token) =>
        signed.Sign(KeyPurpose.Links, Encoding.UTF8.GetBytes(token.ToText()));

    /// <summary>The call that a path segment names, or null when it is not ours, altered or too old.</summary>
    public RelayToken? Read(string segment, DateTimeOffset now) =>
        signed.Open(KeyPurpose.Links, segment) is { } payload
        && RelayToken.Parse(Encoding.UTF8.GetString(payload)) is { } token
        && token.ExpiresAt > now
            ? token
            : null;
}
