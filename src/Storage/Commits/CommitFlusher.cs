using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Storage;

namespace Platform.Commits;

/// <summary>Brings flushes to the database over one connection. The fast way is one round trip; what it cannot write is
/// sorted out until each commit has its own answer.</summary>
internal sealed partial class CommitFlusher(
    ICommitSource source, DatabaseGate gate, FlushTeller teller, TimeProvider clock, ILogger<CommitFlusher> logger,
    CancellationToken stopping)
    : IAsyncDisposable
{
    private const string ExpectationFailed = "PF001";

    // A new row or a receipt that is there already; or a child row's own key, which the halves will find. Inserting
    // with "on conflict do nothing" would spare this and cost every receipt twice its price.
    private const string KeyExists = PostgresErrorCodes.UniqueViolation;
    private const string Deadlock = PostgresErrorCodes.DeadlockDetected;
    private const string NotSerializable = PostgresErrorCodes.SerializationFailure;

    // How often a part is tried again in whole: after a deadlock, or when whoever was in its way has gone.
    private const int TriesMax = 4;

    private readonly Stack<FlushPart> _parts = new();
    private ICommitSession? _session;

    private enum Outcome
    {
        Committed = 1,
        NotSent = 2,
        Refused = 3,
        Unknown = 4,
    }

    /// <summary>Writes the commits. Returns when every one of them has been answered.</summary>
    public async Task FlushAsync(List<Submission> submissions)
    {
        using var trace = FlushTrace.Start(submissions);
        _parts.Push(FlushPart.Of(submissions));
        while (_parts.TryPop(out var part))
        {
            var (outcome, failure) = await TryAsync(part);
            switch (outcome)
            {
                case Outcome.Committed:
                    break;
                case Outcome.NotSent when !part.MayBeWritten:
                    RefuseAll(part, Unavailable(failure));
                    break;
                case Outcome.Refused:
                    await SortOutAsync(part, failure!);
                    break;
                case Outcome.NotSent or Outcome.Unknown:
                    await ResolveAsync(part);
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await DropAsync();

    /// <summary>Nothing was written, and the caller may try again later.</summary>
    public static StorageUnavailableException Unavailable(Exception? failure) =>
        new("The database cannot be reached; nothing was written.", failure);

    private async Task<(Outcome, Exception?)> TryAsync(FlushPart part)
    {
        ICommitSession session;
        try
        {
            session = await OpenAsync();
        }
        catch (Exception failure) when (Failures.IsUnavailable(failure))
        {
            gate.Report(failure, isProof: true);
            return (Outcome.NotSent, failure);
        }

        var ticket = teller.Begin();
        var at = StoredTime.Of(clock.GetUtcNow());
        var started = clock.GetTimestamp();
        try
        {
            var basePosition = await session.WriteAsync(part, at);
            StorageMetrics.Flushed(part.Submissions.Length, clock.GetElapsedTime(started));
            Acknowledge(part, basePosition);
            teller.Committed(ticket, part.Submissions, basePosition, at);
            return (Outcome.Committed, null);
        }
        catch (Exception failure)
        {
            teller.Forget(ticket);
            return (await JudgeAsync(failure), failure);
        }
    }

    // What is neither the server's nor the connection's fault happened here, before the end of the transaction was
    // sent: a column that threw, a value that cannot be sent. It is somebody's in the part, like a constraint.
    private async Task<Outcome> JudgeAsync(Exception failure)
    {
        var isRefusal = failure is PostgresException refusal
            ? !Failures.EndsSession(refusal)
            : !Failures.IsUnavailable(failure);
        if (isRefusal)
        {
            if (failure is not PostgresException)
                await DropAsync();
            return Outcome.Refused;
        }

        await DropAsync();
        StorageMetrics.UnknownOutcome();
        LogUnknown(failure.Message);
        gate.Report(failure, isProof: failure.InnerException is TimeoutException);
        return Outcome.Unknown;
    }

    private async Task SortOutAsync(FlushPart part, Exception failure)
    {
        switch (failure)
        {
            case PostgresException { SqlState: ExpectationFailed } when part.Tries < TriesMax:
            case PostgresException { SqlState: KeyExists } when part.Tries == 0:
                await TryRestAsync(part);
                break;
            case PostgresException { SqlState: Deadlock or NotSerializable } when part.Tries < TriesMax:
                _parts.Push(part with { Tries = part.Tries + 1 });
                break;
            case PostgresException refusal when Failures.IsServersFault(refusal):
                if (part.MayBeWritten)
                    await ResolveAsync(part);
                else
                    RefuseAll(part, Unavailable(failure));
                break;
            case var _ when part.Submissions.Length > 1:
                var (first, second) = part.Halves();
                _parts.Push(second);
                _parts.Push(first);
                break;
            default:
                StorageMetrics.Refused();
                RefuseAll(part, Refusal(failure));
                break;
        }
    }

    // Not all rows were there in the version they were decided on, or a receipt was: those are answered, the rest goes
    // on.
    private async Task TryRestAsync(FlushPart part)
    {
        try
        {
            var open = await Judgement.SettleAsync(await OpenAsync(), part.Submissions);
            var isSmaller = open.Count < part.Submissions.Length;
            if (open.Count > 0)
                _parts.Push(part with { Submissions = [.. open], Tries = isSmaller ? 0 : part.Tries + 1 });
        }
        catch (Exception failure) when (Failures.IsUnavailable(failure))
        {
            await DropAsync();
            gate.Report(failure, isProof: false);
            await ResolveAsync(part);
        }
    }

    // The answer to a sent transaction was lost. Its server may even be working on it still: a commit that is not there
    // yet is sent again under the same commit id, meets the locks of the first try, and recognises itself.
    private async Task ResolveAsync(FlushPart part)
    {
        while (true)
        {
            try
            {
                await gate.WhenReachedAsync(stopping);
                var open = await Judgement.SettleAsync(await OpenAsync(), part.Submissions);
                if (open.Count > 0)
                    _parts.Push(new([.. open], Tries: 0, MayBeWritten: true));
                return;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                RefuseAll(part, new TimeoutException("The process stops, and what became of the commit is unknown."));
                return;
            }
            catch (Exception failure) when (Failures.IsUnavailable(failure))
            {
                await DropAsync();
                gate.Report(failure, isProof: true);
            }
        }
    }

    private static void Acknowledge(FlushPart part, long basePosition)
    {
        var position = basePosition;
        foreach (var submission in part.Submissions)
        {
            var eventCount = submission.Pending.Events.Length;
            position += eventCount;
            submission.Acknowledge(eventCount == 0 ? null : position);
        }
    }

    private static void RefuseAll(FlushPart part, Exception reason)
    {
        foreach (var submission in part.Submissions)
            submission.Refuse(reason);
    }

    private static CommitRefusedException Refusal(Exception failure) => failure is PostgresException refusal
        ? new($"{refusal.ConstraintName ?? refusal.MessageText} ({refusal.SqlState})", failure)
        {
            Constraint = refusal.ConstraintName,
            SqlState = refusal.SqlState,
        }
        : new($"The commit cannot be sent: {failure.Message}", failure);

    private async ValueTask<ICommitSession> OpenAsync()
    {
        if (_session is { IsOpen: true } open)
            return open;
        await DropAsync();
        return _session = await source.OpenAsync(stopping);
    }

    private async ValueTask DropAsync()
    {
        if (_session is { } session)
            await session.DisposeAsync();
        _session = null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A flush was sent and its answer lost, asking again: {Reason}")]
    private partial void LogUnknown(string reason);
}
