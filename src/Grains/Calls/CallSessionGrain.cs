using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Platform.Commits;
using Platform.Conversation;
using Platform.DueWork;
using Platform.Live;
using Platform.Shops;

namespace Platform.Calls;

/// <summary>The only writer of one call: decides, commits, and then does what the call owes to others.</summary>
[GrainType("call")]
internal sealed partial class CallSessionGrain(
    [PersistentState("calls", "platform")] IPersistentState<Stored<Call>> state,
    IGeocoder geocoder,
    ICallRows rows,
    IReceipts receipts,
    TimeProvider clock,
    ILogger<CallSessionGrain> logger)
    : Grain, ICallSessionGrain, IDueGrain
{
    private readonly Commit<Call> _commit = new(state);

    public Task<Snapshot<CallView?>> Find() =>
        Task.FromResult(new Snapshot<CallView?>(_commit.Committed is null ? null : View(), _commit.Position));

    public async Task<CallView> Report(CallReport report, Command command)
    {
        var call = _commit.Committed ?? CallRules.Create(this.GetPrimaryKeyString(), report, clock.GetUtcNow());
        if (!CallRules.HasSeen(call, report.Webhook))
        {
            await Save(CallRules.Merge(call, report, clock.GetUtcNow()), command, [], [Applied(report.Webhook)]);
            await DoWork(command, asked: null);
        }

        return View();
    }

    public async Task<CallView> Open(CallReport report, ConversationState talk, Command command)
    {
        var call = _commit.Committed ?? CallRules.Create(this.GetPrimaryKeyString(), report, clock.GetUtcNow());
        if (CallRules.HasSeen(call, report.Webhook))
            return View();

        var merged = CallRules.Merge(call, report, clock.GetUtcNow());
        if (merged.Talk is not null || merged.IsSilenced)
        {
            await Save(merged, command, [], [Applied(report.Webhook)]);
            return View();
        }

        var (next, greeting) = CallRules.OpenTalk(merged, talk, clock.GetUtcNow());
        await Save(next, command, [greeting], [Applied(report.Webhook), Row(next, greeting)]);
        return View();
    }

    public async Task<CallTalk?> Join(Command command)
    {
        if (_commit.Committed is not { Talk: { } talk, IsSilenced: false } call
            || CallMerge.IsEnd(CallMerge.Status(call.Facts)))
        {
            return null;
        }

        var next = CallRules.Join(call, clock.GetUtcNow());
        await Save(next, command, [], []);
        return new CallTalk(next.ShopId, talk, next.TurnCount, next.RelayNo, next.Facts.From);
    }

    public async Task<TurnsAnswer> Take(CallTurns turns, Command command)
    {
        if (_commit.Committed is not { } call)
            return new TurnsAnswer(IsStale: true, HasSucceeded: false);

        if (!CallRules.IsRepeat(call, turns))
        {
            if (CallRules.Untaken(call, turns) is not { } untaken)
                return new TurnsAnswer(IsStale: true, HasSucceeded: false);

            var next = CallRules.Take(call, untaken, clock.GetUtcNow());
            await Save(next, command, untaken.Turns, [.. untaken.Turns.Select(turn => Row(next, turn))]);
        }

        await DoWork(command, turns.Reason);
        return Answer(turns.Action);
    }

    public async Task Interrupt(int relayNo, int turnNo, string heard, Command command)
    {
        if (_commit.Committed is { } call
            && CallRules.Interrupt(call, relayNo, turnNo, heard, clock.GetUtcNow()) is var (next, turn))
        {
            await Save(next, command, [turn], [Row(next, turn)]);
        }
    }

    public async Task Leave(int relayNo, Command command)
    {
        if (_commit.Committed is { } call && CallRules.Leave(call, relayNo, clock.GetUtcNow()) is { } next)
        {
            await Save(next, command, [], []);
            await DoWork(command, asked: null);
        }
    }

    public async Task<CallView> TakeTranscript(CallReport report, ImmutableArray<CallTurn> turns, Command command)
    {
        var call = _commit.Committed ?? CallRules.Create(this.GetPrimaryKeyString(), report, clock.GetUtcNow());
        if (CallRules.HasSeen(call, report.Webhook))
            return View();

        var next = CallRules.Merge(call, report, clock.GetUtcNow());
        // What this platform heard itself is nearer to the call than what somebody sent afterwards.
        var taken = next is { TurnCount: 0, IsSilenced: false } ? turns : [];
        next = CallRules.Transcribed(next, taken);
        await Save(next, command, taken, [Applied(report.Webhook), .. taken.Select(turn => Row(next, turn))]);
        await DoWork(command, asked: null);
        return View();
    }

    private static TurnRow Row(Call call, CallTurn turn) => new(call.AccountId, call.Id, turn);

    private CallView View() => new(_commit.Committed!, CallSummaries.Of(_commit.Committed!), _commit.Version);

    private Webhook Applied(Webhook webhook) => webhook with
    {
        LatencyMs = Math.Max(0, (clock.GetUtcNow() - webhook.ReceivedAt).TotalMilliseconds),
        Body = _commit.Committed?.IsSilenced == true ? "" : webhook.Body,
    };

    private TurnsAnswer Answer(AgentAction action) => new(
        IsStale: false,
        HasSucceeded: action switch
        {
            AgentAction.PlaceOrder => _commit.Committed?.OrderId is not null,
            AgentAction.CreateCallBack => _commit.Committed?.TaskId is not null,
            AgentAction.None or AgentAction.EndCall or AgentAction.OptOut => true,
        },
        _commit.Committed?.OrderNumber);

    private Task Save(Call next, Command command, ImmutableArray<CallTurn> turns, ImmutableArray<IRow> rows) =>
        _commit.Write(next, command, CallEvents.Between(_commit.Committed, next, turns, _commit.Version + 1), rows);
}
