using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Platform.Http;

/// <summary>How many work at a time, so that who is refused does not stand behind all who are let in.</summary>
public sealed class TurnstileTests
{
    private const int Most = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly OneAlarm _clock = new();
    private readonly Turnstile _turnstile;

    public TurnstileTests() => _turnstile = new(Most, Patience, _clock);

    [Fact]
    public void So_many_work_at_a_time_and_the_others_follow_in_the_order_in_which_they_came()
    {
        var visits = Come(5);
        Assert.Equal([true, true, false, false, false], Begun(visits));

        _turnstile.Leave(visits[1]);
        Assert.Equal([true, true, true, false, false], Begun(visits));

        _turnstile.Leave(visits[0]);
        _turnstile.Leave(visits[2]);
        Assert.Equal([true, true, true, true, true], Begun(visits));
        Assert.False(_turnstile.Come().Turn.IsCompleted);
    }

    [Fact]
    public void Who_works_for_long_waits_for_something_else_and_lets_the_next_ones_work()
    {
        var visits = Come(6);

        _clock.Advance(Patience - TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, Begun(visits).Count(begun => begun));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(4, Begun(visits).Count(begun => begun));
        _clock.Advance(Patience);
        Assert.Equal(6, Begun(visits).Count(begun => begun));
    }

    [Fact]
    public void Who_leaves_late_makes_no_room_twice()
    {
        var late = Come(2);
        _clock.Advance(Patience);
        var visits = Come(3);
        Assert.Equal([true, true, false], Begun(visits));

        foreach (var visit in late)
            _turnstile.Leave(visit);

        Assert.Equal([true, true, false], Begun(visits));
    }

    [Fact]
    public async Task All_of_a_crowd_that_comes_at_once_are_answered_few_at_a_time()
    {
        const int crowd = 300;
        var admission = NewAdmission();
        var (working, peak, door) = (0, 0, new TaskCompletionSource());

        var answers = Enumerable.Range(0, crowd).Select(_ => AskAsync()).ToArray();
        Assert.Equal(64, Volatile.Read(ref working));
        door.SetResult();
        await Task.WhenAll(answers);

        Assert.Equal(64, peak);

        Task AskAsync()
        {
            Assert.False(admission.IsFull(Order()));
            return admission.WorkAsync(Order(), async _ =>
            {
                var now = Interlocked.Increment(ref working);
                peak = Math.Max(Volatile.Read(ref peak), now);
                await door.Task;
                Interlocked.Decrement(ref working);
            });
        }
    }

    [Fact]
    public async Task While_the_database_stalls_for_a_moment_nobody_of_an_ordinary_load_is_refused()
    {
        var admission = NewAdmission();
        var stalled = new TaskCompletionSource();
        var answers = new List<Task>();

        // A thousand a second, for as long as the stall.
        for (var ms = 0; ms < 300; ms++)
        {
            Assert.False(admission.IsFull(Order()), $"refused after {ms} ms");
            answers.Add(admission.WorkAsync(Order(), _ => stalled.Task));
            _clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        stalled.SetResult();
        await Task.WhenAll(answers);
        Assert.Equal(300, answers.Count);
    }

    private Admission NewAdmission() => new(new ConfigurationBuilder().Build(), _clock);

    private static DefaultHttpContext Order()
    {
        var http = new DefaultHttpContext();
        http.Request.Method = "POST";
        http.Request.Path = "/api/v1/orders";
        return http;
    }

    private Turnstile.Visit[] Come(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => _turnstile.Come())];

    private static IEnumerable<bool> Begun(IEnumerable<Turnstile.Visit> visits) =>
        visits.Select(visit => visit.Turn.IsCompleted);

    // A clock that is moved by hand, with the one alarm that a turnstile has at a time.
    private sealed class OneAlarm : TimeProvider
    {
        private TimeSpan _now = TimeSpan.FromHours(1);
        private (TimeSpan At, Action Ring)? _alarm;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now.Ticks;

        public void Advance(TimeSpan by)
        {
            _now += by;
            if (_alarm is not { } alarm || alarm.At > _now)
                return;
            _alarm = null;
            alarm.Ring();
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Assert.Null(_alarm);
            _alarm = (_now + dueTime, () => callback(state));
            return new Gone();
        }

        private sealed class Gone : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
