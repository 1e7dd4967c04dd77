using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Platform.Commits;

namespace Platform.Accounts;

/// <summary>A verified principal: a signed-in person or an API key. Made once a token and kept while it is valid, so
/// that a request costs a look-up.</summary>
internal sealed class Identity
{
    /// <summary>The name of the one authentication scheme.</summary>
    public const string Scheme = "Bearer";

    private Identity(Actor actor, DateTimeOffset validUntil)
    {
        Actor = actor;
        ValidUntil = validUntil;
        Principal = new ClaimsPrincipal(
            new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, actor.ToString())], Scheme));
        Principal.Identities.First().BootstrapContext = this;
        Ticket = AuthenticateResult.Success(new AuthenticationTicket(Principal, Scheme));
    }

    public Actor Actor { get; }
    public DateTimeOffset ValidUntil { get; }
    public ClaimsPrincipal Principal { get; }
    public AuthenticateResult Ticket { get; }

    /// <summary>The person behind it; null for an API key.</summary>
    public SessionIdentity? Person { get; private init; }

    /// <summary>The key behind it; null for a person.</summary>
    public ApiKeyIdentity? Key { get; private init; }

    /// <summary>The account whose limit it uses: a key's, or a person's first.</summary>
    public Guid? HomeAccount => Key?.AccountId ?? (Person!.Memberships is [var first, ..] ? first.AccountId : null);

    /// <summary>When it was read from the database.</summary>
    public DateTimeOffset ReadAt { get; private init; }

    /// <summary>The identity of a principal that this API authenticated, or null.</summary>
    public static Identity? Of(ClaimsPrincipal principal) =>
        (principal.Identity as ClaimsIdentity)?.BootstrapContext as Identity;

    public static Identity Of(SessionIdentity person, DateTimeOffset tokenEndsAt, DateTimeOffset now)
    {
        var kind = person.IsPlatformAdmin ? ActorKind.PlatformAdmin
            : person.VendorId is not null && person.Memberships.IsEmpty ? ActorKind.Vendor
            : ActorKind.Member;
        var id = kind == ActorKind.Vendor ? person.VendorId!.Value : person.UserId;
        return new Identity(new Actor(kind, id.ToString()), tokenEndsAt) { Person = person, ReadAt = now };
    }

    public static Identity Of(ApiKeyIdentity key, DateTimeOffset? secretEndsAt, DateTimeOffset now)
    {
        var ends = new[] { key.ExpiresAt, secretEndsAt }.Min() ?? DateTimeOffset.MaxValue;
        return new Identity(new Actor(ActorKind.ApiKey, key.ApiKeyId.ToString()), ends) { Key = key, ReadAt = now };
    }

    /// <summary>Everything whose revocation ends this identity.</summary>
    public bool DependsOn(Guid subject) =>
        Person is { } person
            ? person.SessionId == subject || person.UserId == subject
            : Key!.ApiKeyId == subject || Key.AccountId == subject;

    /// <summary>The caller it is without an account, for what needs none.</summary>
    public Caller WithoutAccount() =>
        As(Guid.Empty, Person switch
        {
            null => Role.ApiKey,
            { IsPlatformAdmin: true } => Role.PlatformAdmin,
            { VendorId: not null, Memberships.IsEmpty: true } => Role.Vendor,
            _ => Role.Staff,
        }, shopId: null);

    /// <summary>The caller it is on an account.</summary>
    public Caller As(Guid accountId, Role role, Guid? shopId) => new(
        accountId, Actor, role, shopId, Person?.VendorId, Person?.UserId, Person?.SessionId,
        Key?.Scopes ?? ImmutableArray<string>.Empty, Person is { IsPlatformAdmin: true });
}
