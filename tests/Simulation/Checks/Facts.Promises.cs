using System.Globalization;
using Platform.Calls;
using Platform.Orders;

namespace Platform.Simulation;

/// <summary>What clients were told. Each answer is held against what is committed, at once and at the end.</summary>
internal sealed partial class Facts
{
    private readonly Dictionary<Guid, bool> _placed = [];
    private readonly List<(Guid Order, string Text, bool IsPromised)> _notes = [];
    private readonly List<(Guid Order, long Amount, bool IsPromised)> _payments = [];
    private readonly Dictionary<Guid, (Guid Account, IReadOnlyList<CallEvent> Course)> _calls = [];
    private readonly Dictionary<Guid, string?> _orderedByCall = [];

    /// <summary>Whoever listens to a feed.</summary>
    public List<Dashboard> Dashboards { get; } = [];

    public void Placed(Guid order, OrderOutcome outcome)
    {
        _placed[order] = !outcome.IsRefused;
        Demand(outcome.IsRefused || History(order).Count > 0, $"order {order} is answered and not there");
    }

    public void Noted(Guid order, string text, OrderOutcome outcome)
    {
        _notes.Add((order, text, !outcome.IsRefused));
        Demand(outcome.IsRefused || Notes(text) == 1, $"note {text} is answered and there {Notes(text)} times");
    }

    public void Paid(Guid order, long amount, OrderOutcome outcome)
    {
        _payments.Add((order, amount, !outcome.IsRefused));
        Demand(
            outcome.IsRefused || Payments(order, amount) == 1,
            $"payment {amount} is answered and there {Payments(order, amount)} times");
    }

    public void Moved(Guid order, string status, OrderOutcome outcome)
    {
        if (!outcome.IsRefused)
        {
            Demand(
                History(order).Any(head => OrderWords.Of(head.Status) == status),
                $"order {order} is said to have become {status}, and never did");
        }
    }

    public void Accepted(Guid order, Guid vendor, OrderOutcome outcome)
    {
        if (!outcome.IsRefused)
        {
            Demand(
                History(order).Any(head => head.VendorId == vendor),
                $"{vendor} is told that order {order} is his, and it never was");
        }
    }

    /// <summary>An order as somebody was shown it.</summary>
    public void Seen(string key, Order seen)
    {
        var history = _orders.GetValueOrDefault(key, []);
        Demand(
            seen.Version >= 1 && seen.Version <= history.Count,
            $"{seen.Number} was shown in version {seen.Version}, and there are {history.Count}");
        var head = history[(int)seen.Version - 1];
        Demand(
            head.Status == seen.Status && head.VendorId == seen.VendorId && head.UpdatedAt == seen.UpdatedAt,
            $"{seen.Number} version {seen.Version} was shown as {seen.Status} and is {head.Status}");
    }

    public void Telephoned(Guid account, Guid call, IReadOnlyList<CallEvent> course) =>
        _calls[call] = (account, course);

    public void Ordered(Guid call, TurnsAnswer answer)
    {
        if (answer.HasSucceeded && !answer.IsStale)
            _orderedByCall[call] = answer.OrderNumber;
    }

    private List<OrderHead> History(Guid order) => _orders
        .FirstOrDefault(one => one.Value[0].Id == order).Value ?? [];

    private int Notes(string text) => world.Database.Rows<OrderNoteRow>().Count(row => row.Text == text);

    private int Payments(Guid order, long amount) => world.Database.Rows<OrderPaymentRow>()
        .Count(row => row.OrderId == order && row.Payment.AmountMinor == amount);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
