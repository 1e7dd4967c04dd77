using Npgsql;
using Platform.Commits;
using Platform.Live;

namespace Platform.Simulation;

/// <summary>A state as the database has it.</summary>
internal sealed record StoredState(
    StateTable Table, string Key, long Version, Guid CommitId, byte[] Json, object State, DateTimeOffset? DueAt);

/// <summary>One commit as it became durable.</summary>
/// <param name="Before">What stood there before; null for a new one.</param>
/// <param name="After">What stands there since.</param>
/// <param name="Submission">What was asked for.</param>
/// <param name="At">The time of the flush.</param>
internal sealed record WrittenState(StoredState? Before, StoredState After, Submission Submission, DateTimeOffset At);

/// <summary>A database in memory with the promises of PostgreSQL's side: a transaction happens as a whole or not at
/// all, the version is the fence, a receipt stands once, positions are dense and in commit order. It never fails; what
/// fails is the way to it.</summary>
internal sealed class SimulatedDatabase(IEnumerable<RowTable> rowTables)
{
    private const string VersionMoved = "PF001";

    private readonly Dictionary<Type, RowTable> _rowTables = rowTables.ToDictionary(table => table.RowType);
    private readonly Dictionary<(string Table, string Key), StoredState> _states = [];
    private readonly Dictionary<Type, Dictionary<string, IRow>> _rows = [];
    private readonly Dictionary<Guid, StoredReceipt> _receipts = [];
    private readonly List<LogEntry> _log = [];

    /// <summary>Told of each transaction in the moment of its commit.</summary>
    public Action<IReadOnlyList<WrittenState>> Committed { get; set; } = _ => { };

    public IEnumerable<StoredState> States => _states.Values;

    public IReadOnlyList<LogEntry> Log => _log;

    public IReadOnlyDictionary<Guid, StoredReceipt> Receipts => _receipts;

    /// <summary>What is kept beside commits: lanes, counters, reminders, blocks of numbers.</summary>
    public SimulatedSideTables Side { get; } = new();

    public StoredState? Find(string table, string key) => _states.GetValueOrDefault((table, key));

    /// <summary>All states of one type.</summary>
    public IEnumerable<T> All<T>() => _states.Values.Select(state => state.State).OfType<T>();

    /// <summary>All rows of one type.</summary>
    public IEnumerable<T> Rows<T>()
        where T : IRow => _rows.TryGetValue(typeof(T), out var rows) ? rows.Values.Cast<T>() : [];

    /// <summary>The row of this key, if there is one.</summary>
    public IRow? FindRow(Type type, string key) => _rows.GetValueOrDefault(type)?.GetValueOrDefault(key);

    /// <summary>One transaction. Answers the position before its first event.</summary>
    /// <exception cref="PostgresException">It was refused; nothing was written.</exception>
    public long Write(FlushPart part, DateTimeOffset at)
    {
        var rows = new Dictionary<(Type, string), IRow>();
        foreach (var submission in part.Submissions)
        {
            DemandVersion(submission);
            DemandReceipts(submission);
            foreach (var row in submission.Pending.Rows)
                Add(rows, row);
            SimulatedConstraints.Demand(submission.State, this);
        }

        foreach (var ((type, key), row) in rows)
            SimulatedConstraints.Demand(row, FindRow(type, key), rows.Values, this);
        return Keep(part, rows, at);
    }

    private long Keep(FlushPart part, Dictionary<(Type, string), IRow> rows, DateTimeOffset at)
    {
        var basePosition = _log.Count;
        _log.AddRange(LogWriter.Entries(part.Submissions, basePosition, at));
        foreach (var ((type, key), row) in rows)
        {
            if (!_rows.TryGetValue(type, out var ofType))
                _rows.Add(type, ofType = []);
            ofType[key] = row;
        }

        var written = new List<WrittenState>(part.Submissions.Length);
        foreach (var submission in part.Submissions)
        {
            var key = (submission.Writer.Table.Table, submission.Key);
            var before = _states.GetValueOrDefault(key);
            var due = StateShape.Of(submission.Writer.Table).Read("due_at", submission.State);
            var after = new StoredState(
                submission.Writer.Table, submission.Key, (before?.Version ?? 0) + 1, submission.CommitId,
                submission.Json, submission.State, (DateTimeOffset?)due);
            _states[key] = after;
            for (var i = 0; i < submission.ReceiptIds.Length; i++)
                _receipts[submission.ReceiptIds[i]] = Stored(submission.Pending.Receipts[i]);
            written.Add(new(before, after, submission, at));
        }

        Committed(written);
        return basePosition;
    }

    private void DemandVersion(Submission submission)
    {
        var table = submission.Writer.Table.Table;
        var stored = _states.GetValueOrDefault((table, submission.Key));
        if (submission.IsNew && stored is not null)
            throw Refusal(PostgresErrorCodes.UniqueViolation, $"{table}_pkey");
        if (!submission.IsNew && stored?.Version != submission.BaseVersion)
            throw Refusal(VersionMoved, constraint: null);
    }

    private void DemandReceipts(Submission submission)
    {
        if (submission.ReceiptIds.Any(_receipts.ContainsKey))
            throw Refusal(PostgresErrorCodes.UniqueViolation, "receipts_pkey");
    }

    private void Add(Dictionary<(Type, string), IRow> rows, IRow row)
    {
        var table = _rowTables[row.GetType()];
        var key = RowShape.Of(table).KeyOf(row);
        if (!table.ReplacesOnKey && FindRow(row.GetType(), key) is not null)
            throw Refusal(PostgresErrorCodes.UniqueViolation, $"{table.Table}_pkey");
        if (rows.TryAdd((row.GetType(), key), row))
            return;

        // One statement does not replace a row twice.
        throw table.ReplacesOnKey
            ? Refusal(PostgresErrorCodes.CardinalityViolation, constraint: null)
            : Refusal(PostgresErrorCodes.UniqueViolation, $"{table.Table}_pkey");
    }

    private static StoredReceipt Stored(Receipt receipt) =>
        new(receipt.RequestHash, receipt.Status, receipt.SubjectId, receipt.Version);

    /// <summary>As PostgreSQL says it.</summary>
    public static PostgresException Refusal(string sqlState, string? constraint) => new(
        $"refused by {constraint ?? sqlState}", "ERROR", "ERROR", sqlState, constraintName: constraint);
}
