using System.Collections.Immutable;
using Platform.Accounts;

namespace Platform.Live;

/// <summary>Identities by token, without passwords.</summary>
internal sealed class KnownTokens : IIdentities
{
    public static readonly Guid Account = new("aaaaaaaa-0000-0000-0000-000000000001");
    public static readonly Guid OtherAccount = new("bbbbbbbb-0000-0000-0000-000000000002");
    public static readonly Guid Vendor = new("cccccccc-0000-0000-0000-000000000003");
    public static readonly Guid Shop = new("dddddddd-0000-0000-0000-000000000004");
    public static readonly Guid Session = new("eeeeeeee-0000-0000-0000-000000000005");

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, Identity> _tokens = new()
    {
        ["owner"] = Person(membership: new Membership(Account, "One", Role.Owner, null)),
        ["shop-staff"] = Person(membership: new Membership(Account, "One", Role.Staff, Shop)),
        ["vendor"] = Person(vendor: Vendor),
        ["admin"] = Person(isAdmin: true),
        ["orders-key"] = Identity.Of(
            new ApiKeyIdentity(Guid.NewGuid(), Account, null, [Policies.OrdersRead], [], null), null, Now),
    };

    public event Action<Guid>? Revoked;

    public void Revoke(Guid subject) => Revoked?.Invoke(subject);

    public ValueTask<Identity?> FindAsync(string token, CancellationToken cancellationToken) =>
        new(_tokens.GetValueOrDefault(token));

    public ValueTask<bool> AccountExistsAsync(Guid accountId, CancellationToken cancellationToken) =>
        new(accountId == Account || accountId == OtherAccount);

    private static Identity Person(Membership? membership = null, Guid? vendor = null, bool isAdmin = false)
    {
        ImmutableArray<Membership> memberships = membership is null ? [] : [membership];
        var session = new SessionIdentity(
            Guid.NewGuid(), membership is { Role: Role.Owner } ? Session : Guid.NewGuid(), "a@example.org", "A",
            isAdmin, vendor, DateTimeOffset.MaxValue, memberships);
        return Identity.Of(session, DateTimeOffset.MaxValue, Now);
    }
}
