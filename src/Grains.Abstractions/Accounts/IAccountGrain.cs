using System.Collections.Immutable;
using Orleans.Concurrency;
using Platform.Commits;

namespace Platform.Accounts;

/// <summary>One account: its name, its members and its open invitations. Key <c>{account:N}</c>.</summary>
[Alias("Platform.IAccountGrain")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>The account, or null when there is none.</summary>
    [AlwaysInterleave]
    [Alias("View")]
    Task<AccountView?> View();

    /// <summary>Makes the account. The same again answers it.</summary>
    [Alias("Create")]
    Task<AccountOutcome> Create(Command command, NewAccount account);

    /// <summary>Invites a person by e-mail. The same again answers the account.</summary>
    [Alias("Invite")]
    Task<AccountOutcome> Invite(Command command, NewInvitation invitation);

    /// <summary>Takes an open invitation back, so that its token is dead. Twice is fine.</summary>
    /// <param name="byRole">What the one who takes it back is.</param>
    [Alias("RevokeInvitation")]
    Task<AccountOutcome> RevokeInvitation(Command command, Role byRole, Guid invitationId);

    /// <summary>Makes the invited person a member, or lets the invited vendor work for the account. Twice is
    /// fine.</summary>
    [Alias("Accept")]
    Task<AccountOutcome> Accept(Command command, Guid invitationId, Guid userId);

    /// <summary>Changes what a member is.</summary>
    [Alias("ChangeMember")]
    Task<AccountOutcome> ChangeMember(Command command, MemberChange change);

    /// <summary>Changes what the account itself decides. What is so already stays as it is.</summary>
    /// <param name="expectedVersion">The account's version it was decided on.</param>
    [Alias("ChangeSettings")]
    Task<AccountOutcome> ChangeSettings(Command command, AccountSettings settings, long? expectedVersion);

    /// <summary>Removes a member. Twice is fine.</summary>
    [Alias("RemoveMember")]
    Task<AccountOutcome> RemoveMember(Command command, Role byRole, Guid userId);
}

/// <summary>What an account decides for itself.</summary>
/// <param name="TranscriptDays">How long the words of its calls are kept, <see cref="TranscriptDaysMin"/> to
/// <see cref="TranscriptDaysMax"/> days after the call began.</param>
[GenerateSerializer, Immutable, Alias("Platform.AccountSettings")]
public sealed record AccountSettings([property: Id(0)] int TranscriptDays)
{
    public const int TranscriptDaysMin = 1;
    public const int TranscriptDaysMax = 3650;
    public const int TranscriptDaysDefault = 365;
}

/// <summary>A new account.</summary>
/// <param name="OwnerId">Its first owner, or null when the owner is invited.</param>
[GenerateSerializer, Immutable, Alias("Platform.NewAccount")]
public sealed record NewAccount([property: Id(0)] string Name, [property: Id(1)] Guid? OwnerId);

/// <summary>An invitation.</summary>
/// <param name="InvitationId">Follows from the command's key.</param>
/// <param name="ByRole">What the one who invites is.</param>
/// <param name="Email">In lower case.</param>
/// <param name="VendorId">For a vendor: the vendor that the person will be.</param>
/// <param name="UserId">Who signs in with that e-mail, or will; null when it does not matter.</param>
[GenerateSerializer, Immutable, Alias("Platform.NewInvitation")]
public sealed record NewInvitation(
    [property: Id(0)] Guid InvitationId,
    [property: Id(1)] Role ByRole,
    [property: Id(2)] string Email,
    [property: Id(3)] Role Role,
    [property: Id(4)] Guid? ShopId = null,
    [property: Id(5)] Guid? VendorId = null,
    [property: Id(6)] Guid? UserId = null);

/// <summary>What a member shall be.</summary>
/// <param name="ByRole">What the one who changes it is.</param>
/// <param name="ExpectedVersion">The membership's version it was decided on.</param>
[GenerateSerializer, Immutable, Alias("Platform.MemberChange")]
public sealed record MemberChange(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] Role ByRole,
    [property: Id(2)] Role Role,
    [property: Id(3)] Guid? ShopId,
    [property: Id(4)] long? ExpectedVersion);

