using Platform.Http;
using Platform.Orders;
using Platform.Secrets;

namespace Platform.Tracking;

/// <summary>The link by which a customer sees the whole order. Its token names the order and is signed with 128 bits:
/// nobody guesses one, and nothing has to be stored for it.</summary>
internal sealed class TrackingLinks(SignedText signed, PublicAddress address)
{
    // Other links are signed with the same key: the first byte says what this one is.
    private const byte Kind = (byte)'t';
    private const int IdLength = 16;
    private const int PayloadLength = 1 + (2 * IdLength);

    /// <summary>The token of an order; always the same while the key ring's key is.</summary>
    public string TokenOf(Guid accountId, Guid orderId)
    {
        Span<byte> payload = stackalloc byte[PayloadLength];
        payload[0] = Kind;
        accountId.TryWriteBytes(payload[1..]);
        orderId.TryWriteBytes(payload[(1 + IdLength)..]);
        return signed.Sign(KeyPurpose.Links, payload);
    }

    /// <summary>The page to send to the customer.</summary>
    public string UrlOf(Order order) => $"{address.BaseUrl}/track/t/{TokenOf(order.AccountId, order.Id)}";

    /// <summary>The order that a token names, or null when it is not ours.</summary>
    public (Guid AccountId, Guid OrderId)? Read(string token) =>
        signed.Open(KeyPurpose.Links, token) is { Length: PayloadLength } payload && payload[0] == Kind
            ? (new Guid(payload.AsSpan(1, IdLength)), new Guid(payload.AsSpan(1 + IdLength, IdLength)))
            : null;
}
