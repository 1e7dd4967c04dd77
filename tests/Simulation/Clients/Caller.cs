using Platform.Calls;
using Platform.Commits;
using Platform.Conversation;
using Platform.Ids;

namespace Platform.Simulation;

/// <summary>Telephones, orders a repair, hangs up. The provider reports it all late, doubled and out of
/// order.</summary>
internal sealed class Caller(World world, int no) : Client(world, $"caller-{no}")
{
    private const string Provider = "twilio";

    private static readonly (CallStatus Status, int Second)[] Course =
    [
        (CallStatus.Initiated, 0), (CallStatus.Ringing, 1), (CallStatus.InProgress, 3), (CallStatus.Completed, 20),
    ];

    // Both telephone from the same number, but of one business: one customer, two orders.
    private readonly Guid _account = Cast.Accounts[0];
    private readonly string _sid = $"CA{no}";

    private Guid CallKey => CallId.Of(Provider, _sid);

    public async Task Run()
    {
        await World.PauseUpTo(8);
        var start = World.Now;
        var reports = Course.Select((step, i) => ReportOf(step.Status, i, start.AddSeconds(step.Second))).ToList();
        if (Dice.Next(3) == 0)
            reports.AddRange(Contradictions(start));
        World.Facts.Telephoned(_account, CallKey, [.. reports.Select(report => report.Event)]);
        if (Dice.Next(3) == 0)
            await SayYesLast(reports);
        else
            await Task.WhenAll([Talk(reports[0]), .. reports.Select(Deliver)]);
    }

    // All has been reported by then, and nobody asks again: only the call itself remembers what it owes.
    private async Task SayYesLast(List<CallReport> reports)
    {
        var talk = await PickUp(reports[0]);
        await Task.WhenAll(reports.Select(Deliver));
        if (talk is not null)
            await AskOnce("says yes", grains => Call(grains).Take(Yes(talk), Hook("take")));
    }

    private async Task Deliver(CallReport report)
    {
        var times = Dice.Next(3) == 0 ? 2 : 1;
        if (times > 1)
            World.Simulation.Journal.Count("webhook doubled", $"{_sid} {report.Event.Status}");
        await Task.WhenAll(Enumerable.Range(0, times).Select(_ => DeliverOnce(report)));
    }

    private async Task DeliverOnce(CallReport report)
    {
        var isLate = Dice.Next(4) == 0;
        if (isLate)
            World.Simulation.Journal.Count("webhook late", $"{_sid} {report.Event.Status}");
        await World.PauseUpTo(isLate ? 20 : 3);
        var hook = Hook($"{report.Webhook.Id}");
        await Ask($"reports {report.Event.Status}", grains => Call(grains).Report(report, hook));
    }

    private async Task Talk(CallReport ring)
    {
        if (await PickUp(ring) is not { } talk)
            return;
        var turns = Yes(talk);
        var answer = await Ask("says yes", grains => Call(grains).Take(turns, Hook("take")));
        World.Facts.Ordered(CallKey, answer);
        await Tell("leaves", grains => Call(grains).Leave(talk.RelayNo, Hook("leave")));
    }

    private async Task<CallTalk?> PickUp(CallReport ring)
    {
        var hello = new ConversationState { LastSaid = "Hello" };
        await Ask("opens", grains => Call(grains).Open(ring, hello, Hook("open")));
        return await Ask("joins", grains => Call(grains).Join(Hook("join")));
    }

    private CallTurns Yes(CallTalk talk) => new(
        talk.RelayNo,
        [new CallTurn(talk.TurnCount + 1, Speaker.Caller, "my boiler is broken, yes", World.Now)],
        talk.State with { Draft = Confirmed }, AgentAction.PlaceOrder);

    // The provider changes its mind about how the call ended, and how long it took.
    private IEnumerable<CallReport> Contradictions(DateTimeOffset start)
    {
        var failed = ReportOf(CallStatus.Failed, Course.Length, start.AddSeconds(19));
        var longer = ReportOf(CallStatus.Completed, Course.Length + 1, start.AddSeconds(22));
        var first = ReportOf(CallStatus.Ringing, 1, start.AddSeconds(2));
        yield return failed with { Event = failed.Event with { DurationMs = 3_000 } };
        yield return longer with { Event = longer.Event with { DurationMs = 19_000 } };
        yield return first with { Event = first.Event with { From = "+12125550199" } };
    }

    private static Draft Confirmed => Draft.Empty with
    {
        Intent = DraftIntent.OrderService,
        Kind = DraftKind.Service,
        ServiceCategory = DraftCategory.Repairs,
        ServiceLabel = "Boiler Repair",
        CustomerName = "Ann Lee",
        CustomerPhone = Cast.Phone,
        Address = new DraftAddress("1 Main St, 10001", "1 Main St", PostalCode: Cast.PostalCode, Country: "US"),
        Description = "my boiler is broken",
        Phase = DraftPhase.Confirmed,
    };

    private CallReport ReportOf(CallStatus status, int sequence, DateTimeOffset at) => new(
        Cast.Shop, Provider, _sid,
        new CallEvent
        {
            Status = status,
            Sequence = sequence,
            At = new CallMoment(at, IsExact: true),
            From = Cast.Phone,
            To = "+12125550100",
            Direction = CallDirection.Inbound,
            DurationMs = status == CallStatus.Completed ? 17_000 : null,
        },
        new Webhook(
            CallId.WebhookOf(Provider, $"{_sid}/{status}/{sequence}/{at:O}"), _account, CallKey, Provider, "/webhooks",
            at, WebhookVerdict.Verified, null, null, "{}"));

    private Command Hook(string key) =>
        new(_account, new Actor(ActorKind.Provider, Provider), "calls.report", $"{_sid}/{key}");

    private ICallSessionGrain Call(IGrainFactory grains) =>
        grains.GetGrain<ICallSessionGrain>(GrainKey.Of(_account, CallKey));
}
