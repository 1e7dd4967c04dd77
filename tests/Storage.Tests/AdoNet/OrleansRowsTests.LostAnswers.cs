using Npgsql;
using Orleans.Storage;

namespace Platform.Commits;

// A write may have been done although nobody says so.
public sealed partial class OrleansRowsTests
{
    /// <summary>Every way in which nobody can say what became of a write.</summary>
    public static TheoryData<Exception> LostAnswers => new()
    {
        Broken,
        Hanging,
        Refusal(PostgresErrorCodes.AdminShutdown, "FATAL"),
    };

    [Theory]
    [MemberData(nameof(LostAnswers))]
    public async Task A_commit_whose_answer_was_lost_is_tried_again_and_recognises_itself(Exception lost)
    {
        var commit = Commit();
        _storage.LoseAnswer(lost);

        var writing = WriteAsync(commit);

        await PassAsync(writing, () => writing.IsCompleted);
        Assert.Equal((commit, await writing), await _rows.ReadAsync(Kind, _key));
        Assert.Equal(2, _storage.Writes);
    }

    [Theory]
    [MemberData(nameof(LostAnswers))]
    public async Task A_commit_that_never_got_there_is_written_by_the_second_try(Exception lost)
    {
        var commit = Commit();
        _storage.FailWrite(lost);

        var writing = WriteAsync(commit);

        await PassAsync(writing, () => writing.IsCompleted);
        Assert.Equal((commit, await writing), await _rows.ReadAsync(Kind, _key));
    }

    [Fact]
    public async Task Once_an_answer_was_lost_neither_a_full_disk_nor_a_connection_that_is_not_made_is_a_refusal()
    {
        var commit = Commit();
        _storage.LoseAnswer(Broken);
        _storage.FailWrite(DiskFull);
        _storage.FailWrite(NotMade);

        var writing = WriteAsync(commit);

        await PassAsync(writing, () => _storage.Writes == 2);
        await PassAsync(writing, () => _storage.Writes == 3);
        await PassAsync(writing, () => writing.IsCompleted);
        Assert.Equal((commit, await writing), await _rows.ReadAsync(Kind, _key));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_commit_whose_answer_was_lost_has_lost_when_another_one_stands_there_or_it_was_taken_back(
        bool isTakenBack)
    {
        var commit = Commit();
        var other = isTakenBack ? commit.TakenBack() : Commit(1);
        _storage.LoseAnswer(Broken, other);

        var writing = WriteAsync(commit);

        await PassAsync(writing, () => writing.IsCompleted);
        await Assert.ThrowsAsync<InconsistentStateException>(() => writing);
        Assert.Equal(other, (await _rows.ReadAsync(Kind, _key)).Kept);
    }

    [Fact]
    public async Task What_was_taken_back_already_is_taken_back()
    {
        var commit = Commit();
        var etag = await WriteAsync(commit);
        var takenBack = await _rows.WriteAsync(Kind, _key, etag, commit.TakenBack(), isOwed: true);

        Assert.Equal(takenBack, await _rows.WriteAsync(Kind, _key, etag, commit.TakenBack(), isOwed: true));
    }

    [Fact]
    public async Task A_commit_that_still_stands_is_not_taken_for_one_that_was_taken_back()
    {
        var commit = Commit();
        var etag = await WriteAsync(commit);
        // The same commit, as somebody else has written it since.
        await _rows.WriteAsync(Kind, _key, etag, commit with { Pending = null });

        await Assert.ThrowsAsync<InconsistentStateException>(() =>
            _rows.WriteAsync(Kind, _key, etag, commit.TakenBack(), isOwed: true));
    }

    [Fact]
    public async Task Who_asks_what_became_of_his_commit_asks_again_after_an_outage()
    {
        var commit = Commit();
        _storage.LoseAnswer(Broken);
        _storage.FailRead(NotMade);

        var writing = WriteAsync(commit);

        await PassAsync(writing, () => _storage.Reads == 1);
        await PassAsync(writing, () => writing.IsCompleted);
        Assert.Equal((commit, await writing), await _rows.ReadAsync(Kind, _key));
    }
}
