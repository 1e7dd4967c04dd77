using System.Globalization;

namespace Platform.Calls.Twilio;

/// <summary>Names one call in the path of its conversation's WebSocket.</summary>
/// <param name="AccountId">Whose call it is.</param>
/// <param name="CallId">Our id of the call.</param>
/// <param name="AccountSid">The provider's account that the first message must name.</param>
/// <param name="CallSid">The provider's call that the first message must name.</param>
/// <param name="ExpiresAt">After that the address is dead; a call ends before.</param>
internal sealed record RelayToken(
    Guid AccountId, Guid CallId, string AccountSid, string CallSid, DateTimeOffset ExpiresAt)
{
    // Twilio ends any call after four hours.
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(5);

    // Other links are signed with the same key: the first part says what this one is.
    private const string Kind = "relay";
    private const int PartsCount = 6;

    public string ToText() => string.Join(
        '|', Kind, AccountId.ToString("N"), CallId.ToString("N"), AccountSid, CallSid,
        ExpiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    /// <summary>The token of a text that this platform signed; null when it is a link of another kind.</summary>
    public static RelayToken? Parse(string text) =>
        text.Split('|') is { Length: PartsCount } parts && parts[0] == Kind
            ? new RelayToken(
                Guid.ParseExact(parts[1], "N"),
                Guid.ParseExact(parts[2], "N"),
                parts[3],
                parts[4],
                DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[5], CultureInfo.InvariantCulture)))
            : null;
}
