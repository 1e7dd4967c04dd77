using Orleans.Storage;

namespace Platform.Commits;

public sealed class CommitTests
{
    private static readonly Command Asked = new(
        Guid.NewGuid(), new(ActorKind.Member, "m1"), "cups.fill", Key: "k1", RequestHash: "h1", TraceId: "t1");

    private readonly FakeState<Cup> _state = new();
    private readonly Commit<Cup> _commit;

    public CommitTests()
    {
        _commit = new(_state);
    }

    [Fact]
    public void Before_the_first_write_there_is_nothing()
    {
        Assert.Null(_commit.Committed);
        Assert.Equal(0, _commit.Version);
        Assert.Equal(0, _commit.Position);
    }

    [Fact]
    public async Task What_was_written_is_committed_with_its_version_and_position()
    {
        await Write(new(1));
        await Write(new(2));

        Assert.Equal(new Cup(2), _commit.Committed);
        Assert.Equal(2, _commit.Version);
        Assert.Equal(2, _commit.Position);
    }

    [Fact]
    public async Task Who_decides_on_the_log_gets_no_answer_from_before_it()
    {
        await Write(new(1));

        _commit.DemandPosition(1);
        Assert.Throws<InconsistentStateException>(() => _commit.DemandPosition(2));
    }

    [Fact]
    public async Task A_command_that_another_activation_executed_cannot_be_answered_here()
    {
        var cup = Guid.NewGuid();
        await Write(new(1));

        _state.Failure = Executed(cup, version: 2);
        await Assert.ThrowsAsync<InconsistentStateException>(() => Fill(cup));
        Assert.Equal(new Cup(1), _commit.Committed);

        _state.Failure = Executed(cup, version: 1);
        await Assert.ThrowsAsync<DuplicateCommandException>(() => Fill(cup));

        Task Fill(Guid cup) => _commit.Write(new(2), Asked, [], receipt: Asked.ReceiptOf(200, cup, 2));
    }

    [Fact]
    public async Task Everything_that_belongs_to_a_commit_reaches_the_storage_with_it()
    {
        var receipt = Asked.ReceiptOf(200, Guid.NewGuid(), 1);
        PendingEvent filled = new("cup.filled", "cups/1", "{}");

        await _commit.Write(new(1), Asked, [filled], [new Drop(1)], receipt);

        var pending = Assert.Single(_state.Written).Pending!;
        Assert.Equal((Asked.Actor, "t1"), (pending.Actor, pending.TraceId));
        Assert.Equal([filled], pending.Events.AsEnumerable());
        Assert.Equal([new Drop(1)], pending.Rows.AsEnumerable());
        Assert.Equal([receipt], pending.Receipts.AsEnumerable());
        Assert.Null(_state.State.Pending);
    }

    [Fact]
    public async Task While_a_write_is_pending_reads_answer_the_old_state()
    {
        await Write(new(1));
        var gate = new TaskCompletionSource();
        _state.Gate = gate.Task;

        var write = Write(new(2));

        Assert.Equal((new Cup(1), 1L, 1L), (_commit.Committed, _commit.Version, _commit.Position));
        gate.SetResult();
        await write;
        Assert.Equal((new Cup(2), 2L, 2L), (_commit.Committed, _commit.Version, _commit.Position));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task After_a_write_that_failed_the_old_state_stands_and_the_next_write_works(Exception failure)
    {
        await Write(new(1));
        _state.Failure = failure;

        Assert.Same(failure, await Record.ExceptionAsync(() => Write(new(2))));

        Assert.Equal((new Cup(1), 1L, 1L), (_commit.Committed, _commit.Version, _commit.Position));
        Assert.Null(_state.State.Pending);
        _state.Failure = null;
        await Write(new(3));
        Assert.Equal(new Cup(3), _commit.Committed);
    }

    [Fact]
    public async Task Two_writes_at_once_are_a_bug()
    {
        var gate = new TaskCompletionSource();
        _state.Gate = gate.Task;
        var first = Write(new(1));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Write(new(2)));

        gate.SetResult();
        await first;
        Assert.Equal(new Cup(1), _commit.Committed);
    }

    [Fact]
    public void A_command_without_a_key_leaves_no_receipt() =>
        Assert.Null((Asked with { Key = null }).ReceiptOf(200, Guid.NewGuid(), 1));

    [Fact]
    public void A_receipt_is_of_a_command_when_the_request_is_the_same()
    {
        var receipt = Asked.ReceiptOf(201, Guid.NewGuid(), 1)!;

        Assert.True(receipt.IsOf(Asked));
        Assert.False(receipt.IsOf(Asked with { RequestHash = "other" }));
        Assert.Equal((Asked.AccountId, "member:m1", "cups.fill", "k1"),
            (receipt.AccountId, receipt.Principal, receipt.Operation, receipt.Key));
    }

    public static TheoryData<Exception> Failures() =>
    [
        new StorageUnavailableException(), new InconsistentStateException(), new DuplicateCommandException(),
        new CommitRefusedException(),
    ];

    private Task Write(Cup next) => _commit.Write(next, Asked, [new("cup.filled", "cups/1", "{}")]);

    private static DuplicateCommandException Executed(Guid cup, long version) =>
        new() { Receipt = Asked.ReceiptOf(200, cup, version) };

    internal sealed record Cup(int Drops);

    private sealed record Drop(int Number) : IRow;
}
