using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Orleans.Storage;
using Platform.Storage;
using Platform.Testing;

namespace Platform.Commits;

/// <summary>What becomes of a write to Orleans' row, whichever way it fails. The database is what a test says; all but
/// one of the tests have a single connection, which has to come back.</summary>
public sealed partial class OrleansRowsTests : IDisposable
{
    private const string Kind = "boxes";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    // Between two tries.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ScriptedStorage _storage = new();
    private readonly ScriptedSource _source = new();
    private readonly ManualClock _clock = new();
    private readonly StorageOptions _options = new() { OrleansStatesConnectionsMax = 1 };
    private readonly DatabaseGate _gate;
    private readonly OrleansRows _rows;
    private readonly string _key = Keys.New();

    public OrleansRowsTests()
    {
        _gate = new(_source, _options, BackgroundLoops.Pool, _clock, NullLogger<DatabaseGate>.Instance);
        _rows = Rows();
    }

    private static PostgresException DiskFull => Refusal(PostgresErrorCodes.DiskFull);

    private static NpgsqlException Broken => new("It broke.", new IOException());

    private static NpgsqlException Hanging => new("It hangs.", new TimeoutException());

    private static NpgsqlException NotMade =>
        new("It is gone.", new SocketException((int)SocketError.ConnectionRefused));

    [Fact]
    public async Task What_is_written_is_read_and_the_next_one_takes_its_place()
    {
        Assert.Equal((null, null), await _rows.ReadAsync(Kind, _key));
        var first = Commit();
        var etag = await _rows.WriteAsync(Kind, _key, etag: null, first);
        Assert.Equal((first, etag), await _rows.ReadAsync(Kind, _key));

        var next = await _rows.WriteAsync(Kind, _key, etag, Commit(1));

        await Assert.ThrowsAsync<InconsistentStateException>(() => _rows.WriteAsync(Kind, _key, etag, Commit(1)));
        Assert.NotEqual(etag, next);
        // Every answer came, so nobody has to look what became of it.
        Assert.Equal(2, _storage.Reads);
    }

    [Fact]
    public async Task Without_space_a_commit_is_refused_at_once_and_tried_no_more()
    {
        _storage.FailWrite(DiskFull);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => WriteAsync(Commit()).WaitAsync(Soon));

        Assert.Equal(1, _storage.Writes);
        Assert.True(_gate.IsUp);
    }

    [Fact]
    public async Task A_connection_that_was_not_made_refuses_a_commit_at_once_and_shuts_the_gate()
    {
        _source.IsGone = true;
        _storage.FailWrite(NotMade);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => WriteAsync(Commit()).WaitAsync(Soon));

        Assert.Equal(1, _storage.Writes);
        Assert.False(_gate.IsUp);
    }

    [Fact]
    public async Task A_write_that_hangs_shuts_the_gate_and_a_connection_that_broke_does_not()
    {
        var shut = 0;
        _gate.WentDown += () => shut++;
        _storage.FailWrite(Broken);
        _storage.FailWrite(Hanging);

        var writing = WriteAsync(Commit());

        Assert.Equal(0, shut);
        await PassAsync(writing, () => _storage.Writes == 2);
        await PassAsync(writing, () => writing.IsCompleted);
        Assert.Equal(1, shut);
    }

    [Theory]
    [InlineData(PostgresErrorCodes.DiskFull)]
    [InlineData(null)] // The connection was not made.
    public async Task What_is_owed_waits_and_is_tried_until_it_is_written(string? sqlState)
    {
        var commit = Commit();
        var etag = await WriteAsync(commit);
        for (var i = 0; i < 2; i++)
            _storage.FailWrite(sqlState is null ? NotMade : Refusal(sqlState));

        var writing = _rows.WriteAsync(Kind, _key, etag, commit.TakenBack(), isOwed: true);

        Assert.Equal(2, _storage.Writes);
        await PassAsync(writing, () => _storage.Writes == 3);
        await PassAsync(writing, () => writing.IsCompleted);
        Assert.Equal((commit.TakenBack(), await writing), await _rows.ReadAsync(Kind, _key));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_database_refuses_for_its_own_sake_is_a_failure_and_tried_no_more(bool isOwed)
    {
        _storage.FailWrite(Refusal(PostgresErrorCodes.CheckViolation));

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => WriteAsync(Commit(), isOwed).WaitAsync(Soon));

        Assert.Equal(PostgresErrorCodes.CheckViolation, refusal.SqlState);
        Assert.Equal(1, _storage.Writes);
    }

    [Fact]
    public async Task At_a_shut_gate_nobody_asks_but_who_owes_it()
    {
        await ShutAsync();

        await Assert.ThrowsAsync<StorageUnavailableException>(() => _rows.ReadAsync(Kind, _key));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => WriteAsync(Commit()));

        Assert.Equal((0, 0), (_storage.Reads, _storage.Writes));
        await WriteAsync(Commit(), isOwed: true);
    }

    [Fact]
    public async Task A_row_that_cannot_be_reached_is_no_row_that_is_not_there()
    {
        _source.IsGone = true;
        _storage.FailRead(NotMade);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => _rows.ReadAsync(Kind, _key));

        Assert.False(_gate.IsUp);
    }

    [Fact]
    public async Task Reads_and_writes_together_have_no_more_connections_than_they_may()
    {
        _options.OrleansStatesConnectionsMax = 3;
        using var rows = Rows();
        _storage.Hold();

        var asked = Enumerable.Range(0, 4).SelectMany(_ => new Task[]
        {
            rows.ReadAsync(Kind, Keys.New()), rows.WriteAsync(Kind, Keys.New(), etag: null, Commit()),
        }).ToArray();

        Assert.Equal(3, _storage.Asking);
        _storage.Release();
        await Task.WhenAll(asked);
        Assert.Equal(3, _storage.AskingMost);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_waits_for_the_database_when_the_process_stops_is_told_that_nobody_knows(bool isAsking)
    {
        var rows = Rows();
        _storage.LoseAnswer(Broken);
        _storage.FailRead(NotMade);
        var writing = rows.WriteAsync(Kind, _key, etag: null, Commit());
        if (isAsking)
            await PassAsync(writing, () => _storage.Reads == 1);
        await _clock.HasArmed(1);

        rows.Dispose();

        await Assert.ThrowsAsync<TimeoutException>(() => writing);
    }

    public void Dispose()
    {
        _gate.Dispose();
        _rows.Dispose();
    }

    private static PostgresException Refusal(string sqlState, string severity = "ERROR") =>
        new("As the test says.", severity, severity, sqlState);

    private static KeptCommit Commit(long version = 0) => new(
        Guid.NewGuid(), version, JsonSerializer.SerializeToElement("a state", KeptJson.Default.String),
        new(Actor.System, null, [], [], []));

    private OrleansRows Rows() => new(_storage, _gate, _options, _clock);

    private Task<string> WriteAsync(KeptCommit commit, bool isOwed = false) =>
        _rows.WriteAsync(Kind, _key, etag: null, commit, isOwed);

    // Until the next pause is over, and it is so.
    private async Task PassAsync(Task writing, Func<bool> isSo)
    {
        await Until.TrueAsync(() => _clock.Armed > 0 || writing.IsCompleted);
        _clock.Advance(Pause);
        await Until.TrueAsync(() => isSo() || writing.IsCompleted);
        Assert.True(isSo());
    }

    private async Task ShutAsync()
    {
        _source.IsGone = true;
        _gate.Report(NotMade, isProof: true);
        await _clock.HasArmed(1);
    }
}
