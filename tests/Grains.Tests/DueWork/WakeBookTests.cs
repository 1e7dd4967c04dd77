namespace Platform.DueWork;

public sealed class WakeBookTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DueItem Due = new("box", "1", Noon);

    private readonly WakeBook _book = new();

    [Fact]
    public void What_is_found_again_for_the_same_time_is_woken_less_and_less_often()
    {
        var wakes = new List<int>();
        for (var second = 0; second < 1000; second++)
        {
            if (_book.Take(Due, Noon.AddSeconds(second)))
                wakes.Add(second);
        }

        Assert.Equal([0, 2, 6, 14, 30, 62, 126, 254, 510, 810], wakes);
    }

    [Fact]
    public void What_did_its_work_and_is_due_again_is_woken_at_once()
    {
        Assert.True(_book.Take(Due, Noon));

        Assert.True(_book.Take(Due with { DueAt = Noon.AddSeconds(1) }, Noon.AddSeconds(1)));
    }

    [Fact]
    public void One_that_rests_does_not_hold_up_the_others()
    {
        Assert.True(_book.Take(Due, Noon));

        Assert.True(_book.Take(Due with { Key = "2" }, Noon));
        Assert.True(_book.Take(Due with { GrainType = "cup" }, Noon));
        Assert.False(_book.Take(Due, Noon));
    }

    [Fact]
    public void What_is_not_found_any_more_is_forgotten()
    {
        _book.Take(Due, Noon);
        _book.Forget(Noon.AddSeconds(2));
        Assert.Equal(1, _book.Count);

        _book.Forget(Noon.AddMinutes(1));
        Assert.Equal(0, _book.Count);
    }
}
