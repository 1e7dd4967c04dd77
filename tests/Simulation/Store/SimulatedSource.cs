using Platform.Commits;

namespace Platform.Simulation;

/// <summary>The simulated database as commits meet it.</summary>
internal sealed class SimulatedSource(SimulatedDatabase database, StoreLine line) : ICommitSource
{
    public Task<ICommitSession> OpenAsync(CancellationToken cancellationToken) =>
        line.Read<ICommitSession>("store opens", () => new Session(database, line));

    public Task ProbeAsync(CancellationToken cancellationToken) => line.Read("store probed", () => true);

    public Task<IReadOnlyList<StateRow>> ReadAsync(IReadOnlyList<WantedState> wanted) =>
        line.Read<IReadOnlyList<StateRow>>("store reads states", () => [.. wanted.Select(Row)]);

    private StateRow Row(WantedState wanted) =>
        database.Find(wanted.Writer.Table.Table, wanted.Key) is { } stored
            ? new(stored.Json, stored.Version, database.Log.Count)
            : new(null, 0, database.Log.Count);

    private sealed class Session(SimulatedDatabase database, StoreLine line) : ICommitSession
    {
        public bool IsOpen { get; private set; } = true;

        public async Task<long> WriteAsync(FlushPart part, DateTimeOffset at)
        {
            try
            {
                return await line.Write($"store writes {part.Submissions.Length}", () => database.Write(part, at));
            }
            catch (Npgsql.NpgsqlException failure) when (failure is not Npgsql.PostgresException)
            {
                IsOpen = false;
                throw;
            }
        }

        public Task<Dictionary<(StateWriter Writer, string Key), StoredVersion>> VersionsAsync(
            IReadOnlyList<Submission> submissions) =>
            line.Read("store tells versions", () => submissions
                .Select(one => (one.Writer, one.Key, State: database.Find(one.Writer.Table.Table, one.Key)))
                .Where(one => one.State is not null)
                .DistinctBy(one => (one.Writer, one.Key))
                .ToDictionary(
                    one => (one.Writer, one.Key),
                    one => new StoredVersion(one.State!.Version, one.State.CommitId, database.Log.Count)));

        public Task<Dictionary<Guid, StoredReceipt>> ReceiptsAsync(Guid[] ids) =>
            line.Read("store tells receipts", () => ids.Distinct().Where(database.Receipts.ContainsKey)
                .ToDictionary(id => id, id => database.Receipts[id]));

        public ValueTask DisposeAsync()
        {
            IsOpen = false;
            return ValueTask.CompletedTask;
        }
    }
}
