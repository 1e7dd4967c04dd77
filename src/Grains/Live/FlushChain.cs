using System.Collections.Immutable;

namespace Platform.Live;

/// <summary>Turns the flushes of this process into batches for feeds, and knows for each where it joins what the feed
/// was told before. Where another process wrote in between, or a flush was not heard of, the chain starts anew, and
/// feeds that are not there yet read the log. Pure.</summary>
internal sealed class FlushChain
{
    /// <summary>Feeds to remember. More only means that some read the log once.</summary>
    public const int FeedsMax = 20_000;

    private readonly Dictionary<string, long> _told = new(StringComparer.Ordinal);
    private long _start;
    private long _end;

    /// <summary>The batches of some flushes, one or more a feed, in order.</summary>
    public IReadOnlyList<LiveBatch> Add(IEnumerable<IReadOnlyList<LogEntry>> flushes)
    {
        var batches = new List<LiveBatch>();
        var open = new Dictionary<string, ImmutableArray<LogEntry>.Builder>(StringComparer.Ordinal);
        foreach (var flush in flushes)
        {
            foreach (var entry in flush)
            {
                if (entry.Position != _end + 1)
                {
                    Close(open, batches);
                    _told.Clear();
                    _start = entry.Position - 1;
                }

                _end = entry.Position;
                foreach (var feed in FeedKey.Of(entry))
                {
                    if (!open.TryGetValue(feed, out var entries))
                        open.Add(feed, entries = ImmutableArray.CreateBuilder<LogEntry>());
                    entries.Add(entry);
                }
            }
        }

        Close(open, batches);
        return batches;
    }

    private void Close(Dictionary<string, ImmutableArray<LogEntry>.Builder> open, List<LiveBatch> batches)
    {
        foreach (var (feed, entries) in open)
        {
            batches.Add(new LiveBatch(feed, _told.GetValueOrDefault(feed, _start), _end, entries.DrainToImmutable()));
            _told[feed] = _end;
        }

        open.Clear();
        if (_told.Count > FeedsMax)
        {
            _told.Clear();
            _start = _end;
        }
    }
}
