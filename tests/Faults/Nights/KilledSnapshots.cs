using System.IO.Compression;
using System.Security.Cryptography;

namespace Platform.Faults;

/// <summary>F25. The process is killed in the middle of the nightly snapshot.</summary>
internal static class KilledSnapshots
{
    private const int OrdersAtOnce = 16;
    private const int TrickleBytesPerSecond = 200_000; // So that a snapshot lasts, and the kill finds it at work.
    private const int NightsBack = 2; // Of the last one the time may not have come yet. One snapshot is for both.
    private const string Part = "*.part";
    private const string Snapshot = "*.snapshot.gz";
    private static readonly TimeSpan Old = TimeSpan.FromHours(25); // Nobody goes on with a part of yesterday.

    public static async Task<Finding> RunAsync(Trial trial)
    {
        await using var scene = await Scene.OpenAsync(trial, new(IsThroughProxy: true));
        var folder = Path.Combine(scene.Platform.DataDirectory, "snapshots");
        await Parallel.ForAsync(
            0, Form.Rounds(shortForm: 800, longForm: 4_000), new ParallelOptions
            {
                MaxDegreeOfParallelism = OrdersAtOnce,
            },
            async (n, _) => (await scene.Platform.Http.CreateAsync("/api/v1/orders", Baskets.Service($"night {n}")))
                .Expect(201));
        await Until.IsSoAsync(
            async () => await scene.Ledger.CountAsync(
                "select count(*) from scheduled_jobs where job = 'nightly-snapshot'") > 0,
            "the snapshots are planned");
        var random = new Random(Form.Seed);
        var rounds = Form.Rounds(shortForm: 1, longForm: 30);
        var promises = new Promises();
        var (begun, swept) = (0, 0);
        await scene.Platform.StopAsync();
        for (var round = 0; round < rounds; round++)
        {
            await Past.MoveJobsAsync(scene.Ledger, NightsBack);
            var before = FilesOf(folder, Snapshot).Length;
            var parts = FilesOf(folder, Part);
            scene.Line.BytesPerSecond = 0;
            await scene.Platform.StartAsync();
            await Until.IsSoAsync(
                () => FilesOf(folder, Part).Except(parts).Any() || FilesOf(folder, Snapshot).Length > before,
                "a snapshot has begun", TimeSpan.FromSeconds(90));
            scene.Line.BytesPerSecond = TrickleBytesPerSecond;
            await Task.Delay(random.Next(round % 2 == 0 ? 600 : 3_000));
            await scene.Platform.KillAsync();
            begun += FilesOf(folder, Part).Except(parts).Any() ? 1 : 0;

            // Nothing says that it is there.
            promises
                .None(await UnsoundAsync(scene, folder), "snapshots are recorded that are not on the disk as recorded")
                .None([.. FilesOf(folder, Snapshot).Where(path => !IsWhole(path))], "halves bear a whole one's name");
            foreach (var part in FilesOf(folder, Part))
                File.SetLastWriteTimeUtc(part, TimeProvider.System.GetUtcNow().UtcDateTime - Old);

            // The next run takes it, and what the dead one left is swept away.
            scene.Line.BytesPerSecond = 0;
            await scene.Platform.StartAsync();
            await Past.CaughtUpAsync(scene.Ledger, TimeSpan.FromMinutes(2));
            await Until.IsSoAsync(() => FilesOf(folder, Part).Length == 0, "no half file is left");
            swept++;
            promises
                .Keep(await NightsAsync(scene) == 1, "the nights have no snapshot, or two")
                .None(await UnsoundAsync(scene, folder), "snapshots are not on the disk as they are recorded");
            trial.Say($"night {round + 1}: taken by the next run");
            await scene.Platform.StopAsync();
        }

        var failed = await scene.Ledger.ColumnAsync("select reason from snapshot_drills where fault is not null");
        var tried = await scene.Ledger.CountAsync("select count(distinct snapshot_id) from snapshot_drills");
        return promises
            .None(failed, "drills found a snapshot that cannot be restored")
            .Keep(begun > 0 || !Form.IsLong, "no kill came while a snapshot was written")
            .Keep(tried >= rounds, $"{tried} snapshots of {rounds} nights were tried")
            .After(
                rounds,
                $"{rounds} kills, {begun} of them while a file was being written: none is shown that is not whole, "
                + $"each night's was taken by the next run and restored in its drill, the halves of {swept} "
                + "nights were swept away");
    }

    // There is one account.
    private static Task<long> NightsAsync(Scene scene) => scene.Ledger.CountAsync(
        "select count(*) from snapshots where cause = 'nightly'");

    private static string[] FilesOf(string folder, string pattern) => Directory.Exists(folder)
        ? Directory.GetFiles(folder, pattern, SearchOption.AllDirectories)
        : [];

    // What is recorded has its file, with its checksum, and its manifest.
    private static async Task<IReadOnlyList<string>> UnsoundAsync(Scene scene, string folder)
    {
        var recorded = await scene.Ledger.ColumnAsync(
            "select replace(account_id::text, '-', '') || '/' || file || ' ' || sha256 from snapshots"
            + " where deleted_at is null");
        return [.. recorded.Where(one => !IsSound(one.Split(' ')))];

        bool IsSound(string[] one)
        {
            var path = Path.Combine(folder, one[0]);
            return File.Exists(path) && Directory.GetFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "*")
                .Length == 2 && Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) == one[1];
        }
    }

    private static bool IsWhole(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var unpacked = new GZipStream(file, CompressionMode.Decompress);
            using var text = new StreamReader(unpacked);
            var last = "";
            while (text.ReadLine() is { } line)
                last = line;
            return last.StartsWith("end ", StringComparison.Ordinal);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
