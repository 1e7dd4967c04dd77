using System.Collections.Immutable;
using System.Globalization;
using Orleans.Storage;
using Platform.Commits;
using Platform.Dispatch;
using Platform.Vendors;

namespace Platform.Orders;

/// <summary>The platform's storage for a test: states, rows, events and receipts in memory, each write whole or not at
/// all. It fails, loses its answer or hangs when told.</summary>
internal sealed class MemoryStore : IGrainStorage, IReceipts, IOrderRows, IOrderNumbers, ICandidateReader
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string State, string Key), Kept> _states = [];
    private readonly Dictionary<(string, string, string), Receipt> _receipts = [];
    private readonly List<IRow> _rows = [];
    private readonly List<PendingEvent> _events = [];
    private long _number;

    /// <summary>Answers what the next writes of a state fail with, by its name; null where they succeed.</summary>
    public Func<string, Exception?> Failure { get; set; } = _ => null;

    /// <summary>The next write lands, and then fails with this.</summary>
    public Exception? LostAnswer { get; set; }

    /// <summary>What the lines of orders are read as.</summary>
    public Func<OrderLine, OrderLine> Line { get; set; } = line => line;

    /// <summary>Writes wait for this.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>How many writes wait now.</summary>
    public int Waiting;

    /// <summary>Kinds of events in the order of their commits.</summary>
    public IReadOnlyList<string> Events
    {
        get
        {
            lock (_lock)
                return [.. _events.Select(happened => happened.Kind)];
        }
    }

    public T? Find<T>(string state, string key)
        where T : class
    {
        lock (_lock)
            return _states.GetValueOrDefault((state, key))?.Value as T;
    }

    public IReadOnlyList<T> All<T>()
    {
        lock (_lock)
            return [.. _states.Values.Select(kept => kept.Value).OfType<T>()];
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_lock)
        {
            var kept = _states.GetValueOrDefault((stateName, grainId.Key.ToString()!));
            grainState.State = StoredState<T>.Make(kept?.Value, kept?.Position ?? 0);
            grainState.ETag = kept?.Version.ToString(CultureInfo.InvariantCulture);
            grainState.RecordExists = kept is not null;
        }

        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Interlocked.Increment(ref Waiting);
        await Gate;
        Interlocked.Decrement(ref Waiting);
        if (Failure(stateName) is { } failure)
            throw failure;
        lock (_lock)
        {
            var key = (stateName, grainId.Key.ToString()!);
            var version = _states.GetValueOrDefault(key)?.Version ?? 0;
            if (grainState.ETag != (version == 0 ? null : version.ToString(CultureInfo.InvariantCulture)))
                throw new InconsistentStateException("Another activation wrote first.");
            var (value, pending) = StoredState<T>.Read(grainState.State!);
            foreach (var receipt in pending.Receipts)
            {
                if (!_receipts.TryAdd((receipt.Principal, receipt.Operation, receipt.Key), receipt))
                {
                    throw new DuplicateCommandException("Executed before.")
                    {
                        Receipt = _receipts[(receipt.Principal, receipt.Operation, receipt.Key)],
                    };
                }
            }

            _rows.AddRange(pending.Rows);
            _events.AddRange(pending.Events);
            _states[key] = new(value, version + 1, _events.Count);
            StoredState<T>.Written(grainState.State!, _events.Count);
            grainState.ETag = (version + 1).ToString(CultureInfo.InvariantCulture);
            grainState.RecordExists = true;
        }

        if (LostAnswer is { } lost)
        {
            LostAnswer = null;
            throw lost;
        }
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new NotSupportedException();

    public Task<Receipt?> FindAsync(Command command, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(command.Key is { } key
                ? _receipts.GetValueOrDefault((command.Actor.ToString(), command.Operation, key))
                : null);
        }
    }

    public Task<OrderRows> LoadAsync(
        Guid accountId, Guid orderId, int linesRevision, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(new OrderRows(
                _rows.OfType<OrderDetailsRow>().LastOrDefault(row => row.OrderId == orderId)?.Details,
                [
                    .. _rows.OfType<OrderLineRow>()
                        .Where(row => row.OrderId == orderId && row.Revision == linesRevision)
                        .Select(row => Line(row.Line)),
                ],
                [.. _rows.OfType<OrderNoteRow>().Where(row => row.OrderId == orderId).Select(row => row.Entry)],
                [
                    .. _rows.OfType<OrderOfferRow>().Where(row => row.OrderId == orderId)
                        .GroupBy(row => (row.Offer.VendorId, row.Offer.Wave)).Select(same => same.Last().Offer)
                        .OrderBy(offer => offer.Wave),
                ]));
        }
    }

    public ValueTask<long> NextAsync(int year, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Interlocked.Increment(ref _number));

    public Task<ImmutableArray<Candidate>> FindAsync(CandidateQuery query, CancellationToken cancellationToken) =>
        Task.FromResult(All<RosterEntry>()
            .Where(entry => entry.TakesOrders && !query.Except.Contains(entry.VendorId))
            .Select(entry => new Candidate(
                entry, All<VendorPresence>().FirstOrDefault(seen => seen.VendorId == entry.VendorId), IsAtWork: false,
                LastJobAt: null))
            .Where(found => found.Presence is { Online: true })
            .OrderBy(found => found.Entry.Card.Name, StringComparer.Ordinal)
            .ToImmutableArray());

    public Task<bool> HasVendorsAsync(Guid accountId, CancellationToken cancellationToken) =>
        Task.FromResult(All<RosterEntry>().Count > 0);

    public Task<ImmutableArray<Guid>> WorkOfAsync(
        Guid accountId, Guid vendorId, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<Guid>>([]);

    private sealed record Kept(object Value, long Version, long Position);

    // The storage is told the type of what is stored, and not that of the state in it.
    private static class StoredState<T>
    {
        private static readonly System.Reflection.PropertyInfo Value = Property("Value");
        private static readonly System.Reflection.PropertyInfo Pending = Property("Pending");
        private static readonly System.Reflection.PropertyInfo Position = Property("Position");

        public static T Make(object? value, long position)
        {
            object made = Activator.CreateInstance<T>()!;
            Value.SetValue(made, value);
            Position.SetValue(made, position);
            return (T)made;
        }

        public static (object Value, PendingCommit Pending) Read(T stored) =>
            (Value.GetValue(stored)!, (PendingCommit)Pending.GetValue(stored)!);

        public static void Written(T stored, long position)
        {
            Position.SetValue(stored, position);
            Pending.SetValue(stored, null);
        }

        private static System.Reflection.PropertyInfo Property(string name) => typeof(T).GetProperty(name)!;
    }
}