/// <summary>An account as the API sees it.</summary>
[GenerateSerializer, Immutable, Alias("Platform.AccountView")]
public sealed record AccountView(
    [property: Id(0)] Guid AccountId,
    [property: Id(1)] string Name,
    [property: Id(2)] ImmutableArray<Member> Members,
    [property: Id(3)] ImmutableArray<Invitation> Invitations,
    [property: Id(4)] DateTimeOffset CreatedAt,
    [property: Id(5)] long Version,
    [property: Id(6)] long Position,
    [property: Id(7)] AccountSettings Settings)
{
    public const int MembersMax = 100;
    public const int InvitationsMax = 25;

    /// <summary>Whether one more may be invited: another invitation of the same person to the same replaces the first,
    /// and a vendor is no member.</summary>
    public static bool HasRoom(
        ImmutableArray<Member> members, ImmutableArray<Invitation> invitations, string email, Role role,
        DateTimeOffset now) =>
        invitations.Count(open => open.IsOpenAt(now) && !open.IsOf(email, role)) < InvitationsMax
        && (role == Role.Vendor || members.Length < MembersMax);
}

/// <summary>A member of an account.</summary>
/// <param name="ShopId">The one shop it is bound to; null for the whole account.</param>
/// <param name="Version">Goes up with each change of this membership.</param>
[GenerateSerializer, Immutable, Alias("Platform.Member")]
public sealed record Member(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] Role Role,
    [property: Id(2)] Guid? ShopId,
    [property: Id(3)] DateTimeOffset Since,
    [property: Id(4)] long Version);

/// <summary>An invitation that was not accepted yet.</summary>
/// <param name="InvitedBy">Who invited, as <see cref="Actor"/> writes it; null where that was not kept yet.</param>
[GenerateSerializer, Immutable, Alias("Platform.Invitation")]
public sealed record Invitation(
    [property: Id(0)] Guid InvitationId,
    [property: Id(1)] string Email,
    [property: Id(2)] Role Role,
    [property: Id(3)] Guid? ShopId,
    [property: Id(4)] Guid? VendorId,
    [property: Id(5)] DateTimeOffset CreatedAt,
    [property: Id(6)] DateTimeOffset ExpiresAt,
    [property: Id(7)] string? InvitedBy = null)
{
    /// <summary>How long an invitation can be accepted.</summary>
    public static TimeSpan Life { get; } = TimeSpan.FromDays(7);

    /// <summary>Whether it can still be accepted.</summary>
    public bool IsOpenAt(DateTimeOffset now) => now < ExpiresAt;

    /// <summary>Whether it invites this person to this.</summary>
    public bool IsOf(string email, Role role) => Email == email && Role == role;
}

/// <summary>Why an account's command was refused. The numbers travel: never reuse one.</summary>
public enum AccountRefusal
{
    Unknown = 1,           // There is no such account.
    UnknownMember = 2,
    UnknownInvitation = 3, // It never was, was used or has expired.
    AlreadyMember = 4,
    LastOwner = 5,
    Full = 6,
    RoleTooHigh = 7,       // Only an owner makes or changes owners and managers.
    RoleNotHere = 8,       // Not a role that a member can have.
    VersionDiffers = 9,
    KeyReused = 10,        // The command's key was used with another request.
    SettingOutOfRange = 11,
}

/// <summary>The answer to a command: the account as it now stands, or why it was refused. Never both.</summary>
/// <param name="IsReplay">The command was executed before; this is the answer again.</param>
[GenerateSerializer, Immutable, Alias("Platform.AccountOutcome")]
public sealed record AccountOutcome(
    [property: Id(0)] AccountView? Account,
    [property: Id(1)] AccountRefusal? Refusal,
    [property: Id(2)] bool IsReplay = false)
{
    public static implicit operator AccountOutcome(AccountRefusal refusal) => new(null, refusal);
}
