using System.Text.Json;

namespace Platform.Accounts;

public sealed class UserRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid SessionId = Guid.CreateVersion7();

    [Fact]
    public void A_refresh_moves_the_end_of_the_session_and_replaces_the_token()
    {
        var later = Now.AddDays(10);

        var refreshed = UserRules.Refresh(SignedIn(), new(SessionId, "first", "second"), later).Next!;

        var session = Assert.Single(refreshed.Sessions);
        Assert.Equal("second", session.RefreshHash);
        Assert.Equal(later + UserRules.SessionIdleLife, session.EndsAt);
    }

    [Fact]
    public void No_refresh_makes_a_session_older_than_half_a_year()
    {
        var user = SignedIn();
        var at = Now;
        while (user.Find(SessionId, at) is { } session)
        {
            Assert.True(session.EndsAt - Now <= UserRules.SessionLife);
            at = session.EndsAt.AddMinutes(-1);
            user = UserRules.Refresh(user, new(SessionId, session.RefreshHash, $"{at.Ticks}"), at).Next!;
            if (user.Sessions[0].EndsAt == session.EndsAt)
                return;
        }

        Assert.Fail("the session ended before its time");
    }

    [Fact]
    public void A_token_that_was_exchanged_before_ends_the_session_and_is_refused()
    {
        var user = UserRules.Refresh(SignedIn(), new(SessionId, "first", "second"), Now).Next!;

        var reused = UserRules.Refresh(user, new(SessionId, "first", "third"), Now);

        Assert.Equal(UserRefusal.RefreshReused, reused.Refusal);
        Assert.Empty(reused.Next!.Sessions);
        Assert.Contains(reused.Rows, row => row is RevocationRow { Subject: var subject } && subject == SessionId);
    }

    [Fact]
    public void A_session_that_was_not_refreshed_for_thirty_days_is_dead()
    {
        var late = Now + UserRules.SessionIdleLife;

        Assert.Equal(
            UserRefusal.SessionDead, UserRules.Refresh(SignedIn(), new(SessionId, "first", "second"), late).Refusal);
    }

    [Fact]
    public void The_oldest_session_gives_way_to_the_twenty_first()
    {
        var user = SignedIn();
        for (var i = 1; i <= User.SessionsMax; i++)
            user = UserRules.StartSession(user, new(Guid.CreateVersion7(), $"hash {i}", null), Now.AddMinutes(i)).Next!;

        Assert.Equal(User.SessionsMax, user.Sessions.Length);
        Assert.DoesNotContain(user.Sessions, session => session.Id == SessionId);
    }

    [Fact]
    public void A_sign_in_delivered_again_does_not_start_a_session_that_was_signed_out() =>
        AssertStaysEnded(UserRules.EndSession(SignedIn(), SessionId, Now).Next!, Now);

    [Fact]
    public void A_sign_in_delivered_again_does_not_start_a_session_whose_token_was_reused()
    {
        var user = UserRules.Refresh(SignedIn(), new(SessionId, "first", "second"), Now).Next!;

        AssertStaysEnded(UserRules.Refresh(user, new(SessionId, "first", "third"), Now).Next!, Now);
    }

    [Fact]
    public void A_sign_in_delivered_again_does_not_start_a_session_that_gave_way()
    {
        var user = SignedIn();
        for (var i = 1; i <= User.SessionsMax; i++)
            user = UserRules.StartSession(user, new(Guid.CreateVersion7(), $"hash {i}", null), Now.AddMinutes(i)).Next!;

        AssertStaysEnded(user, Now.AddHours(1));
    }

    [Fact]
    public void A_sign_in_delivered_again_does_not_start_a_session_that_another_password_ended() =>
        AssertStaysEnded(UserRules.ChangePassword(SignedIn(), new("old", "new", KeepSession: null), Now).Next!, Now);

    [Fact]
    public void A_sign_in_delivered_again_does_not_start_a_session_that_ran_out()
    {
        var late = Now + UserRules.SessionIdleLife;
        AssertStaysEnded(SignedIn(), late);

        var other = UserRules.StartSession(SignedIn(), new(Guid.CreateVersion7(), "other", null), late).Next!;
        AssertStaysEnded(other, late);
        AssertStaysEnded(other, Now); // The clock was set back.
    }

    [Fact]
    public void A_sign_in_whose_password_was_checked_before_another_one_was_set_starts_nothing()
    {
        var user = SignedIn();
        var asked = new NewSession(Guid.CreateVersion7(), "hash", null, AskedAt: Now, CheckedHash: user.PasswordHash);
        Assert.NotNull(UserRules.StartSession(user, asked, Now).Next);
        var changed = UserRules.ChangePassword(user, new("old", "new", KeepSession: null), Now).Next!;

        var late = UserRules.StartSession(changed, asked with { PasswordHash = "old, hashed anew" }, Now);

        Assert.Equal(UserRefusal.PasswordChanged, late.Refusal);
        Assert.Null(late.Next);
        Assert.NotNull(UserRules.StartSession(changed, asked with { CheckedHash = "new" }, Now).Next);
    }

    [Fact]
    public void A_sign_in_that_renewed_the_hash_and_is_delivered_again_is_still_the_same_session()
    {
        var user = SignedIn();
        var asked = new NewSession(Guid.CreateVersion7(), "hash", null, "renewed", Now, user.PasswordHash);
        var started = UserRules.StartSession(user, asked, Now).Next!;

        Assert.Null(UserRules.StartSession(started, asked, Now).Refusal);
    }

    [Fact]
    public void The_ended_sessions_of_a_person_are_bounded_and_all_that_one_password_ended_are_among_them()
    {
        var user = SignedIn();
        for (var i = 0; i <= User.EndedMax; i++)
        {
            var session = Guid.CreateVersion7();
            user = UserRules.StartSession(user, new(session, "hash", null), Now).Next!;
            user = UserRules.EndSession(user, session, Now).Next!;
        }

        Assert.Equal(User.EndedMax, user.Ended!.Value.Length);
        Assert.True(User.EndedMax >= User.SessionsMax);
    }

    [Fact]
    public void A_sign_in_that_comes_when_its_first_token_would_be_dead_starts_nothing()
    {
        var user = UserRules.Create(Guid.CreateVersion7(), new("a@b.test", "A", "old"), Now).Next!;
        var asked = new NewSession(SessionId, "first", null, AskedAt: Now);
        var late = Now + UserRules.SessionIdleLife;

        Assert.Equal(UserRefusal.SessionDead, UserRules.StartSession(user, asked, late).Refusal);
        Assert.NotNull(UserRules.StartSession(user, asked, late.AddTicks(-1)).Next);
    }

    [Fact]
    public void A_person_stored_before_ended_sessions_were_kept_is_read_and_remembers_from_now_on()
    {
        var stored = JsonSerializer.Serialize(SignedIn() with { Ended = null }, AccountJson.Default.User);
        var older = stored.Replace(",\"ended\":null", "", StringComparison.Ordinal);
        Assert.NotEqual(stored, older);

        var user = JsonSerializer.Deserialize(older, AccountJson.Default.User)!;

        Assert.Null(user.Ended);
        AssertStaysEnded(UserRules.EndSession(user, SessionId, Now).Next!, Now);
    }

    [Fact]
    public void Another_password_keeps_one_session_and_revokes_the_others()
    {
        var other = Guid.CreateVersion7();
        var user = UserRules.StartSession(SignedIn(), new(other, "hash", null), Now).Next!;

        var changed = UserRules.ChangePassword(user, new("old", "new", KeepSession: other), Now);

        Assert.Equal([other], changed.Next!.Sessions.Select(session => session.Id));
        Assert.Equal([SessionId], changed.Rows.OfType<RevocationRow>().Select(row => row.Subject));
        Assert.Equal(
            UserRefusal.PasswordChanged, UserRules.ChangePassword(user, new("older", "new", null), Now).Refusal);
    }

    [Fact]
    public void A_person_is_one_vendor_at_most()
    {
        var vendor = Guid.CreateVersion7();
        var became = UserRules.BecomeVendor(SignedIn(), vendor);
        var user = became.Next!;

        Assert.DoesNotContain(became.Rows, row => row is RevocationRow); // It would cut the screen he opens next.
        Assert.Null(UserRules.BecomeVendor(user, vendor).Next);
        Assert.Equal(UserRefusal.OtherVendor, UserRules.BecomeVendor(user, Guid.CreateVersion7()).Refusal);
    }

    private static void AssertStaysEnded(User user, DateTimeOffset now)
    {
        var again = UserRules.StartSession(user, new(SessionId, "first", "Firefox"), now);

        Assert.Equal(UserRefusal.SessionDead, again.Refusal);
        Assert.Null(again.Next);
    }

    private static User SignedIn()
    {
        var user = UserRules.Create(Guid.CreateVersion7(), new("a@b.test", "A", "old"), Now).Next!;
        return UserRules.StartSession(user, new(SessionId, "first", "Firefox"), Now).Next!;
    }
}
