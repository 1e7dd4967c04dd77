using Platform.Calls.Webhooks;

namespace Platform.Calls;

public sealed class WebhookSpoolTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("spool").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void What_was_kept_comes_back_in_order_also_after_a_restart()
    {
        using (var spool = Open())
        {
            foreach (var number in Enumerable.Range(1, 5))
                Assert.True(spool.TryAdd(Report(number)));
            Assert.Equal(["1", "2"], Take(spool, 2));
        }

        using var again = Open();
        Assert.False(again.IsEmpty);
        Assert.Equal(["3", "4", "5"], Take(again, 10));
        Assert.True(again.IsEmpty);
        Assert.True(again.TryAdd(Report(6)));
        Assert.Equal(["6"], Take(again, 10));
    }

    [Fact]
    public void A_line_that_a_crash_left_half_written_is_cut()
    {
        using (var spool = Open())
            spool.TryAdd(Report(1));
        File.AppendAllText(Path.Combine(_directory, "webhooks.log"), "{\"Provider\":\"tw");

        using var again = Open();
        Assert.True(again.TryAdd(Report(2)));

        Assert.Equal(["1", "2"], Take(again, 10));
    }

    [Fact]
    public void A_damaged_line_is_passed_by_and_known_as_such()
    {
        File.WriteAllText(Path.Combine(_directory, "webhooks.log"), "not json\n");

        using var spool = Open();
        spool.TryAdd(Report(2));

        Assert.Null(spool.Peek()!.Value.Webhook);
        spool.Done(spool.Peek()!.Value.Next);
        Assert.Equal(["2"], Take(spool, 10));
    }

    [Fact]
    public void A_full_spool_takes_nothing_and_loses_nothing()
    {
        using var spool = new WebhookSpool(_directory, bytesMax: 1_000);
        var kept = 0;
        while (spool.TryAdd(Report(kept + 1)))
            kept++;

        Assert.InRange(kept, 1, 10);
        Assert.Equal(kept, Take(spool, 100).Count);
        Assert.True(spool.TryAdd(Report(1)));
    }

    [Fact]
    public void A_full_disk_takes_nothing_and_leaves_nothing_of_it()
    {
        FullDisk disk = null!;
        using (var spool = new WebhookSpool(_directory, 1_000_000, path => Path.GetExtension(path) == ".log"
            ? disk = new FullDisk(path)
            : new FileStream(path, FileMode.OpenOrCreate)))
        {
            Assert.True(spool.TryAdd(Report(1)));
            disk.Room = 10;
            Assert.False(spool.TryAdd(Report(2)));
            disk.Room = int.MaxValue;
            Assert.True(spool.TryAdd(Report(3)));
            Assert.Equal(["1"], Take(spool, 1));
        }

        using var again = Open();
        Assert.Equal(["3"], Take(again, 10));
    }

    [Fact]
    public void What_is_given_up_is_put_aside_and_the_next_one_comes()
    {
        using var spool = Open();
        foreach (var number in Enumerable.Range(1, 3))
            spool.TryAdd(Report(number));

        spool.GiveUp(spool.Peek()!.Value.Next);

        Assert.Equal(["2", "3"], Take(spool, 10));
        var aside = Assert.Single(File.ReadAllLines(Path.Combine(_directory, "webhooks.dead")));
        Assert.Contains("\"Body\":\"1\"", aside, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_with_any_characters_fit_on_a_line()
    {
        const string body = "a=1\n\r\n\u2028\"漢😀\\";
        using (var spool = Open())
            spool.TryAdd(Report(1) with { Body = body });

        using var again = Open();
        Assert.Equal(body, again.Peek()!.Value.Webhook!.Body);
    }

    private static SpooledWebhook Report(int number) => new(
        "twilio", Guid.Empty, "/status", DateTimeOffset.UnixEpoch, "key", $"{number}", WasTurnedAway: false);

    private static List<string> Take(WebhookSpool spool, int count)
    {
        var taken = new List<string>();
        while (taken.Count < count && spool.Peek() is var (webhook, next))
        {
            taken.Add(webhook!.Body);
            spool.Done(next);
        }

        return taken;
    }

    private WebhookSpool Open() => new(_directory, bytesMax: 1_000_000);

    private sealed class FullDisk(string path)
        : FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0)
    {
        public int Room { get; set; } = int.MaxValue;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            base.Write(buffer[..Math.Min(Room, buffer.Length)]);
            if (buffer.Length > Room)
                throw new IOException("No space left on device");
        }
    }
}
