using System.Collections.Immutable;
using System.Globalization;

namespace Platform.Commits;

/// <summary>How a grain commits: decide, write, believe. Keeps what is committed apart from what is being
/// written, so that reads which interleave with a pending write answer the old state.</summary>
internal sealed class Commit<T>(IPersistentState<Stored<T>> state)
    where T : class
{
    // What stood before the write that is under way; null when none is.
    private Stored<T>? _before;

    /// <summary>What reads answer: the last acknowledged state, null when nothing was ever written.</summary>
    public T? Committed => Standing.Value;

    /// <summary>The version of <see cref="Committed"/>; 0 when nothing was ever written.</summary>
    public long Version => state.RecordExists && state.Etag is { } etag
        ? long.Parse(etag, CultureInfo.InvariantCulture)
        : 0;

    /// <summary>A position of the log that <see cref="Committed"/> includes, and before which nothing of it is
    /// missing.</summary>
    public long Position => Standing.Position;

    /// <summary>For whoever decides on what the log told: refuses to answer from before that.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another activation wrote what is at this position
    /// of the log. Let it escape: the runtime drops this activation, and the next one has read it.</exception>
    public void DemandPosition(long position)
    {
        if (Position < position)
        {
            throw new Orleans.Storage.InconsistentStateException(
                $"This activation knows the log up to {Position}, and is asked for {position}.");
        }
    }

    private Stored<T> Standing => _before ?? state.State;

    /// <summary>Writes the next state with all that belongs to it, or nothing. Returns when it is durable; with an
    /// outcome unknown it waits until that is resolved.</summary>
    /// <param name="next">The state as it shall be.</param>
    /// <param name="command">Who asked, for the events.</param>
    /// <param name="events">What happened. No personal data.</param>
    /// <param name="rows">Child rows that this grain alone owns.</param>
    /// <param name="receipt">What the command answered.</param>
    /// <exception cref="StorageUnavailableException">Nothing was written; the grain stays warm.</exception>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another activation wrote first. Let it escape: the
    /// runtime drops this activation.</exception>
    /// <exception cref="DuplicateCommandException">The command was executed before; answer from the
    /// receipt.</exception>
    /// <exception cref="CommitRefusedException">The database refused the data.</exception>
    public Task Write(
        T next, Command command, ImmutableArray<PendingEvent> events, ImmutableArray<IRow> rows = default,
        Receipt? receipt = null) => Write(
        next,
        new PendingCommit(
            command.Actor, command.TraceId, events.IsDefault ? [] : events, rows.IsDefault ? [] : rows,
            receipt is null ? [] : [receipt]));

    /// <summary>The same for several commands that were decided one after another: one row, the events of each under
    /// its own actor, and a receipt each.</summary>
    public Task Write(T next, IReadOnlyList<CommitPart> parts) => Write(
        next,
        new PendingCommit(
            parts[0].Command.Actor, parts[0].Command.TraceId,
            [.. parts.SelectMany(part => part.SignedEvents())],
            [.. parts.Where(part => !part.Rows.IsDefault).SelectMany(part => part.Rows)],
            [.. parts.Where(part => part.Receipt is not null).Select(part => part.Receipt!)]));

    private async Task Write(T next, PendingCommit pending)
    {
        // Two writes at once would each be decided on the same state, and the second would undo the first.
        if (_before is not null)
            throw new InvalidOperationException("A write is pending: command methods must not interleave.");

        var before = state.State;
        _before = before;
        state.State = new Stored<T>
        {
            Value = next,
            Position = before.Position,
            Pending = pending,
        };
        try
        {
            await state.WriteStateAsync();
            state.State.Pending = null;
        }
        catch (DuplicateCommandException duplicate) when (IsOfAnother(duplicate.Receipt, pending))
        {
            // Executed by another activation, or by a process that is no more, since this one was loaded: there is
            // nothing here to answer from.
            state.State = before;
            throw new Orleans.Storage.InconsistentStateException(duplicate.Message, duplicate);
        }
        catch
        {
            state.State = before;
            throw;
        }
        finally
        {
            _before = null;
        }
    }

    private bool IsOfAnother(Receipt? earlier, PendingCommit pending) =>
        earlier?.Version > Version && pending.Receipts.Any(receipt => receipt.SubjectId == earlier.SubjectId);
}

/// <summary>What one of several commands adds to their common commit.</summary>
internal sealed record CommitPart(
    Command Command, ImmutableArray<PendingEvent> Events, ImmutableArray<IRow> Rows, Receipt? Receipt)
{
    /// <summary>Its events, saying who asked for them.</summary>
    public IEnumerable<PendingEvent> SignedEvents() => Events.IsDefault
        ? []
        : Events.Select(happened => happened with { Actor = Command.Actor, TraceId = Command.TraceId });
}
