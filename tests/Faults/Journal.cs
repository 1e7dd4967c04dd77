using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Platform.Faults;

/// <summary>The client's own memory of what was acknowledged: a file, flushed to the disk before an acknowledgement
/// counts. It is the oracle's one side; the database, read by SQL, is the other.</summary>
internal sealed class Journal : IAsyncDisposable
{
    private readonly FileStream _file;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly Task _writer;
    private long _count;

    public Journal()
    {
        Path = System.IO.Path.GetTempFileName();
        _file = new FileStream(Path, FileMode.Create, FileAccess.Write, FileShare.Read);
        _writer = WriteAsync();
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Acknowledgements on disk.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Acknowledged: command key and order id.</summary>
    public void Acknowledged(string key, string orderId) => _lines.Writer.TryWrite($"{key} {orderId}\n");

    /// <summary>Returns when so many more are acknowledged.</summary>
    /// <exception cref="TimeoutException">They were not within a minute.</exception>
    public Task UntilMoreAsync(long more)
    {
        var target = Count + more;
        return Until.IsSoAsync(() => Count >= target, $"{target} acknowledgements");
    }

    /// <summary>Compares with what is stored: nothing lost, nothing twice, no hole in the log.</summary>
    public async Task<Finding> CompareAsync(Ledger ledger, long trials, string figure, Promises promises)
    {
        var acknowledged = await ReadAsync();
        var lost = await ledger.LostAsync(acknowledged);
        var doubled = await ledger.DoubledAsync(acknowledged);
        return promises
            .None(lost, "acknowledged and lost")
            .None(doubled, "happened twice")
            .Keep(await ledger.IsDenseAsync(), "the log has a hole")
            .After(
                trials,
                $"{acknowledged.Count} acknowledged, {lost.Count} lost, {doubled.Count} doubled; {figure}");
    }

    /// <summary>Everything that is on disk, by key.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync()
    {
        _lines.Writer.TryComplete();
        await _writer;
        var acknowledged = new ConcurrentDictionary<string, string>();
        await foreach (var line in File.ReadLinesAsync(Path))
        {
            var parts = line.Split(' ');
            if (!acknowledged.TryAdd(parts[0], parts[1]))
                Assert.Equal(acknowledged[parts[0]], parts[1]); // One command, one order, however often it was asked.
        }

        return acknowledged;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await _writer;
        await _file.DisposeAsync();
        File.Delete(Path);
    }

    private async Task WriteAsync()
    {
        var written = 0;
        while (await _lines.Reader.WaitToReadAsync())
        {
            while (_lines.Reader.TryRead(out var line))
            {
                _file.Write(System.Text.Encoding.ASCII.GetBytes(line));
                written++;
            }

            _file.Flush(flushToDisk: true);
            Interlocked.Exchange(ref _count, written);
        }
    }
}
