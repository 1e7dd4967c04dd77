using System.Collections.Concurrent;
using System.Diagnostics;

namespace Platform.Faults;

/// <summary>F23. The disk with PostgreSQL's data is full, and has room again.</summary>
internal static class FullDisk
{
    private const int Megabytes = 160;
    private const double BackSeconds = 10;
    private const int RefusalsMin = 50;

    /// <summary>Why it cannot be done here, or null.</summary>
    public static string? Hindrance()
    {
        using var room = SmallDisk.Mount(1);
        return room is null ? "a file system cannot be mounted here" : null;
    }

    public static async Task<Finding> RunAsync(Trial trial)
    {
        using var disk = SmallDisk.Mount(Megabytes)!;
        // The write-ahead log stands on another disk: when that is full PostgreSQL stops, and its operator starts it.
        await using var scene = await Scene.OpenAsync(
            trial, new(OwnServer: "-c max_wal_size=64MB", DataDirectory: disk.Path));
        var http = scene.Platform.Http;
        await using var journal = new Journal();
        var warm = (await http.CreateAsync("/api/v1/orders", Baskets.Service("warm"), "warm")).Expect(201)["id"]!;
        journal.Acknowledged("warm", warm.ToString());
        var rounds = Form.Rounds(shortForm: 1, longForm: 10);
        var promises = new Promises();
        var refusals = new ConcurrentBag<Answer>();
        var slowest = TimeSpan.Zero;
        for (var round = 0; round < rounds; round++)
        {
            disk.Fill();
            var n = 0;
            while (refusals.Count < (round + 1) * RefusalsMin)
            {
                await Parallel.ForAsync(
                    0, 32, async (_, _) => await PlaceAsync($"{round}-{Interlocked.Increment(ref n)}"));
                promises.Keep(n < 100_000, "the disk was never full");
            }

            var read = await http.AskAsync(HttpMethod.Get, $"/api/v1/orders/{warm}");
            promises.Keep(read.Status == 200, $"a warm read got {read.Status}");
            disk.Empty();
            var watch = Stopwatch.StartNew();
            var key = $"after-{round}";
            var again = await Asking.UntilAnsweredAsync(
                () => http.CreateAsync("/api/v1/orders", Baskets.Service(key), key));
            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
            journal.Acknowledged(key, again.Expect(201)["id"]!.ToString());
        }

        return await journal.CompareAsync(
            scene.Ledger, rounds,
            $"{rounds} times full, {refusals.Count} writes got 503, warm reads went on, writes "
            + $"{slowest.TotalSeconds:0.0} s "
            + "after there was room",
            promises
                .None(
                    [.. refusals.Where(answer => answer.Status != 503).Select(answer => answer.Text)], "other answers")
                .Keep(slowest <= Form.Bar(BackSeconds), $"writes came back after {slowest.TotalSeconds:0.0} s"));

        async Task PlaceAsync(string key)
        {
            var answer = await Asking.TryAsync(() => http.CreateAsync(
                "/api/v1/orders", Baskets.Service(new string('x', 1_500)), key));
            if (answer.Status == 201)
                journal.Acknowledged(key, answer.Of("id"));
            else
                refusals.Add(answer);
        }
    }
}

/// <summary>A file system of a few megabytes in memory.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    private string Balloon => System.IO.Path.Combine(Path, "balloon");

    /// <summary>Mounts it; null where that is not allowed.</summary>
    public static SmallDisk? Mount(int megabytes)
    {
        var path = Directory.CreateTempSubdirectory("platform-disk-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", path))
            return new(path);
        Directory.Delete(path);
        return null;
    }

    /// <summary>Takes all the room there is.</summary>
    public void Fill()
    {
        using var file = File.Create(Balloon);
        var block = new byte[64 * 1024];
        try
        {
            while (true)
            {
                file.Write(block);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Gives it back.</summary>
    public void Empty() => File.Delete(Balloon);

    public void Dispose()
    {
        Run("umount", "-l", Path);
        Directory.Delete(Path);
    }

    private static bool Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
