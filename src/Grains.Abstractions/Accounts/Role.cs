namespace Platform.Accounts;

/// <summary>What a principal is on the account it acts for. The numbers travel and are stored: never reuse
/// one.</summary>
public enum Role
{
    PlatformAdmin = 1, // Sees all accounts and names one by X-Account.
    Owner = 2,
    Manager = 3,
    Staff = 4,
    Vendor = 5,        // A person of the platform who does orders; on no account's staff.
    ApiKey = 6,        // A machine: what it may do is in its scopes.
}
