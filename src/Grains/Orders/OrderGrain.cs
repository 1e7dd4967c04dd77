using System.Collections.Immutable;
using Platform.Commits;
using Platform.DueWork;
using Platform.Ids;

namespace Platform.Orders;

/// <summary>The only writer of one order: decide, commit, and only then believe. This file holds what stands; how an
/// order comes to be, moves and wakes up is in the others.</summary>
[GrainType(Type)]
internal sealed partial class OrderGrain(
    [PersistentState("orders", "platform")] IPersistentState<Stored<OrderHead>> state,
    IOrderRows rows, IOrderNumbers numbers, IReservations reservations, IReceipts receipts, TimeProvider clock)
    : Grain, IOrderGrain, IDueGrain
{
    /// <summary>Part of what the database keeps: never changes.</summary>
    public const string Type = "order";

    private readonly Commit<OrderHead> _commit = new(state);

    // The rows beside the head, as committed.
    private OrderDetails _details = new();
    private ImmutableArray<OrderLine> _lines = [];
    private ImmutableArray<int> _noted = [];
    private ImmutableArray<OrderOffer> _offers = [];

    // What reads answer. Made after a commit, so a read costs nothing, also while the next commit is on its way.
    private Order? _view;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (_commit.Committed is not { } head)
            return;
        var kept = await rows.LoadAsync(head.AccountId, head.Id, head.LinesRevision, cancellationToken);
        _details = kept.Details ?? throw new InvalidOperationException($"Order {head.Id} has lost its details.");
        _lines = kept.Lines;
        _noted = kept.Noted;
        _offers = kept.Offers;
        _view = OrderView.Of(head, _details, _lines, _commit.Version, _commit.Position);
    }

    public Task<Order?> Find() => Task.FromResult(_view);

    public Task<Order?> FindAt(long position)
    {
        _commit.DemandPosition(position);
        return Task.FromResult(_view);
    }

    /// <summary>The one way by which this order changes: what was decided becomes a commit, or the answer to a command
    /// that is repeated or refused.</summary>
    private async Task<OrderOutcome> Execute(OrderDecision decision, Command command, int status = 200)
    {
        // A repeated command may look wrong by now: the order has moved on since its first try.
        if (decision.Next is null && await receipts.FindEarlier(command) is { } earlier)
            return Answer(earlier, command);
        if (decision.Refusal is { } refusal)
            return Refuse(refusal, decision.Problems);
        if (decision.Next is null)
            return _view!;

        try
        {
            await Write(OfferRules.Settle(decision, _offers), command, status);
            return _view!;
        }
        catch (DuplicateCommandException duplicate)
        {
            return Answer(duplicate.Receipt, command);
        }
    }

    private async Task Write(OrderDecision decision, Command command, int status)
    {
        var next = decision.Next!;
        var version = _commit.Version + 1;
        var details = decision.Details ?? _details;
        var written = Rows(decision, next, details, command);
        await _commit.Write(
            next, command, OrderEvents.Of(_commit.Committed, decision, version), written,
            command.ReceiptOf(status, next.Id, version));

        _details = details;
        _lines = decision.Lines ?? _lines;
        if (decision.Note is not null)
            _noted = _noted.Add(next.Entries);
        _offers = OfferRules.Merge(_offers, decision.Offers);
        _view = OrderView.Of(next, details, _lines, _commit.Version, _commit.Position);
    }

    private ImmutableArray<IRow> Rows(OrderDecision decision, OrderHead next, OrderDetails details, Command command)
    {
        if (decision.Event.Length == 0)
            return [];

        var lines = decision.Lines ?? [];
        var written = ImmutableArray.CreateBuilder<IRow>(2 + lines.Length + decision.Offers.Length);
        var actor = command.Actor.ToString();
        var before = _commit.Committed?.Status;
        OrderStatus? to = before == next.Status ? null : next.Status;
        written.Add(new OrderHistoryRow(
            next.AccountId, next.Id, next.Entries, next.UpdatedAt, decision.Event, to is null ? null : before, to,
            actor, TraceOf(command)));
        if (decision.Note is { } note)
            written.Add(new OrderNoteRow(next.AccountId, next.Id, next.Entries, note.Trim(), decision.IsPublic));
        if (decision.Details is not null)
        {
            written.Add(new OrderDetailsRow(
                next.AccountId, next.Id, details, OrderView.SearchText(next, details)));
        }

        if (decision.Payment is { } payment)
        {
            written.Add(new OrderPaymentRow(
                next.AccountId, next.Id, next.Entries, payment, next.UpdatedAt, actor));
        }

        foreach (var line in lines)
            written.Add(new OrderLineRow(next.AccountId, next.Id, next.LinesRevision, line));
        foreach (var offer in decision.Offers)
            written.Add(new OrderOfferRow(next.AccountId, next.Id, offer));
        SelectionRows.AddTo(written, decision, next, details, _details);
        foreach (var entry in decision.Erased)
            written.Add(new OrderNoteRow(next.AccountId, next.Id, entry, "", Public: false));
        return written.DrainToImmutable();
    }

    // A trace id has as many bytes as a uuid, and half of what its digits would take.
    private static Guid? TraceOf(Command command) =>
        Guid.TryParseExact(command.TraceId, "N", out var trace) ? trace : null;

    private OrderOutcome Answer(Receipt? earlier, Command command) =>
        earlier is not null && !earlier.IsOf(command)
            ? OrderRefusal.KeyReused
            : new OrderOutcome { Order = _view, IsReplayed = true };

    private OrderOutcome Refuse(OrderRefusal refusal, ImmutableArray<FieldProblem> problems = default) => new()
    {
        Refusal = refusal,
        Problems = problems.IsDefault ? [] : problems,
        Current = _view?.Status,
        Allowed = _view?.Allowed ?? [],
    };

    private DateTimeOffset Now => OrderRules.NowOf(_commit.Committed, clock.GetUtcNow());

    private Guid Id => GrainKey.IdOf(this.GetPrimaryKeyString());
}
