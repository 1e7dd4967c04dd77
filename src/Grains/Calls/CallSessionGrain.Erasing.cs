using Platform.Commits;
using Platform.Customers;
using Platform.Ids;

namespace Platform.Calls;

/// <summary>Erasing the caller: out of the call at once, out of what stands elsewhere as work that is owed.</summary>
internal sealed partial class CallSessionGrain
{
    private const int Erased = 200;

    public async Task<CallErasureOutcome> ErasePerson(string reason, Command command)
    {
        if (_commit.Committed is null)
            return new CallErasureOutcome(View: null, _commit.Position);

        // An order that is being placed would bring the caller back.
        await DoWork(command, asked: null);
        var call = _commit.Committed;
        if (call.Erasure is not null)
        {
            var earlier = command.Key is null ? null : await receipts.FindAsync(command, CancellationToken.None);
            return new CallErasureOutcome(
                View(), _commit.Position, IsKeyReused: earlier?.IsOf(command) == false, IsReplayed: true);
        }

        if (call.Work is { } work)
            throw new StorageUnavailableException($"The call still owes {work}.");

        var next = CallErasing.Begin(call, reason, clock.GetUtcNow());
        var version = _commit.Version + 1;
        try
        {
            await _commit.Write(
                next, command, [CallEvents.Erased(next, CallEvents.PersonErased, version)], [],
                command.ReceiptOf(Erased, next.Id, version));
        }
        catch (DuplicateCommandException)
        {
            return new CallErasureOutcome(View(), _commit.Position, IsKeyReused: true);
        }

        await DoWork(command, asked: null);
        return new CallErasureOutcome(View(), _commit.Position);
    }

    public async Task<bool> EraseWords(Command command)
    {
        if (_commit.Committed is not { IsSilenced: false } call)
            return true;
        if (call.Work is not null || !CallMerge.IsEnd(CallMerge.Status(call.Facts)))
            return false;

        await rows.EraseAsync(call.AccountId, call.Id, call.ProviderCallId, CancellationToken.None);
        var next = CallErasing.Silenced(call, clock.GetUtcNow());
        await _commit.Write(next, command, [CallEvents.Erased(next, CallEvents.WordsErased, _commit.Version + 1)]);
        return true;
    }

    private async Task EraseElsewhere(Call call)
    {
        await rows.EraseAsync(call.AccountId, call.Id, call.ProviderCallId, CancellationToken.None);
        await GrainFactory.GetGrain<ICallTaskGrain>(GrainKey.Of(call.AccountId, CallId.TaskOf(call.Id)))
            .Erase(new Command(call.AccountId, Actor.System, "tasks.erase"));
        if (call.ErasingCustomerId is { } customer)
        {
            await GrainFactory.GetGrain<ICustomerGrain>(GrainKey.Of(call.AccountId, customer))
                .Erase(new Command(call.AccountId, Actor.System, "customers.erase"));
        }

        var next = CallErasing.Finish(call, clock.GetUtcNow());
        await _commit.Write(
            next, new Command(call.AccountId, Actor.System, "calls.finish-erasure"),
            [CallEvents.Erased(next, CallEvents.ErasureFinished, _commit.Version + 1)]);
    }
}
