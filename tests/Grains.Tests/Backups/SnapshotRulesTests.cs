using System.Collections.Immutable;

namespace Platform.Backups;

/// <summary>How long snapshots are kept.</summary>
public sealed class SnapshotRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 5, 0, 0, TimeSpan.Zero); // A Saturday.
    private static readonly SnapshotOptions Options = new() { KeepDays = 14, KeepWeeks = 13 };

    [Fact]
    public void Every_night_is_kept_for_some_days_and_sundays_for_some_weeks()
    {
        var kept = Enumerable.Range(1, 120).Select(days => Of(days)).ToList();

        var gone = SnapshotRules.Expired(kept, Options, Now).Select(snapshot => snapshot.Id).ToHashSet();

        var left = kept.Where(known => !gone.Contains(known.Snapshot.Id)).Select(known => known.Snapshot).ToList();
        Assert.Equal(14, left.Count(snapshot => Now - snapshot.TakenAt <= TimeSpan.FromDays(14)));
        Assert.All(
            left.Where(snapshot => Now - snapshot.TakenAt > TimeSpan.FromDays(14)),
            snapshot => Assert.Equal(DayOfWeek.Sunday, snapshot.LastPeriod!.Value.DayOfWeek));
        Assert.Equal(11, left.Count - 14);
    }

    [Fact]
    public void The_last_one_that_was_restored_well_stays_however_old_it_is()
    {
        var good = Of(days: 400);
        var (flipped, broken) = (Of(days: 30, DrillFault.ChecksumDiffers), Of(days: 21, DrillFault.Damaged));
        var kept = new[] { good, Of(days: 500), flipped, broken };

        var gone = SnapshotRules.Expired(kept, Options, Now).Select(snapshot => snapshot.Id).ToList();

        Assert.DoesNotContain(good.Snapshot.Id, gone);
        Assert.Equal(3, gone.Count);
    }

    [Fact]
    public void As_long_as_none_is_known_to_be_good_none_goes()
    {
        var kept = new[] { Of(days: 300, DrillFault.Damaged), Of(days: 200) with { LastDrill = null } };

        Assert.Empty(SnapshotRules.Expired(kept, Options, Now));
    }

    [Fact]
    public void One_that_stands_for_many_nights_is_a_sunday_s_when_a_sunday_is_among_them()
    {
        var week = Of(days: 30, nights: 7);
        var kept = new[] { Of(days: 1), week, Of(days: 30) };

        var gone = Assert.Single(SnapshotRules.Expired(kept, Options, Now));

        Assert.NotEqual(week.Snapshot.Id, gone.Id);
        Assert.Equal("older than 14 days", gone.DeletedWhy);
        Assert.Equal(Now, gone.DeletedAt);
    }

    [Fact]
    public void What_was_asked_for_is_kept_like_any_day_s()
    {
        var asked = Of(days: 15);
        asked = asked with
        {
            Snapshot = asked.Snapshot with { Cause = SnapshotCause.Asked, FirstPeriod = null, LastPeriod = null },
        };

        Assert.Equal(asked.Snapshot.Id, Assert.Single(SnapshotRules.Expired([Of(days: 1), asked], Options, Now)).Id);
    }

    [Theory]
    [InlineData(null, "51,904 rows, 4,812,331 bytes, restored and compared")]
    [InlineData(DrillFault.Damaged, "The snapshot failed its drill. boxes refused its rows.")]
    public void The_list_of_runs_says_how_it_went(DrillFault? fault, string note)
    {
        var known = Of(days: 1, fault);

        Assert.Equal(note, SnapshotRules.Note(known.Snapshot, known.LastDrill!));
    }

    [Fact]
    public void Every_word_is_read_back()
    {
        Assert.All(
            Enum.GetValues<DrillFault>(),
            fault => Assert.Equal(fault, SnapshotWords.Fault(SnapshotWords.Of(fault))));
        Assert.All(
            Enum.GetValues<SnapshotCause>(),
            cause => Assert.Equal(cause, SnapshotWords.Cause(SnapshotWords.Of(cause))));
    }

    private static KnownSnapshot Of(int days, DrillFault? fault = null, int nights = 1)
    {
        var taken = Now.AddHours(-2).AddDays(1 - days);
        var night = DateOnly.FromDateTime(taken.UtcDateTime).AddDays(-1);
        var id = Guid.NewGuid();
        return new(
            new(
                id, Guid.NewGuid(), SnapshotCause.Nightly, night.AddDays(1 - nights), night, taken, 1, 1, 27, 51_904,
                4_812_331, "", "file", ImmutableArray<TableCount>.Empty),
            new(
                Guid.NewGuid(), id, "system:system", taken, taken, 51_904, fault,
                fault is null ? null : "boxes refused its rows."));
    }
}
