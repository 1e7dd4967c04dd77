using Platform.Commits;
using Platform.Ids;

namespace Platform.Accounts;

/// <summary>The only writer of one person: decide, commit, and only then believe.</summary>
[GrainType("user")]
internal sealed class UserGrain(
    [PersistentState("users", "platform")] IPersistentState<Stored<User>> state, TimeProvider clock)
    : Grain, IUserGrain
{
    private readonly Commit<User> _commit = new(state);
    private readonly TimeProvider _clock = clock;

    public Task<UserView?> View() => Task.FromResult(Shown());

    public Task<UserOutcome> Create(Command command, NewUser user)
    {
        if (_commit.Committed is { } existing)
        {
            // The person's id follows from the e-mail, so two who make it at once meet here and get the same person.
            return Task.FromResult(
                existing.Email == user.Email ? new UserOutcome(Shown(), null) : (UserOutcome)UserRefusal.Exists);
        }

        return Execute(
            command, UserRules.Create(GrainKey.IdOf(this.GetPrimaryKeyString()), user, _clock.GetUtcNow()));
    }

    public Task<UserOutcome> StartSession(Command command, NewSession session) =>
        Known(command, user => UserRules.StartSession(user, session, _clock.GetUtcNow()));

    public Task<UserOutcome> Refresh(Command command, SessionRefresh refresh) =>
        Known(command, user => UserRules.Refresh(user, refresh, _clock.GetUtcNow()));

    public Task<UserOutcome> EndSession(Command command, Guid sessionId) =>
        Known(command, user => UserRules.EndSession(user, sessionId, _clock.GetUtcNow()));

    public Task<UserOutcome> ChangePassword(Command command, PasswordChange change) =>
        Known(command, user => UserRules.ChangePassword(user, change, _clock.GetUtcNow()));

    public Task<UserOutcome> BecomeVendor(Command command, Guid vendorId) =>
        Known(command, user => UserRules.BecomeVendor(user, vendorId));

    private Task<UserOutcome> Known(Command command, Func<User, UserDecision> decide) =>
        _commit.Committed is { } user
            ? Execute(command, decide(user))
            : Task.FromResult<UserOutcome>(UserRefusal.Unknown);

    private async Task<UserOutcome> Execute(Command command, UserDecision decision)
    {
        if (decision.Next is not null)
            await _commit.Write(decision.Next, command, events: [], decision.Rows);
        return decision.Refusal is { } refusal ? refusal : new UserOutcome(Shown(), null);
    }

    private UserView? Shown() => _commit.Committed is { } user
        ? new UserView(
            user.Id, user.Email, user.Name, user.PasswordHash, user.IsPlatformAdmin, user.VendorId,
            [.. user.Sessions.Select(Shown)], _commit.Version)
        : null;

    private static SessionView Shown(Session session) =>
        new(session.Id, session.CreatedAt, session.RefreshedAt, session.EndsAt, session.Device);
}
