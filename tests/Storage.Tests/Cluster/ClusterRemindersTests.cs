namespace Platform.Cluster;

/// <summary>A cluster's reminders are those of one process alone, and the other way round.</summary>
public sealed class ClusterRemindersTests : OrleansTables
{
    private static readonly GrainId Pump = GrainId.Create("due-work-pump", "platform");
    private static readonly DateTime Start = new(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc);
    private static readonly (string, object?) Service = ("ServiceId", "platform");

    private IReminderTable Alone => Host.Get<IReminderTable>();

    [Fact]
    public async Task What_a_cluster_registers_one_process_finds_and_changes()
    {
        Assert.Equal(0, await UpsertAsync(60_000));
        Assert.Equal(1, await UpsertAsync(120_000L));

        var found = await Alone.ReadRow(Pump, "pump");
        Assert.Equal(
            (Pump, Start, TimeSpan.FromMinutes(2), "1"), (found!.GrainId, found.StartAt, found.Period, found.ETag));
        Assert.Equal("2", await Alone.UpsertRow(found));
        var row = Assert.Single(await AskAsync("ReadReminderRowKey", Service, Grain, ("ReminderName", "pump")));
        Assert.Equal(
            ("due-work-pump/platform", "pump", Start, 120_000L, 2),
            (row["GrainId"], row["ReminderName"], row["StartTime"], row["Period"], row["Version"]));
        Assert.Empty(await AskAsync("ReadReminderRowsKey", ("ServiceId", "another"), Grain));
        Assert.Single(await AskAsync("ReadReminderRowsKey", Service, Grain));
    }

    [Fact]
    public async Task Each_part_of_the_ring_holds_what_one_process_finds_there()
    {
        for (var n = 0; n < 60; n++)
        {
            var entry = new ReminderEntry
            {
                GrainId = GrainId.Create("box", $"{n}"),
                ReminderName = "r",
                StartAt = Start,
                Period = TimeSpan.FromMinutes(1),
            };
            await Alone.UpsertRow(entry);
        }

        foreach (var (begin, end) in new[] { (0x10000000u, 0x70000000u), (0x70000000u, 0x90000000u), (5u, 5u) })
        {
            var (after, through) = unchecked(((int)begin, (int)end));
            var rows = await AskAsync(
                after < through ? "ReadRangeRows1Key" : "ReadRangeRows2Key",
                Service, ("BeginHash", after), ("EndHash", through));

            Assert.Equal(
                (await Alone.ReadRows(begin, end)).Reminders.Select(one => one.GrainId.ToString()).Order(),
                rows.Select(row => (string)row["GrainId"]!).Order());
        }
    }

    [Fact]
    public async Task Only_the_version_that_was_read_is_removed()
    {
        await UpsertAsync(60_000);

        Assert.False(await RemoveAsync(version: 3));
        Assert.True(await RemoveAsync(version: 0));
        Assert.Null(await Alone.ReadRow(Pump, "pump"));

        await UpsertAsync(60_000);
        await AskAsync("DeleteReminderRowsKey", Service);
        Assert.Null(await Alone.ReadRow(Pump, "pump"));
    }

    private static (string, object?) Grain => ("GrainId", Pump.ToString());

    private async Task<int> UpsertAsync(object period)
    {
        var row = Assert.Single(await AskAsync(
            "UpsertReminderRowKey", Service, Grain, ("ReminderName", "pump"), ("StartTime", Start),
            ("Period", period), ("GrainHash", unchecked((int)Pump.GetUniformHashCode()))));
        return Assert.IsType<int>(row["Version"]);
    }

    private Task<bool> RemoveAsync(int version) => DidAsync(
        "DeleteReminderRowKey", Service, Grain, ("ReminderName", "pump"), ("Version", version));
}
