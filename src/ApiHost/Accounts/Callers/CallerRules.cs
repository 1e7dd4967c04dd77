namespace Platform.Accounts;

/// <summary>Why a request was not let through.</summary>
internal enum Denial
{
    NotSignedIn = 1,
    AccountNeeded = 2,
    AccountNotFound = 3,
    Forbidden = 4,
}

/// <summary>Who an identity is on an account, and whether that may do what a route's policy names. Pure.</summary>
internal static class CallerRules
{
    /// <summary>The caller, or why there is none.</summary>
    /// <param name="named">The account in X-Account; null when the header is absent.</param>
    /// <param name="namedExists">Whether that account exists; only asked for platform admins.</param>
    public static (Caller? Caller, Denial? Denial) Decide(
        Identity identity, string policy, Guid? named, bool namedExists)
    {
        if (Policies.MembersPart(policy) is { } members)
            return MemberOrVendor(identity, members, named, namedExists);
        if (!Policies.NeedsAccount(policy))
            return WithoutAccount(identity, policy, named, namedExists);

        var (caller, denial) = OnAccount(identity, named, namedExists);
        if (caller is null)
            return (null, denial);
        var isAllowed = identity.Key is { } key ? key.Scopes.Contains(policy) : Policies.Allows(caller.Role, policy);
        return isAllowed ? (caller, null) : (null, Denial.Forbidden);
    }

    // A vendor names no account: which of his orders he means says whose it is.
    private static (Caller?, Denial?) MemberOrVendor(
        Identity identity, string policy, Guid? named, bool namedExists)
    {
        var (caller, denial) = Decide(identity, policy, named, namedExists);
        return caller is null && named is null && identity.Person is { VendorId: not null }
            ? (identity.WithoutAccount(), null)
            : (caller, denial);
    }

    private static (Caller?, Denial?) WithoutAccount(Identity identity, string policy, Guid? named, bool namedExists)
    {
        var isAllowed = policy switch
        {
            Policies.SignedIn => true,
            Policies.Person => identity.Person is not null,
            Policies.Vendor => identity.Person is { VendorId: not null },
            Policies.PlatformAdmin => identity.Person is { IsPlatformAdmin: true },
            _ => false,
        };
        if (!isAllowed)
            return (null, Denial.Forbidden);
        var (caller, denial) = OnAccount(identity, named, namedExists);
        return named is not null && caller is null ? (null, denial) : (caller ?? identity.WithoutAccount(), null);
    }

    private static (Caller? Caller, Denial? Denial) OnAccount(Identity identity, Guid? named, bool namedExists)
    {
        if (identity.Key is { } key)
        {
            return named is null || named == key.AccountId
                ? (identity.As(key.AccountId, Role.ApiKey, key.ShopId), null)
                : (null, Denial.AccountNotFound);
        }

        var person = identity.Person!;
        if (named is { } accountId)
        {
            // A platform admin is one everywhere, also where it is a member: it does not lose rights by a membership.
            if (person.IsPlatformAdmin)
            {
                return namedExists
                    ? (identity.As(accountId, Role.PlatformAdmin, null), null)
                    : (null, Denial.AccountNotFound);
            }

            return person.Memberships.FirstOrDefault(m => m.AccountId == accountId) is { } membership
                ? (identity.As(accountId, membership.Role, membership.ShopId), null)
                : (null, Denial.AccountNotFound);
        }

        return person.Memberships is [var only]
            ? (identity.As(only.AccountId, person.IsPlatformAdmin ? Role.PlatformAdmin : only.Role, only.ShopId), null)
            : (null, person.Memberships.IsEmpty && !person.IsPlatformAdmin ? Denial.Forbidden : Denial.AccountNeeded);
    }
}
