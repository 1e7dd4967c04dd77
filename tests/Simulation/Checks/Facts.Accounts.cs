using Platform.Accounts;

namespace Platform.Simulation;

/// <summary>Who belongs to a business, and who is signed in.</summary>
internal sealed partial class Facts
{
    private readonly Dictionary<Guid, List<Account>> _accounts = [];
    private readonly Dictionary<(Guid Account, Guid User), MembershipRow> _memberships = [];
    private readonly HashSet<Guid> _accepted = [];
    private readonly HashSet<Guid> _endedSessions = [];

    /// <summary>Somebody was told how an account stands, and that something is so.</summary>
    public void Answered(Guid id, AccountOutcome outcome, string what, Func<Account, bool> isSo)
    {
        if (outcome.Refusal is not null)
            return;
        var history = _accounts.GetValueOrDefault(id, []);
        Demand(outcome.Account is not null, $"{what} is answered with nothing");
        Demand(
            history.Take((int)outcome.Account!.Version).Any(isSo),
            $"{what} is answered, and up to version {outcome.Account.Version} it is not so");
    }

    /// <summary>Somebody came with a token that had been exchanged before.</summary>
    public static void CameAgain(UserOutcome outcome) =>
        Demand(outcome.Refusal is not null, "a token that was exchanged is taken again");

    private void Committed(Account account, WrittenState written)
    {
        if (!_accounts.TryGetValue(account.Id, out var history))
            _accounts.Add(account.Id, history = []);
        history.Add(account);
        Demand(account.Members.Any(member => member.Role == Role.Owner), "an account has no owner");
        foreach (var row in written.Submission.Pending.Rows)
        {
            if (row is MembershipRow membership)
                _memberships[(membership.AccountId, membership.UserId)] = membership;
            else if (row is InvitationRow { AcceptedBy: not null } invitation)
                Demand(_accepted.Add(invitation.InvitationId), "an invitation is accepted a second time");
        }

        var rows = _memberships.Values.Where(row => row.AccountId == account.Id && row.RemovedAt is null)
            .Select(row => (row.UserId, row.Role, row.Version)).ToHashSet();
        Demand(
            rows.SetEquals(account.Members.Select(one => (one.UserId, RoleWords.Of(one.Role), one.Version))),
            "the members of an account are not those of its rows");
    }

    private void Committed(User user, WrittenState written)
    {
        var before = written.Before?.State is User earlier ? earlier.Sessions : [];
        var revoked = written.Submission.Pending.Rows.OfType<SessionRow>().Where(row => row.RevokedAt is not null)
            .Select(row => row.SessionId).ToHashSet();
        foreach (var ended in before.Select(session => session.Id).Except(user.Sessions.Select(session => session.Id)))
        {
            _endedSessions.Add(ended);
            Demand(revoked.Contains(ended), "a session has ended, and its row goes on");
        }

        Demand(
            !user.Sessions.Any(session => _endedSessions.Contains(session.Id)),
            "a session that has ended goes on again");
    }
}
