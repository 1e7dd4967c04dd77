using System.Collections.Frozen;

namespace Platform.Accounts;

/// <summary>Who may use a route: <c>.RequireAuthorization(Policies.OrdersRead)</c>. A route without a policy is
/// denied.</summary>
internal static class Policies
{
    public const string OrdersRead = "orders:read";
    public const string OrdersWrite = "orders:write";
    public const string CallsRead = "calls:read";
    public const string ShopsRead = "shops:read";
    public const string ShopsWrite = "shops:write";
    public const string VendorsRead = "vendors:read";
    public const string VendorsWrite = "vendors:write";

    /// <summary>People of the account: owners and managers.</summary>
    public const string MembersManage = "members:manage";

    /// <summary>API keys of the account: owners.</summary>
    public const string KeysManage = "keys:manage";

    /// <summary>A signed-in vendor. The caller has a vendor, and no account.</summary>
    public const string Vendor = "vendor";

    /// <summary>Moves orders: who may write orders, and vendors their own.</summary>
    public const string OrdersMove = "orders:move";

    /// <summary>Reads a vendor's history: who may read vendors, and the vendor himself.</summary>
    public const string VendorHistory = "vendor:history";

    /// <summary>A platform admin. An account is not needed.</summary>
    public const string PlatformAdmin = "platform-admin";

    /// <summary>A signed-in person. An account is not needed.</summary>
    public const string Person = "person";

    /// <summary>Any principal: a person or a machine. An account is not needed.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>The scopes that an API key can have: policies of the same names.</summary>
    public static FrozenSet<string> Scopes { get; } =
        new[] { OrdersRead, OrdersWrite, CallsRead, ShopsRead, ShopsWrite, VendorsRead, VendorsWrite }
            .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Every policy.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Scopes, MembersManage, KeysManage, Vendor, OrdersMove, VendorHistory, PlatformAdmin, Person, SignedIn];

    /// <summary>For routes that are for members and for vendors: what a member needs; null for all others.</summary>
    public static string? MembersPart(string policy) => policy switch
    {
        OrdersMove => OrdersWrite,
        VendorHistory => VendorsRead,
        _ => null,
    };

    /// <summary>Whether the policy is about one account, so that the caller has to have one.</summary>
    public static bool NeedsAccount(string policy) => Scopes.Contains(policy) || policy is MembersManage or KeysManage;

    /// <summary>Whether a role on an account may do what the policy names. A key's scopes are asked
    /// elsewhere.</summary>
    public static bool Allows(Role role, string policy) => role switch
    {
        Role.PlatformAdmin or Role.Owner => NeedsAccount(policy),
        Role.Manager => Scopes.Contains(policy) || policy == MembersManage,
        Role.Staff => Scopes.Contains(policy) && policy is not (ShopsWrite or VendorsWrite),
        Role.Vendor or Role.ApiKey => false,
    };
}
