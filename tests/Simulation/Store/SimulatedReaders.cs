using System.Collections.Immutable;
using Platform.Calls;
using Platform.Commits;
using Platform.Customers;
using Platform.Dispatch;
using Platform.DueWork;
using Platform.Invoices;
using Platform.Live;
using Platform.Orders;
using Platform.Storage;
using Platform.Vendors;

namespace Platform.Simulation;

/// <summary>What grains read beside their states, from the simulated database.</summary>
internal sealed class SimulatedReaders(SimulatedDatabase database, StoreLine line)
    : IReceipts, IEventLog, IFeedLog, IDueWork, IOrderRows, IOrderNumbers, ICandidateReader, ICallRows, IUpkeep,
        IInvoiceNames, ICustomerTraces, IOldTranscripts
{
    private const int BlockSize = 20;

    private readonly Dictionary<int, (long Next, long End)> _numbers = [];

    public Task<Receipt?> FindAsync(Command command, CancellationToken cancellationToken) =>
        Read("store finds a receipt", () =>
        {
            var principal = command.Actor.ToString();
            return command.Key is { } key && database.Receipts.TryGetValue(
                ReceiptId.Of(command.AccountId, principal, command.Operation, key), out var stored)
                ? stored.For(command.AccountId, principal, command.Operation, key)
                : null;
        });

    public Task<long> HeadAsync(CancellationToken cancellationToken) =>
        Read("store tells the head", () => (long)database.Log.Count);

    public Task<long> OldestKeptAsync(CancellationToken cancellationToken) => Task.FromResult(1L);

    public Task<IReadOnlyList<LogEntry>> ReadAccountAsync(
        Guid accountId, long after, int limit, CancellationToken cancellationToken) =>
        ReadAsync(FeedKey.OfAccount(accountId), after, long.MaxValue, limit, cancellationToken);

    public Task<IReadOnlyList<LogEntry>> ReadAllAsync(long after, int limit, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<LogEntry>>("store reads the log", () => [.. database.Log.Skip((int)after).Take(limit)]);

    public Task<IReadOnlyList<LogEntry>> ReadAsync(
        string feed, long after, long through, int limit, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<LogEntry>>("store reads a feed", () =>
        [
            .. database.Log.Skip((int)after).TakeWhile(entry => entry.Position <= through)
                .Where(entry => FeedKey.Of(entry).Contains(feed)).Take(limit),
        ]);

    public Task<IReadOnlyList<DueItem>> FindAsync(
        DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<DueItem>>("store finds what is due", () =>
        [
            .. database.States.Where(state => state.DueAt <= now).OrderBy(state => state.DueAt)
                .Select(state => new DueItem(state.Table.GrainType!, state.Key, state.DueAt!.Value)).Take(limit),
        ]);

    public Task<OrderRows> LoadAsync(
        Guid accountId, Guid orderId, int linesRevision, CancellationToken cancellationToken) =>
        Read("store reads an order's rows", () => new OrderRows(
            database.Rows<OrderDetailsRow>().FirstOrDefault(row => row.OrderId == orderId)?.Details,
            [
                .. database.Rows<OrderLineRow>().Where(row => row.OrderId == orderId && row.Revision == linesRevision)
                    .Select(row => row.Line).OrderBy(one => one.LineNo),
            ],
            [.. database.Rows<OrderNoteRow>().Where(row => row.OrderId == orderId).Select(row => row.Entry).Order()],
            [
                .. database.Rows<OrderOfferRow>().Where(row => row.OrderId == orderId).Select(row => row.Offer)
                    .OrderBy(offer => offer.Wave).ThenByDescending(offer => offer.Score)
                    .ThenBy(offer => offer.VendorId),
            ]));

    public async ValueTask<long> NextAsync(int year, CancellationToken cancellationToken)
    {
        if (!_numbers.TryGetValue(year, out var block) || block.Next == block.End)
        {
            var first = await Failures.TranslateAsync(() => line.Write(
                "store leases numbers", () => database.Side.Lease(year, BlockSize)));
            block = (first, first + BlockSize);
        }

        _numbers[year] = block with { Next = block.Next + 1 };
        return block.Next;
    }

    public Task<ImmutableArray<Candidate>> FindAsync(CandidateQuery query, CancellationToken cancellationToken) =>
        Read("store finds candidates", () => database.All<RosterEntry>()
            .Where(entry => entry.AccountId == query.AccountId && IsFit(entry, query))
            .Select(entry => new Candidate(entry, Presence(entry.VendorId), IsAtWork: false, LastJobAt: null))
            .Where(found => found.Presence is { Online: true } && found.Presence.LastSeenAt > query.SeenAfter)
            .OrderBy(found => found.Entry.VendorId).Take(query.Limit).ToImmutableArray());

    public Task<bool> HasVendorsAsync(Guid accountId, CancellationToken cancellationToken) =>
        Read("store looks for vendors", () => database.All<RosterEntry>()
            .Any(entry => entry.AccountId == accountId && entry.Card.Status == RosterStatus.Approved));

    public Task<ImmutableArray<Guid>> WorkOfAsync(
        Guid accountId, Guid vendorId, CancellationToken cancellationToken) =>
        Read("store finds a vendor's work", () => Busy(vendorId).Where(order => order.AccountId == accountId)
            .Select(order => order.Id)
            .Union(database.Rows<OrderOfferRow>()
                .Where(row => row.AccountId == accountId && row.Offer.VendorId == vendorId
                    && row.Offer.Status == OfferStatus.Offered)
                .Select(row => row.OrderId))
            .Order().ToImmutableArray());

    public Task EraseAsync(
        Guid accountId, Guid callId, string providerCallId, CancellationToken cancellationToken) => Task.CompletedTask;

    // What an invoice says of a person is not looked at here.
    public Task EraseAsync(
        Guid accountId, Guid orderId, DateTimeOffset now, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<CustomerTraces> FindAsync(
        Guid accountId, string phone, int limit, CancellationToken cancellationToken) =>
        Read("store finds a customer's traces", () => new CustomerTraces(
            [
                .. database.Rows<OrderDetailsRow>()
                    .Where(row => row.AccountId == accountId && row.Details.Customer.Phone == phone)
                    .Select(row => row.OrderId).Order().Take(limit),
            ],
            [
                .. database.All<Call>()
                    .Where(call => call.AccountId == accountId
                        && (call.Facts.From == phone || call.Talk?.Draft.CustomerPhone == phone))
                    .Select(call => call.Id).Order().Take(limit),
            ]));

    public Task<OldTranscripts> FindAsync(
        Guid accountId, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        Task.FromResult(new OldTranscripts([], []));

    public Task RunAsync(DateTimeOffset now, CancellationToken cancellationToken) => Task.CompletedTask;

    private bool IsFit(RosterEntry entry, CandidateQuery query) =>
        entry.TakesOrders
        && VendorSkills.Of(entry.Card).Intersect(query.Skills).Any()
        && entry.Card.Area.PostalCodes.Contains(query.PostalCode!)
        && !query.Except.Contains(entry.VendorId)
        && !Busy(entry.VendorId).Any();

    private VendorPresence? Presence(Guid vendorId) =>
        database.All<VendorPresence>().FirstOrDefault(presence => presence.VendorId == vendorId);

    private IEnumerable<OrderHead> Busy(Guid vendorId) => database.All<OrderHead>().Where(order =>
        order.VendorId == vendorId
        && order.Status is OrderStatus.Accepted or OrderStatus.OnWay or OrderStatus.Processing);

    private Task<T> Read<T>(string what, Func<T> work) => Failures.TranslateAsync(() => line.Read(what, work));
}
