using Platform.Storage;

namespace Platform.Reminders;

public sealed class ReminderTableTests : PreparedDatabase
{
    private static readonly GrainId Pump = GrainId.Create("due-work-pump", "platform");

    private IReminderTable Table => Host.Get<IReminderTable>();

    [Fact]
    public async Task A_reminder_is_found_again_as_it_was_registered()
    {
        var entry = Entry(Pump, "pump");

        Assert.Equal("0", await Table.UpsertRow(entry));

        var found = await Table.ReadRow(Pump, "pump");
        Assert.Equal((Pump, "pump", entry.StartAt, entry.Period, "0"),
            (found!.GrainId, found.ReminderName, found.StartAt, found.Period, found.ETag));
        Assert.Equal(DateTimeKind.Utc, found.StartAt.Kind);
        Assert.Null(await Table.ReadRow(Pump, "other"));
        Assert.Equal("due-work-pump/platform", await ScalarAsync<string>("select grain from reminders"));
    }

    [Fact]
    public async Task Registering_again_changes_it_and_raises_its_version()
    {
        await Table.UpsertRow(Entry(Pump, "pump"));

        Assert.Equal("1", await Table.UpsertRow(Entry(Pump, "pump", minutes: 7)));

        Assert.Equal(TimeSpan.FromMinutes(7), (await Table.ReadRow(Pump, "pump"))!.Period);
        Assert.Single((await Table.ReadRows(Pump)).Reminders);
    }

    [Fact]
    public async Task Only_the_version_that_was_read_is_removed()
    {
        await Table.UpsertRow(Entry(Pump, "pump"));
        await Table.UpsertRow(Entry(Pump, "pump"));

        Assert.False(await Table.RemoveRow(Pump, "pump", "0"));
        Assert.True(await Table.RemoveRow(Pump, "pump", "1"));
        Assert.Null(await Table.ReadRow(Pump, "pump"));
    }

    [Fact]
    public async Task Two_parts_of_the_ring_hold_every_reminder_once()
    {
        var grains = Enumerable.Range(0, 100).Select(n => GrainId.Create("box", $"{n}")).ToList();
        foreach (var grain in grains)
            await Table.UpsertRow(Entry(grain, "r"));

        foreach (var (begin, end) in new[] { (0u, 0x80000000u), (0x10u, 0xf0000000u), (0x7fffffffu, 0x80000001u) })
        {
            var inside = (await Table.ReadRows(begin, end)).Reminders.Select(row => row.GrainId).ToList();
            var outside = (await Table.ReadRows(end, begin)).Reminders.Select(row => row.GrainId).ToList();

            Assert.All(inside, grain => Assert.InRange(grain.GetUniformHashCode(), begin + 1, end));
            Assert.Equal(grains.Order(), inside.Concat(outside).Order());
        }

        Assert.Equal(100, (await Table.ReadRows(5, 5)).Reminders.Count);
    }

    [Fact]
    public async Task Another_service_on_the_same_table_sees_nothing()
    {
        await Table.UpsertRow(Entry(Pump, "pump"));
        await using var other = StorageHost.On(ConnectionString, options => options.ServiceId = "other");

        Assert.Empty((await other.Get<IReminderTable>().ReadRows(0, 0)).Reminders);
    }

    private static ReminderEntry Entry(GrainId grain, string name, int minutes = 1) => new()
    {
        GrainId = grain,
        ReminderName = name,
        StartAt = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc),
        Period = TimeSpan.FromMinutes(minutes),
    };
}
