using Platform.Calls.Twilio;
using Platform.Commits;
using Platform.Operations;
using Platform.Testing;

namespace Platform.Calls;

public sealed class CallerPatienceTests
{
    private readonly ManualClock _clock = new();
    private readonly Database _database = new();
    private readonly CallsOptions _options = new();
    private readonly TaskCompletionSource<string> _answer = new();
    private readonly CallerPatience _patience;

    public CallerPatienceTests() => _patience = new(_database, _options, _clock);

    [Fact]
    public async Task Nobody_is_asked_about_a_quick_answer()
    {
        var heard = Wait(_answer);
        await _clock.HasArmed(1);
        _clock.Advance(_options.DoubtAfter - TimeSpan.FromMilliseconds(1));

        _answer.SetResult("hello");

        Assert.Equal("hello", await heard);
        Assert.Equal(0, _database.Asked);
    }

    [Fact]
    public async Task Behind_a_database_that_is_gone_nobody_waits_to_the_end()
    {
        _database.Answer.SetResult(new StorageHealth(IsReachable: false));
        var heard = Wait(_answer);
        await _clock.HasArmed(1);

        _clock.Advance(_options.DoubtAfter);

        await Assert.ThrowsAsync<TimeoutException>(() => heard);
    }

    [Fact]
    public async Task Nor_behind_one_that_says_nothing()
    {
        var began = _clock.GetUtcNow();
        var heard = Wait(_answer);
        await _clock.HasArmed(1);
        _clock.Advance(_options.DoubtAfter);
        await _clock.HasArmed(1); // The question's own deadline.

        _clock.Advance(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAsync<TimeoutException>(() => heard);
        Assert.True(_clock.GetUtcNow() - began < TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_slow_answer_of_a_database_that_is_there_is_waited_for()
    {
        _database.Answer.SetResult(new StorageHealth(IsReachable: true));
        var heard = Wait(_answer);
        await _clock.HasArmed(1);
        _clock.Advance(_options.DoubtAfter);
        await _clock.HasArmed(1);
        _clock.Advance(_options.VoicePatience - _options.DoubtAfter - TimeSpan.FromMilliseconds(1));

        _answer.SetResult("hello");

        Assert.Equal("hello", await heard);
    }

    [Fact]
    public async Task But_not_for_ever()
    {
        _database.Answer.SetResult(new StorageHealth(IsReachable: true));
        var heard = Wait(_answer);
        await _clock.HasArmed(1);
        _clock.Advance(_options.DoubtAfter);
        await _clock.HasArmed(1);

        _clock.Advance(_options.VoicePatience - _options.DoubtAfter);

        await Assert.ThrowsAsync<TimeoutException>(() => heard);
    }

    [Fact]
    public async Task After_somebody_who_waited_in_vain_nobody_waits_for_long_until_an_answer_comes()
    {
        await FailAsync();
        var second = Wait(_answer);
        await _clock.HasArmed(1);
        _clock.Advance(_options.OutageVoicePatience);
        await Assert.ThrowsAsync<TimeoutException>(() => second);
        Assert.Equal(0, _database.Asked);

        Assert.Equal("back", await _patience.WaitAsync(Task.FromResult("back"), _clock.GetUtcNow()));

        var third = Wait(_answer);
        await _clock.HasArmed(1);
        _clock.Advance(_options.DoubtAfter);
        await _clock.HasArmed(1);
        Assert.Equal(1, _database.Asked);
        _answer.SetResult("hello");
        _database.Answer.SetResult(new StorageHealth(IsReachable: true));
        Assert.Equal("hello", await third);
    }

    [Fact]
    public async Task What_was_waited_before_counts()
    {
        await FailAsync();
        var heard = _patience.WaitAsync(_answer.Task, _clock.GetUtcNow() - _options.OutageVoicePatience);

        await Assert.ThrowsAsync<TimeoutException>(() => heard);
    }

    private Task<string> Wait(TaskCompletionSource<string> answer) =>
        _patience.WaitAsync(answer.Task, _clock.GetUtcNow());

    private Task<StorageUnavailableException> FailAsync() => Assert.ThrowsAsync<StorageUnavailableException>(
        () => _patience.WaitAsync(
            Task.FromException<string>(new StorageUnavailableException("gone")), _clock.GetUtcNow()));

    private sealed class Database : IStorageHealth
    {
        public TaskCompletionSource<StorageHealth> Answer { get; } = new();

        public int Asked { get; private set; }

        public Task<StorageHealth> CheckAsync(CancellationToken cancellationToken)
        {
            Asked++;
            return Answer.Task;
        }
    }
}
