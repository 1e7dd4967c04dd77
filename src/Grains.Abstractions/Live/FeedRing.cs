using System.Collections.Immutable;

namespace Platform.Live;

/// <summary>The recent entries of a feed and up to where they are complete. Pure: what is missing is asked for, not
/// fetched. Used by the feed's grain and by each API node that listens to it.</summary>
public sealed class FeedRing<T>(int capacity, Func<T, long> positionOf)
{
    private readonly Queue<T> _entries = new();

    /// <summary>Every entry of the feed up to here was accepted.</summary>
    public long Through { get; private set; }

    /// <summary>The ring holds every entry of the feed after this position.</summary>
    public long From { get; private set; }

    /// <summary>Starts over at a position, empty.</summary>
    public void Reset(long through)
    {
        _entries.Clear();
        From = Through = through;
    }

    /// <summary>Whether a batch joins what is here; if not, what lies between has to be read first.</summary>
    public bool Joins(long previous) => previous <= Through;

    /// <summary>Takes entries in order and answers those that are new. The caller vouches that none is missing between
    /// <see cref="Through"/> and the first, nor up to <paramref name="through"/>.</summary>
    public ImmutableArray<T> Accept(ReadOnlySpan<T> entries, long through)
    {
        var fresh = ImmutableArray.CreateBuilder<T>(entries.Length);
        foreach (var entry in entries)
        {
            if (positionOf(entry) <= Through)
                continue;
            Through = positionOf(entry);
            fresh.Add(entry);
            Keep(entry);
        }

        Through = Math.Max(Through, through);
        return fresh.DrainToImmutable();
    }

    /// <summary>Everything after a position, or null when the ring does not reach back so far.</summary>
    public ImmutableArray<T>? Since(long after) =>
        after < From ? null : [.. _entries.Where(entry => positionOf(entry) > after)];

    private void Keep(T entry)
    {
        _entries.Enqueue(entry);
        if (_entries.Count > capacity)
            From = positionOf(_entries.Dequeue());
    }
}
