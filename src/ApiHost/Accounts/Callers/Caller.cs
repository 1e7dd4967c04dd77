using System.Collections.Immutable;
using Platform.Commits;
using Platform.Http;

namespace Platform.Accounts;

/// <summary>Who calls, for which account. Take it as a parameter of a handler whose route has a policy.</summary>
/// <param name="AccountId">The account that is meant; empty where the policy needs none and none was named.</param>
/// <param name="Actor">The principal, as it is stored with what it does.</param>
/// <param name="Role">What it is on that account.</param>
/// <param name="ShopId">The one shop that it is bound to; null for the whole account. A list shows only that shop's
/// rows, an object of another shop is 404.</param>
/// <param name="VendorId">The vendor that the signed-in person is, or null.</param>
/// <param name="UserId">The signed-in person; null for an API key.</param>
/// <param name="SessionId">The person's session; null for an API key.</param>
/// <param name="Scopes">What an API key may do; empty for a person.</param>
/// <param name="IsPlatformAdmin">Whether the person sees all accounts, whatever its role on this one is.</param>
internal sealed record Caller(
    Guid AccountId,
    Actor Actor,
    Role Role,
    Guid? ShopId,
    Guid? VendorId,
    Guid? UserId,
    Guid? SessionId,
    ImmutableArray<string> Scopes,
    bool IsPlatformAdmin)
{
    private static readonly object Slot = new();

    /// <summary>The command that a request is, under the request's own key.</summary>
    /// <param name="operation">For example <c>orders.place</c>.</param>
    public Command Command(string operation, CommandHeaders headers) => new(
        AccountId, Actor, operation, headers.IdempotencyKey, headers.RequestHash, RequestTrace.Id);

    /// <summary>Whether it may see what belongs to a shop.</summary>
    public bool Sees(Guid? shopId) => ShopId is null || ShopId == shopId;

    /// <summary>Whether it may do what a policy of the account names: where one route does several things.</summary>
    public bool May(string policy) =>
        UserId is null ? Scopes.Contains(policy) : Policies.Allows(Role, policy);

    /// <summary>The caller that authorisation found, or null on a public route.</summary>
    public static Caller? Of(HttpContext http) => http.Items.TryGetValue(Slot, out var caller) ? (Caller?)caller : null;

    public static ValueTask<Caller?> BindAsync(HttpContext http) => new(
        Of(http) ?? throw new InvalidOperationException($"{http.GetEndpoint()} takes a Caller and has no policy."));

    internal static void Set(HttpContext http, Caller caller) => http.Items[Slot] = caller;
}
