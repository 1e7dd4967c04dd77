using System.Buffers.Text;
using System.Text;

namespace Platform.Benchmarks.Live;

/// <summary>What one connection was told: how many events, a figure that only the same ones in the same order give, and
/// when, where that is asked for. Of each record of the hub's JSON protocol only the beginning is looked at.</summary>
internal sealed class Heard
{
    private const byte Separator = 0x1e;
    private const int HeadMax = 96;
    private const ulong Factor = 0x9E3779B97F4A7C15; // Any odd number.

    private static readonly byte[] Happened = Encoding.ASCII.GetBytes(
        """{"type":1,"target":"Happened","arguments":[{"position":""");

    private readonly byte[] _head = new byte[HeadMax];
    private int _headLength;
    private int _recordLength;
    private ulong _mark;

    /// <summary>Events since <see cref="Forget"/>.</summary>
    public long Count { get; private set; }

    /// <summary>Bytes of their records.</summary>
    public long Bytes { get; private set; }

    /// <summary>The answer to a call, when it has come.</summary>
    public TaskCompletionSource<string> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What came and should not have: the news that something is missing, a goodbye.</summary>
    public string? Strange { get; private set; }

    /// <summary>Position and timestamp of each event; null while nobody asks.</summary>
    public List<(long Position, long At)>? Times { get; set; }

    /// <summary>Starts anew.</summary>
    public void Forget() => (Count, Bytes, _mark) = (0, 0, 0);

    /// <summary>Whether it was told exactly these, once and in order.</summary>
    public bool Is(long count, ulong mark) => Strange is null && Count == count && _mark == mark;

    /// <summary>What <see cref="Is"/> compares with.</summary>
    public static ulong MarkOf(IEnumerable<long> positions) => positions.Aggregate(0UL, Next);

    /// <summary>Takes a piece of the stream.</summary>
    public void Take(ReadOnlySpan<byte> bytes, long at)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf(Separator);
            var part = end < 0 ? bytes : bytes[..end];
            var kept = part[..Math.Min(part.Length, HeadMax - _headLength)];
            kept.CopyTo(_head.AsSpan(_headLength));
            _headLength += kept.Length;
            _recordLength += part.Length;
            if (end < 0)
                return;
            TakeRecord(_head.AsSpan(0, _headLength), at);
            (_headLength, _recordLength) = (0, 0);
            bytes = bytes[(end + 1)..];
        }
    }

    private void TakeRecord(ReadOnlySpan<byte> head, long at)
    {
        if (head.StartsWith(Happened) && Utf8Parser.TryParse(head[Happened.Length..], out long position, out _))
        {
            Count++;
            Bytes += _recordLength + 1;
            _mark = Next(_mark, position);
            Times?.Add((position, at));
        }
        else if (head.StartsWith("{\"type\":3"u8))
        {
            Answer.TrySetResult(Encoding.UTF8.GetString(head));
        }
        else if (!head.SequenceEqual("{}"u8) && !head.StartsWith("{\"type\":6"u8))
        {
            Strange ??= Encoding.UTF8.GetString(head);
        }
    }

    private static ulong Next(ulong mark, long position) => unchecked((mark + (ulong)position) * Factor);
}
