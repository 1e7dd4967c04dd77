namespace Platform.Vendors;

public sealed class PresenceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Vera = Guid.NewGuid();

    [Fact]
    public void Silence_for_five_minutes_means_gone_whatever_was_said_last()
    {
        var presence = RosterRules.Show(null, Vera, online: true, null, null, Noon);

        Assert.True(presence.IsOnlineAt(Noon + VendorPresence.Decay - TimeSpan.FromTicks(1)));
        Assert.False(presence.IsOnlineAt(Noon + VendorPresence.Decay));
        Assert.False((presence with { Online = false }).IsOnlineAt(Noon));
    }

    [Fact]
    public void The_last_known_place_stays_and_zero_zero_is_none()
    {
        var at = RosterRules.Show(null, Vera, online: true, 40.7, -74, Noon);

        Assert.Equal(40.7, RosterRules.Show(at, Vera, online: true, 0, 0, Noon).Latitude);
        Assert.Equal(-74, RosterRules.Show(at, Vera, online: false, null, null, Noon).Longitude);
        Assert.Null(RosterRules.Show(null, Vera, online: true, 0, 0, Noon).Latitude);
    }

    [Fact]
    public void Time_does_not_go_back_when_a_clock_does()
    {
        var later = RosterRules.Show(null, Vera, online: true, null, null, Noon);

        Assert.Equal(Noon, RosterRules.Show(later, Vera, online: true, null, null, Noon.AddMinutes(-1)).LastSeenAt);
    }
}
