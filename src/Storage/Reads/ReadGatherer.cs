using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Commits;

namespace Platform.Storage;

/// <summary>Reads that are asked for at the same time travel together: a batch takes whatever waits, and the next is
/// gathered while it is on its way. Under light load that is one read, after a restart it is hundreds.</summary>
internal sealed partial class ReadGatherer<TWanted, TFound> : IAsyncDisposable
{
    /// <summary>Batches under way at once: connections that are in use.</summary>
    public const int Readers = 2;

    private readonly Channel<Asked> _waiting;
    private readonly DatabaseGate _gate;
    private readonly Func<IReadOnlyList<TWanted>, Task<IReadOnlyList<TFound>>> _read;
    private readonly ILogger _logger;
    private readonly int _batchMax;
    private readonly Task[] _readers;

    /// <param name="read">Answers in the order of what was wanted. It may be asked the same twice.</param>
    /// <param name="gate">Knows whether the database is there.</param>
    /// <param name="options">How many may wait, and travel together.</param>
    /// <param name="loops">Where the batches are gathered.</param>
    /// <param name="logger">Hears of what had to be repeated.</param>
    public ReadGatherer(
        Func<IReadOnlyList<TWanted>, Task<IReadOnlyList<TFound>>> read, DatabaseGate gate, StorageOptions options,
        BackgroundLoops loops, ILogger logger)
    {
        (_read, _gate, _logger, _batchMax) = (read, gate, logger, options.ReadBatchMax);
        _waiting = Channel.CreateBounded<Asked>(options.WaitingCommitsMax);
        _gate.WentDown += RefuseWaiting;
        _readers = [.. Enumerable.Range(0, Readers).Select(_ => loops.Run(RunAsync))];
    }

    /// <exception cref="StorageUnavailableException">The database cannot be reached, or too many reads
    /// wait.</exception>
    /// <exception cref="StateUnreadableException">The database refuses to read it.</exception>
    public Task<TFound> ReadAsync(TWanted wanted)
    {
        if (!_gate.IsUp)
            throw Unavailable(null);
        var asked = new Asked(wanted);
        if (!_waiting.Writer.TryWrite(asked))
            throw new StorageUnavailableException("Too many reads wait for the database.");
        if (!_gate.IsUp)
            RefuseWaiting();
        return asked.Found.Task;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await Task.WhenAll(_readers);
        _gate.WentDown -= RefuseWaiting;
    }

    private static StorageUnavailableException Unavailable(Exception? failure) =>
        new("The database cannot be reached.", failure);

    private void RefuseWaiting()
    {
        while (_waiting.Reader.TryRead(out var asked))
            asked.Found.TrySetException(Unavailable(null));
    }

    private async Task RunAsync()
    {
        var taken = new List<Asked>(_batchMax);
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            taken.Clear();
            while (taken.Count < _batchMax && _waiting.Reader.TryRead(out var asked))
                taken.Add(asked);
            if (taken.Count > 0)
                await AnswerAsync(taken);
        }
    }

    private async Task AnswerAsync(List<Asked> taken)
    {
        TWanted[] wanted = [.. taken.Select(asked => asked.Wanted)];
        try
        {
            IReadOnlyList<TFound> found;
            try
            {
                found = await _read(wanted);
            }
            catch (Exception failure) when (Failures.IsUnavailable(failure))
            {
                // A pooled connection may have died with a server that is long back: reads can simply be repeated.
                LogRepeated(failure.Message);
                found = await _read(wanted);
            }

            for (var i = 0; i < taken.Count; i++)
                taken[i].Found.TrySetResult(found[i]);
        }
        catch (Exception failure) when (Failures.IsUnavailable(failure))
        {
            _gate.Report(failure, isProof: true);
            Refuse(taken, Unavailable(failure));
        }
        catch (Exception failure)
        {
            // A table that is not as described, say: the grains of this batch fail, the reader goes on.
            LogFailed(failure);
            var reason = (failure as PostgresException)?.SqlState ?? failure.GetType().Name;
            Refuse(taken, new StateUnreadableException($"The state cannot be read ({reason}).", failure));
        }
    }

    private static void Refuse(List<Asked> taken, Exception reason)
    {
        foreach (var asked in taken)
            asked.Found.TrySetException(reason);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A read is repeated: {Reason}")]
    private partial void LogRepeated(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A batch of states cannot be read")]
    private partial void LogFailed(Exception failure);

    private sealed record Asked(TWanted Wanted)
    {
        public TaskCompletionSource<TFound> Found { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
