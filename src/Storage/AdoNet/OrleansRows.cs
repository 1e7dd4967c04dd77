using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Storage;
using Platform.Storage;

namespace Platform.Commits;

/// <summary>Orleans' own grain storage as a commit meets it: a row a grain, compared and set on its ETag. What becomes
/// of a write whose answer was lost is found out here.</summary>
internal sealed class OrleansRows(
    [FromKeyedServices(OrleansRows.Provider)] IGrainStorage provider, DatabaseGate gate, StorageOptions options,
    TimeProvider clock)
    : IDisposable
{
    /// <summary>The name that Orleans' provider is registered under.</summary>
    public const string Provider = "adonet";

    // Before the grain's key, so that Orleans never takes it for a number and splits it.
    private const char KeyMark = '/';

    // When the database answers and yet refuses, as it does without space.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim _connections = new(options.OrleansStatesConnectionsMax);
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>How a grain's key stands in the table.</summary>
    public static string RowKey(string key) => $"{KeyMark}{key}";

    /// <summary>The grain's key again.</summary>
    public static string KeyOf(string rowKey) => rowKey[1..];

    /// <summary>What stands there and its ETag, or nothing.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    public async Task<(KeptCommit? Kept, string? ETag)> ReadAsync(string kind, string key)
    {
        if (!gate.IsUp)
            throw CommitFlusher.Unavailable(null);
        try
        {
            return await ReadOnceAsync(kind, key);
        }
        catch (Exception failure) when (Failures.IsUnavailable(failure))
        {
            gate.Report(failure, IsNotSent(failure));
            throw new StorageUnavailableException("The database cannot be reached.", failure);
        }
    }

    /// <summary>Writes it in the place of what has this ETag, and answers its own.</summary>
    /// <param name="kind">The name of the state.</param>
    /// <param name="key">The grain's key.</param>
    /// <param name="etag">Of what it replaces; nothing when there is none.</param>
    /// <param name="kept">What to write.</param>
    /// <param name="isOwed">It has to be written sooner or later, so it waits for a database that is gone.</param>
    /// <exception cref="StorageUnavailableException">Nothing was written.</exception>
    /// <exception cref="InconsistentStateException">Something else stands there.</exception>
    /// <exception cref="TimeoutException">The process stops, and what became of it is unknown.</exception>
    public async Task<string> WriteAsync(string kind, string key, string? etag, KeptCommit kept, bool isOwed = false)
    {
        var isUnknown = isOwed;
        while (true)
        {
            try
            {
                return await WriteOnceAsync(kind, key, etag, kept, isUnknown);
            }
            catch (InconsistentStateException) when (isUnknown)
            {
                // The first try may be what stands there.
                if (await FindAsync(kind, key, kept) is { } written)
                    return written;
                throw;
            }
            catch (PostgresException refusal) when (!Failures.EndsSession(refusal))
            {
                if (!Failures.IsServersFault(refusal))
                    throw;
                if (!isUnknown)
                    throw CommitFlusher.Unavailable(refusal);
            }
            catch (Exception failure) when (Failures.IsUnavailable(failure))
            {
                var isNotSent = IsNotSent(failure);
                gate.Report(failure, isNotSent || failure.InnerException is TimeoutException);
                if (isNotSent && !isUnknown)
                    throw CommitFlusher.Unavailable(failure);
                if (!isNotSent)
                    StorageMetrics.UnknownOutcome();
                isUnknown = true;
            }

            await WhenReachedAsync();
        }
    }

    /// <summary>Completes when the database can be tried again.</summary>
    /// <exception cref="TimeoutException">The process stops before.</exception>
    public async Task WhenReachedAsync()
    {
        try
        {
            await gate.WhenReachedAsync(_stopping.Token);
            await Task.Delay(Pause, clock, _stopping.Token);
        }
        catch (OperationCanceledException stop)
        {
            throw new TimeoutException("The process stops, and what became of the commit is unknown.", stop);
        }
    }

    /// <summary>Ends all waiting.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
        _connections.Dispose();
    }

    // A connection that was not even made. One that broke later may have brought the statement there.
    private static bool IsNotSent(Exception failure) =>
        failure is NpgsqlException { InnerException: SocketException } and not PostgresException;

    private static GrainId Id(string kind, string key) => GrainId.Create(kind, RowKey(key));

    private async Task<string?> FindAsync(string kind, string key, KeptCommit wanted)
    {
        while (true)
        {
            try
            {
                var (found, etag) = await ReadOnceAsync(kind, key);
                return found?.CommitId == wanted.CommitId && found.IsTakenBack == wanted.IsTakenBack ? etag : null;
            }
            catch (Exception failure) when (Failures.IsUnavailable(failure))
            {
                gate.Report(failure, IsNotSent(failure));
            }

            await WhenReachedAsync();
        }
    }

    private async Task<(KeptCommit? Kept, string? ETag)> ReadOnceAsync(string kind, string key)
    {
        var state = new GrainState<KeptCommit>();
        await _connections.WaitAsync();
        try
        {
            await provider.ReadStateAsync(kind, Id(kind, key), state, CancellationToken.None);
        }
        finally
        {
            _connections.Release();
        }

        return (state.RecordExists ? state.State : null, state.ETag);
    }

    private async Task<string> WriteOnceAsync(
        string kind, string key, string? etag, KeptCommit kept, bool isUnknown)
    {
        await _connections.WaitAsync();
        try
        {
            if (!gate.IsUp && !isUnknown)
                throw CommitFlusher.Unavailable(null);
            var state = new GrainState<KeptCommit>(kept, etag) { RecordExists = etag is not null };
            await provider.WriteStateAsync(kind, Id(kind, key), state, CancellationToken.None);
            return state.ETag!;
        }
        finally
        {
            _connections.Release();
        }
    }
}
