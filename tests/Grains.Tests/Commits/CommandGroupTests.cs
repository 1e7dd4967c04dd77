using System.Collections.Immutable;

namespace Platform.Commits;

/// <summary>Cups of tea out of one pot of ten: whoever comes while others are being served is served with the
/// next.</summary>
public sealed class CommandGroupTests
{
    private readonly FakeState<Pot> _state = new();
    private readonly CommandGroup<Pot, Pot, string> _group;

    public CommandGroupTests()
    {
        _group = new(new Commit<Pot>(_state), new Pot(10), pot => pot);
    }

    [Fact]
    public async Task Whoever_comes_while_a_commit_is_under_way_is_decided_with_the_others_in_one()
    {
        var gate = new TaskCompletionSource();
        _state.Gate = gate.Task;

        var first = Pour("a", 1);
        Task<string>[] others = [Pour("b", 4), Pour("c", 6), Pour("d", 5)];
        gate.SetResult();

        Assert.Equal("a: 9 left at 1", await first);
        Assert.Equal(["b: 5 left at 2", "c: no, 5 left at 2", "d: 0 left at 2"], await Task.WhenAll(others));
        Assert.Equal([1, 2], _state.Written.Select(written => written.Pending!.Receipts.Length));
        Assert.Equal([new Pot(9), new Pot(0)], _state.Written.Select(written => written.Value));
    }

    [Fact]
    public async Task Each_event_and_receipt_is_its_own_callers()
    {
        var gate = new TaskCompletionSource();
        _state.Gate = gate.Task;
        Task<string>[] all = [Pour("a", 1), Pour("b", 2), Pour("c", 3)];
        gate.SetResult();
        await Task.WhenAll(all);

        var pending = _state.Written[1].Pending!;

        Assert.Equal(
            ["member:b trace-b", "member:c trace-c"],
            pending.Events.Select(happened => $"{happened.ActorIn(pending)} {happened.TraceIn(pending)}"));
        Assert.Equal(["key-b", "key-c"], pending.Receipts.Select(receipt => receipt.Key));
    }

    [Fact]
    public async Task Nobody_is_refused_for_what_was_never_written()
    {
        var gate = new TaskCompletionSource();
        _state.Gate = gate.Task;
        var first = Pour("a", 10);
        var second = Pour("b", 1);
        var failure = new StorageUnavailableException();
        _state.Failure = failure;
        gate.SetResult();

        // The first never got its cups, so the second is decided on a full pot.
        Assert.Same(failure, await Record.ExceptionAsync(() => first));
        Assert.Same(failure, await Record.ExceptionAsync(() => second));
        _state.Failure = null;
        Assert.Equal("b: 9 left at 1", await Pour("b", 1));
    }

    [Fact]
    public async Task One_that_spoils_the_commit_fails_alone()
    {
        var gate = new TaskCompletionSource();
        _state.Gate = gate.Task;
        var first = Pour("a", 1);
        var spoiled = new DuplicateCommandException();
        _state.RefuseWhere = pending => pending.Receipts.Any(receipt => receipt.Key == "key-c") ? spoiled : null;
        Task<string>[] others = [Pour("b", 2), Pour("c", 3), Pour("d", 4)];
        gate.SetResult();

        await first;
        Assert.Equal("b: 7 left at 2", await others[0]);
        Assert.Same(spoiled, await Record.ExceptionAsync(() => others[1]));
        Assert.Equal("d: 3 left at 3", await others[2]);
    }

    private Task<string> Pour(string name, int cups)
    {
        var command = new Command(
            Guid.Empty, new(ActorKind.Member, name), "pot.pour", $"key-{name}", TraceId: $"trace-{name}");
        return _group.Execute(command, (pot, versions) => cups > pot.Cups
            ? new(null, $"{name}: no, {pot.Cups} left at {versions.Standing}")
            : new(
                new Pot(pot.Cups - cups), $"{name}: {pot.Cups - cups} left at {versions.Written}",
                ImmutableArray.Create(new PendingEvent("pot.poured", "pots/1", "{}")), [],
                command.ReceiptOf(200, Guid.Empty, versions.Written)));
    }

    internal sealed record Pot(int Cups);
}
