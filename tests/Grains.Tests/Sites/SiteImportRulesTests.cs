using Platform.Commits;
using Platform.Ids;

namespace Platform.Sites;

public sealed class SiteImportRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 9, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_life_of_an_import_is_this_table()
    {
        const string expected =
            """
            status     Begin      Retry      Finish     Fail       Accept     Dismiss
            Waiting    Reading    -          -          Failed     -          Dismissed
            Reading    Reading    Waiting    Ready      Failed     -          Dismissed
            Ready      -          -          -          -          Accepted   Dismissed
            Failed     -          -          -          -          -          Dismissed
            Accepted   -          -          -          -          -          -
            Dismissed  -          -          -          -          -          -
            """;

        var actions = Enum.GetValues<SiteImportAction>();
        var rows = Enum.GetValues<SiteImportStatus>().Select(status => string.Concat(
            actions.Select(action => $"{SiteImportRules.Next(status, action)?.ToString() ?? "-",-11}")
                .Prepend($"{status,-11}")).TrimEnd());
        var head = string.Concat(actions.Select(action => $"{action,-11}").Prepend($"{"status",-11}")).TrimEnd();

        Assert.Equal(expected, string.Join('\n', rows.Prepend(head)));
    }

    [Fact]
    public void A_reading_that_nobody_ends_is_begun_again_three_times_in_all()
    {
        var import = Import();
        for (var i = 1; i <= SiteImportRules.TriesMax; i++)
        {
            import = SiteImportRules.WhenDue(import, Now);
            Assert.Equal((SiteImportStatus.Reading, i, Now + SiteImportRules.Lease),
                (import.Status, import.Tries, import.DueAt));
        }

        var last = SiteImportRules.WhenDue(import, Now);

        Assert.Equal((SiteImportStatus.Failed, SiteTrouble.Interrupted), (last.Status, last.Trouble));
        Assert.Null(last.DueAt);
    }

    [Theory]
    [InlineData(SiteTrouble.TooSlow, 1, SiteImportStatus.Waiting, 5)]
    [InlineData(SiteTrouble.Unreachable, 2, SiteImportStatus.Waiting, 20)]
    [InlineData(SiteTrouble.ServerFailed, 3, SiteImportStatus.Failed, null)]
    [InlineData(SiteTrouble.NotPublic, 1, SiteImportStatus.Failed, null)]
    [InlineData(SiteTrouble.RobotsForbid, 1, SiteImportStatus.Failed, null)]
    [InlineData(SiteTrouble.NothingFound, 1, SiteImportStatus.Failed, null)]
    public void What_may_pass_is_tried_again_and_what_the_site_says_is_final(
        SiteTrouble trouble, int tries, SiteImportStatus status, int? pauseSeconds)
    {
        var reading = Import() with { Status = SiteImportStatus.Reading, Tries = tries };

        var next = SiteImportRules.WhenRead(reading, new([], 0, trouble), Now);

        Assert.Equal((status, trouble), (next.Status, next.Trouble));
        Assert.Equal(pauseSeconds is { } seconds ? Now.AddSeconds(seconds) : null, next.DueAt);
    }

    [Fact]
    public void A_reading_ends_before_it_is_held_to_be_dead() =>
        Assert.True(SiteImportRules.ReadingMax < SiteImportRules.Lease);

    private static SiteImport Import() => SiteImportRules.Start(
        GrainKey.Of(Guid.NewGuid(), Guid.NewGuid()), Guid.NewGuid(), "https://shop.test",
        new Command(Guid.NewGuid(), Actor.System, "site-imports.start"), Now);
}
