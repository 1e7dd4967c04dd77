using Platform.Commits;
using Platform.Ids;

namespace Platform.Accounts;

/// <summary>The only writer of one account: decide, commit, and only then believe.</summary>
[GrainType("account")]
internal sealed class AccountGrain(
    [PersistentState("accounts", "platform")] IPersistentState<Stored<Account>> state,
    IReceipts receipts,
    TimeProvider clock)
    : Grain, IAccountGrain
{
    private const int Created = 201;
    private const int Done = 200;

    private readonly Commit<Account> _commit = new(state);
    private readonly IReceipts _receipts = receipts;
    private readonly TimeProvider _clock = clock;

    private Guid Id => GrainKey.IdOf(this.GetPrimaryKeyString());

    public Task<AccountView?> View() => Task.FromResult(Shown());

    public Task<AccountOutcome> Create(Command command, NewAccount account) =>
        _commit.Committed is null
            ? Execute(command, AccountRules.Create(Id, account, _clock.GetUtcNow()), Created, Id)
            : Task.FromResult(new AccountOutcome(Shown(), null, IsReplay: true));

    public Task<AccountOutcome> Invite(Command command, NewInvitation invitation) =>
        Known(command, account => AccountRules.Invite(account, invitation, command.Actor, _clock.GetUtcNow()),
            Created, invitation.InvitationId);

    public Task<AccountOutcome> RevokeInvitation(Command command, Role byRole, Guid invitationId) =>
        Known(command, account => AccountRules.Revoke(account, byRole, invitationId, _clock.GetUtcNow()), Done,
            invitationId);

    public Task<AccountOutcome> Accept(Command command, Guid invitationId, Guid userId) =>
        Known(command, account => AccountRules.Accept(account, invitationId, userId, _clock.GetUtcNow()), Done,
            invitationId);

    public Task<AccountOutcome> ChangeMember(Command command, MemberChange change) =>
        Known(command, account => AccountRules.ChangeMember(account, change), Done, change.UserId);

    public Task<AccountOutcome> RemoveMember(Command command, Role byRole, Guid userId) =>
        Known(command, account => AccountRules.RemoveMember(account, byRole, userId, _clock.GetUtcNow()), Done, userId);

    public Task<AccountOutcome> ChangeSettings(Command command, AccountSettings settings, long? expectedVersion) =>
        Known(
            command, account => AccountRules.ChangeSettings(account, settings, expectedVersion, _commit.Version), Done,
            Id);

    private async Task<AccountOutcome> Known(
        Command command, Func<Account, AccountDecision> decide, int status, Guid subject)
    {
        if (_commit.Committed is null)
            return AccountRefusal.Unknown;
        if (await _receipts.FindEarlier(command) is { } receipt)
            return Again(receipt, command);
        return await Execute(command, decide(_commit.Committed), status, subject);
    }

    private async Task<AccountOutcome> Execute(Command command, AccountDecision decision, int status, Guid subject)
    {
        if (decision.Refusal is { } refusal)
            return refusal;
        if (decision.Next is null)
            return new AccountOutcome(Shown(), null);

        try
        {
            var receipt = command.ReceiptOf(status, subject, _commit.Version + 1);
            await _commit.Write(decision.Next, command, decision.Events, decision.Rows, receipt);
            return new AccountOutcome(Shown(), null);
        }
        catch (DuplicateCommandException duplicate) when (duplicate.Receipt is not null)
        {
            return Again(duplicate.Receipt, command);
        }
    }

    private AccountOutcome Again(Receipt receipt, Command command) =>
        receipt.IsOf(command) ? new AccountOutcome(Shown(), null, IsReplay: true) : AccountRefusal.KeyReused;

    private AccountView? Shown() => _commit.Committed is { } account
        ? new AccountView(
            account.Id, account.Name, account.Members, account.Invitations, account.CreatedAt, _commit.Version,
            _commit.Position, account.Settings)
        : null;
}
