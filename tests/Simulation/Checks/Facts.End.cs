using System.Text.Json;
using Platform.Calls;
using Platform.Commits;
using Platform.Customers;
using Platform.Invoices;
using Platform.Orders;

namespace Platform.Simulation;

/// <summary>What has to be true when all is over.</summary>
internal sealed partial class Facts
{
    /// <exception cref="BrokenPromiseException">It is not.</exception>
    public void End()
    {
        foreach (var (order, isPromised) in _placed)
            Demand(!isPromised || History(order).Count > 0, $"order {order} is lost");
        foreach (var (_, text, isPromised) in _notes)
            Demand(Notes(text) == (isPromised ? 1 : 0), $"note {text} is there {Notes(text)} times at the end");
        foreach (var (order, amount, isPromised) in _payments)
        {
            Demand(
                Payments(order, amount) == (isPromised ? 1 : 0),
                $"payment {Text(amount)} is there {Payments(order, amount)} times at the end");
        }

        foreach (var dashboard in Dashboards)
            Demand(dashboard.Wrong() is null, dashboard.Wrong() ?? "");
        Demand(world.Database.Side.Dead.Count == 0, $"events were given up: {Dead()}");
        Answers();
        Figures();
        Invoices();
        CallsEnd();
        StockEnd();
        JobsEnd();
        SnapshotsEnd();
    }

    // Who was told that nothing was written may do something else instead: then nothing must have been. And who wrote
    // what stands is told so: it may be read as somebody else's only when somebody else has written since.
    private void Answers()
    {
        foreach (var written in _written.Where(one => one.Submission.Done.IsFaulted))
        {
            var (after, failure) = (written.After, written.Submission.Done.Exception!.InnerException!);
            var what = $"{after.Table.Table} {after.Key} version {after.Version}";
            Demand(
                failure is not (StorageUnavailableException or CommitRefusedException),
                $"{what} was written, and who asked was told {failure.GetType().Name}");
            Demand(
                world.Database.Find(after.Table.Table, after.Key)!.Version > after.Version,
                $"{what} stands, and who wrote it was told {failure.GetType().Name}");
        }
    }

    private string Dead() => string.Join(", ", world.Database.Side.Dead.Select(dead =>
        $"{dead.Key.Consumer} {dead.Value.Entry.Kind} {dead.Value.Error}"));

    // The counters against the orders themselves.
    private void Figures()
    {
        var counted = world.Database.Side.Counters.Where(row => row.Value != (0, 0))
            .Select(row => (row.Key.AccountId, row.Key.ShopId, row.Key.Kind, row.Key.Status, row.Key.Currency,
                row.Value.Orders, row.Value.RevenueMinor));
        var recount = _orders.Values.Where(WasPlaced).Select(history => history[^1])
            .GroupBy(head => (
                head.AccountId, head.ShopId ?? Guid.Empty, OrderWords.Of(head.Kind), OrderWords.Of(head.Status),
                head.Currency))
            .Select(row => (row.Key.AccountId, row.Key.Item2, row.Key.Item3, row.Key.Item4, row.Key.Currency,
                row.LongCount(), row.Sum(Revenue)));
        var difference = counted.ToHashSet();
        difference.SymmetricExceptWith(recount);
        Demand(difference.Count == 0, $"the figures differ from a recount: {string.Join("; ", difference)}");
    }

    private static bool WasPlaced(List<OrderHead> history) =>
        history.Any(head => head.Status is not (OrderStatus.Draft or OrderStatus.Expired));

    private static long Revenue(OrderHead head) => head.Status switch
    {
        OrderStatus.Draft or OrderStatus.Cancelled or OrderStatus.Expired => 0,
        _ when head.DealingPriceMinor is { } dealt => dealt,
        _ when head.Kind == OrderKind.Product || head.TotalMinor > 0 => head.TotalMinor,
        OrderStatus.Completed => head.EstimatedMinor ?? 0,
        _ => 0,
    };

    private void Invoices()
    {
        var invoices = world.Database.Rows<InvoiceRow>().ToList();
        foreach (var head in _orders.Values.Select(history => history[^1]))
        {
            var isDue = (head.Status == OrderStatus.Completed && (head.DealingPriceMinor ?? head.EstimatedMinor) > 0)
                || (head.Status == OrderStatus.Delivered && head.PaidMinor - head.RefundedMinor >= head.TotalMinor);
            var count = invoices.Count(invoice => invoice.Invoice.OrderId == head.Id);
            Demand(count == (isDue ? 1 : 0), $"{head.Number} is {head.Status} and has {count} invoices");
        }

        foreach (var book in invoices.GroupBy(invoice => (
            invoice.Book.AccountId, invoice.Book.ShopId, invoice.Book.Year)))
        {
            var numbers = book.Select(invoice => invoice.Book.Issued).Order();
            Demand(
                numbers.SequenceEqual(Enumerable.Range(1, book.Count())),
                $"invoices are numbered {string.Join(' ', numbers)}");
        }
    }

    private void CallsEnd()
    {
        var calls = world.Database.All<Call>().ToDictionary(call => call.Id);
        foreach (var (id, (_, course)) in _calls)
        {
            Demand(calls.TryGetValue(id, out var call), $"call {id} is lost");
            var inOrder = course.Aggregate(CallFacts.Empty, CallMerge.Apply);
            Demand(Json(call!.Facts) == Json(inOrder), $"call {id} is not what the right order would have made it");
            var placed = _orders.Values.Where(history => history[^1].CallId == id).ToList();
            Demand(placed.Count <= 1, $"call {id} placed {placed.Count} orders");
            if (_orderedByCall.TryGetValue(id, out var number))
                Demand(placed.Count == 1 && placed[0][^1].Number == number, $"the order {number} of a call is lost");
        }

        foreach (var customer in world.Database.All<Customer>())
        {
            var orders = _orders.Values.Count(history => history[^1].CallId is { } id
                && calls[id].CustomerId == customer.Id);
            Demand(customer.OrderCount == orders, $"a customer of {orders} orders has {customer.OrderCount}");
        }
    }

    private static string Json(CallFacts facts) => JsonSerializer.Serialize(
        CallRules.Create(KeyOfNobody, ReportOfNobody, DateTimeOffset.UnixEpoch) with { Facts = facts },
        CallJson.Default.Call);

    private const string KeyOfNobody = "0198a000000070008000000000000001/0198a000000070008000000000000001";

    private static CallReport ReportOfNobody { get; } = new(
        Guid.Empty, "", "", new CallEvent { At = new CallMoment(DateTimeOffset.UnixEpoch, IsExact: false) },
        new Webhook(Guid.Empty, null, null, "", "", DateTimeOffset.UnixEpoch, WebhookVerdict.Verified, null, null, ""));
}
