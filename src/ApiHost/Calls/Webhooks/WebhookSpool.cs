using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Calls.Webhooks;

/// <summary>A verified report that could not be applied, as it waits on disk.</summary>
/// <param name="Provider">Who sent it.</param>
/// <param name="AccountId">Whose secret signed it.</param>
/// <param name="Path">Where it was sent to.</param>
/// <param name="ReceivedAt">When, UTC.</param>
/// <param name="DedupeKey">The same for each of its repeats.</param>
/// <param name="Body">As it was received.</param>
/// <param name="WasTurnedAway">The caller heard an apology.</param>
internal sealed record SpooledWebhook(
    string Provider, Guid AccountId, string Path, DateTimeOffset ReceivedAt, string DedupeKey, string Body,
    bool WasTurnedAway);

[JsonSerializable(typeof(SpooledWebhook))]
internal sealed partial class SpoolJson : JsonSerializerContext;

/// <summary>Verified reports that wait for the database, in the order they came: one file, a line each, on disk before
/// the provider is answered, bounded. A second file says how far they have been applied.</summary>
internal sealed class WebhookSpool : IDisposable
{
    private readonly Lock _lock = new();
    private readonly long _bytesMax;
    private readonly FileStream _lines;
    private readonly FileStream _done;
    private readonly string _givenUp;
    private long _applied;

    public WebhookSpool(string directory, long bytesMax)
        : this(directory, bytesMax, Open)
    {
    }

    /// <summary>The same on files that are opened otherwise.</summary>
    internal WebhookSpool(string directory, long bytesMax, Func<string, FileStream> open)
    {
        Directory.CreateDirectory(directory);
        _bytesMax = bytesMax;
        _lines = open(Path.Combine(directory, "webhooks.log"));
        _done = open(Path.Combine(directory, "webhooks.done"));
        _givenUp = Path.Combine(directory, "webhooks.dead");
        CutTornLine();
        _applied = Math.Min(ReadDone(), _lines.Length);
    }

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_lock)
                return _applied == _lines.Length;
        }
    }

    /// <summary>Keeps a report; false when the spool or the disk is full. When it returns true the report is on
    /// disk.</summary>
    public bool TryAdd(SpooledWebhook webhook)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(webhook, SpoolJson.Default.SpooledWebhook);
        lock (_lock)
        {
            if (_lines.Length + line.Length + 1 > _bytesMax)
                return false;

            var length = _lines.Length;
            try
            {
                _lines.Seek(0, SeekOrigin.End);
                _lines.Write([.. line, (byte)'\n']);
                _lines.Flush(flushToDisk: true);
                return true;
            }
            catch (IOException)
            {
                // What was written of it must not become the beginning of the next line.
                _lines.SetLength(length);
                return false;
            }
        }
    }

    /// <summary>The report that has waited longest, or null; it stays until <see cref="Done"/>.</summary>
    public (SpooledWebhook? Webhook, long Next)? Peek()
    {
        lock (_lock)
        {
            if (_applied == _lines.Length)
                return null;

            var line = ReadLine();
            return (Parse(line), _applied + line.Length + 1);
        }
    }

    /// <summary>The report before this place has been applied.</summary>
    public void Done(long next)
    {
        lock (_lock)
        {
            _applied = next;
            if (_applied == _lines.Length)
            {
                // The mark first: a crash between the two applies them all once more, which changes nothing. The other
                // way round the old mark would hide what is added later.
                WriteDone(0);
                _lines.SetLength(0);
                _lines.Flush(flushToDisk: true);
                _applied = 0;
                return;
            }

            WriteDone(_applied);
        }
    }

    /// <summary>Puts the report that has waited longest aside, into a file of its own that a person can read, and goes
    /// on with the next.</summary>
    public void GiveUp(long next)
    {
        lock (_lock)
        {
            using (var aside = new FileStream(_givenUp, FileMode.Append, FileAccess.Write, FileShare.Read))
            {
                aside.Write([.. ReadLine(), (byte)'\n']);
                aside.Flush(flushToDisk: true);
            }

            Done(next);
        }
    }

    public void Dispose()
    {
        _lines.Dispose();
        _done.Dispose();
    }

    // Not shared: two processes on one spool would each apply the other's. Not buffered: what a full disk refuses must
    // not be written later.
    private static FileStream Open(string path) =>
        new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);

    // What a crash left half written was never answered with success.
    private void CutTornLine()
    {
        while (_lines.Length > 0)
        {
            _lines.Seek(-1, SeekOrigin.End);
            if (_lines.ReadByte() == '\n')
                return;
            _lines.SetLength(_lines.Length - 1);
        }
    }

    private byte[] ReadLine()
    {
        _lines.Seek(_applied, SeekOrigin.Begin);
        var line = new List<byte>();
        var buffer = new byte[4096];
        while (true)
        {
            var read = _lines.Read(buffer);
            var end = Array.IndexOf(buffer, (byte)'\n', 0, read);
            line.AddRange(end < 0 ? buffer.AsSpan(0, read) : buffer.AsSpan(0, end));
            if (end >= 0 || read == 0)
                return [.. line];
        }
    }

    private static SpooledWebhook? Parse(byte[] line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, SpoolJson.Default.SpooledWebhook);
        }
        catch (JsonException)
        {
            return null; // A damaged disk: the replay says so and goes on.
        }
    }

    private long ReadDone()
    {
        _done.Seek(0, SeekOrigin.Begin);
        using var reader = new StreamReader(_done, Encoding.ASCII, leaveOpen: true);
        return long.TryParse(reader.ReadToEnd(), out var done) ? done : 0;
    }

    private void WriteDone(long done)
    {
        _done.Seek(0, SeekOrigin.Begin);
        _done.Write(Encoding.ASCII.GetBytes(done.ToString("D20", System.Globalization.CultureInfo.InvariantCulture)));
        _done.Flush(flushToDisk: true);
    }
}
