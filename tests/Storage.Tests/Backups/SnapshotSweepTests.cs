using Microsoft.Extensions.Logging.Abstractions;
using Platform.Live;

namespace Platform.Backups;

/// <summary>Which files go, and who was erased is noted beside the others.</summary>
public sealed class SnapshotSweepTests(SnapshotFixture fixture) : SnapshotCase(fixture)
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task The_files_of_a_snapshot_that_was_let_go_are_removed_and_no_others()
    {
        var (gone, kept, unknown) = (await TakeAsync(), await TakeAsync(), await TakeAsync());
        await RecordAsync(gone, "now()", "'older than 14 days'", day: 1);
        await RecordAsync(kept, "null", "null", day: 2);

        Assert.Equal(2, await NewSweep().RunAsync(Now, default));

        Assert.False(File.Exists(Folder.PathOf(gone)));
        Assert.False(File.Exists(SnapshotFolder.ManifestOf(Folder.PathOf(gone))));
        Assert.Null((await DrillAsync(kept)).Fault);
        Assert.Null((await DrillAsync(unknown)).Fault);
    }

    [Fact]
    public async Task Each_sweep_looks_at_what_was_let_go_since_the_last_one()
    {
        var sweep = NewSweep();
        Assert.Equal(0, await sweep.RunAsync(Now, default));
        var (older, newer) = (await TakeAsync(), await TakeAsync());
        await RecordAsync(older, "now() - interval '2 days'", "'older than 14 days'", day: 1);
        await RecordAsync(newer, "now() - interval '1 minute'", "'older than 14 days'", day: 2);

        Assert.Equal(2, await sweep.RunAsync(Now, default));

        Assert.False(File.Exists(Folder.PathOf(newer)));
        Assert.True(File.Exists(Folder.PathOf(older)));
        Assert.Equal(2, await NewSweep().RunAsync(Now, default)); // Another process begins with all of them.
    }

    [Fact]
    public async Task A_part_that_a_crash_left_goes_when_nobody_writes_it_any_more()
    {
        var part = Folder.NewPart(Account, "left.snapshot.gz");
        await File.WriteAllTextAsync(part, "half");
        var sweep = NewSweep();
        Assert.Equal(0, await sweep.RunAsync(Now, default));

        Assert.Equal(1, await sweep.RunAsync(
            Now + SnapshotSweep.PartLife + TimeSpan.FromMinutes(1), default));
        Assert.False(File.Exists(part));
    }

    [Fact]
    public async Task A_file_that_a_crash_kept_from_its_manifest_goes_and_one_that_is_recorded_stays()
    {
        var (crashed, recorded) = (await TakeAsync(), await TakeAsync());
        await RecordAsync(recorded, "null", "null", day: 3);
        foreach (var snapshot in new[] { crashed, recorded })
            File.Delete(SnapshotFolder.ManifestOf(Folder.PathOf(snapshot)));
        Assert.Equal(0, await Host.Get<SnapshotSweep>().RunAsync(Now, default));

        Assert.Equal(1, await Host.Get<SnapshotSweep>().RunAsync(
            Now + SnapshotSweep.PartLife + TimeSpan.FromMinutes(1), default));
        Assert.False(File.Exists(Folder.PathOf(crashed)));
        Assert.True(File.Exists(Folder.PathOf(recorded)));
    }

    [Fact]
    public async Task Who_was_erased_is_noted_once_beside_the_snapshots_without_a_name()
    {
        var marks = new ErasureMarks(Folder);
        var entry = new LogEntry(
            Position: 7, Account, ErasureMarks.OrderErased, "orders/0198a000-0000-7000-8000-000000000001", [], Now,
            "member:m", TraceId: null, "{}");
        Assert.True(marks.Concerns(entry));

        await marks.Deliver(Guid.NewGuid(), entry, default);
        await marks.Deliver(Guid.NewGuid(), entry, default);

        var mark = Assert.Single(ErasureMarks.Of(Folder.MarksOf(Account)));
        Assert.Equal((entry.Subject, 7L), (mark.Subject, mark.Position));
    }

    [Fact]
    public void Only_the_owner_of_the_directory_may_read_it()
    {
        var part = Folder.NewPart(Account, "any");

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                File.GetUnixFileMode(Path.GetDirectoryName(part)!));
        }
    }

    private SnapshotSweep NewSweep() => new(
        Host.Database, Folder, TimeProvider.System, NullLogger<SnapshotSweep>.Instance);

    private Task RecordAsync(AccountSnapshot snapshot, string deletedAt, string why, int day) => ExecuteAsync(
        $"""
        insert into snapshots values ('{snapshot.AccountId}', '{snapshot.Id}', 'nightly', '2026-11-0{day}',
            '2026-11-0{day}', now(), 1, 1, 1, 1, 1, '{snapshot.Sha256}', '{snapshot.File}', '[]', {deletedAt}, {why})
        """);
}
