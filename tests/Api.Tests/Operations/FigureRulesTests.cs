using Platform.Orders;

namespace Platform.Operations;

/// <summary>What two samples of a process's counters say of the time between.</summary>
public sealed class FigureRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly double[] Bounds = [0.001, 0.01, 0.1];
    private static readonly CallKey Place = new("Order", "Place", HasFailed: false);
    private static readonly CallKey PlaceFailed = new("Order", "Place", HasFailed: true);

    [Fact]
    public void Calls_are_those_of_the_time_between_with_the_failed_ones_among_them()
    {
        var earlier = Sample(0, new() { [Place] = Reading(100, 0, 0, 0) });
        var now = Sample(10, new() { [Place] = Reading(100, 18, 0, 0), [PlaceFailed] = Reading(0, 0, 2, 0) });

        var place = Assert.Single(FigureRules.Calls(earlier, now));

        Assert.Equal((2.0, 0.2), (place.PerSecond, place.FailedPerSecond));
        // The hundred quick ones are older: half of these lie below the middle of the second bucket.
        Assert.InRange(place.P50Ms!.Value, 1, 10);
        Assert.InRange(place.P99Ms!.Value, 10, 100);
    }

    [Fact]
    public void A_method_that_nobody_called_is_left_out_and_the_busiest_comes_first()
    {
        var read = new CallKey("Order", "Read", HasFailed: false);
        var quiet = new CallKey("Shop", "Read", HasFailed: false);
        var earlier = Sample(0, new() { [quiet] = Reading(5, 0, 0, 0) });
        var now = Sample(10, new()
        {
            [quiet] = Reading(5, 0, 0, 0),
            [Place] = Reading(1, 0, 0, 0),
            [read] = Reading(3, 0, 0, 0),
        });

        Assert.Equal(["Read", "Place"], FigureRules.Calls(earlier, now).Select(call => call.Method));
    }

    [Fact]
    public void Nothing_measured_has_no_latency()
    {
        var commits = FigureRules.Commits(Sample(0, []), Sample(10, []), refused: 1, unknownOutcomes: 2);

        Assert.Equal(new CommitFigures(0, 0, null, null, 1, 2), commits);
    }

    [Fact]
    public void Cores_are_time_on_cores_by_time()
    {
        var earlier = Sample(0, []) with { Cpu = TimeSpan.FromSeconds(3) };
        var now = Sample(10, []) with { Cpu = TimeSpan.FromSeconds(18) };

        Assert.Equal(1.5, FigureRules.CpuCores(earlier, now));
    }

    [Theory]
    [InlineData("Platform.Calls.CallSessionGrain,Platform.Grains", "CallSession")]
    [InlineData("Platform.Orders.OrderGrain", "Order")]
    [InlineData("Orleans.Runtime.Something", "Something")]
    [InlineData("order", "Order")]
    [InlineData("due-work-pump", "DueWorkPump")]
    public void A_grain_class_is_said_for_people(string type, string kind) =>
        Assert.Equal(kind, FigureRules.KindOf(type));

    [Fact]
    public void A_reminder_is_told_apart_from_what_somebody_asked()
    {
        var reminders = typeof(IRemindable).GetMethods(); // Orleans has one with a cancellation token, too.
        var place = typeof(IOrderGrain).GetMethod(nameof(IOrderGrain.Place))!;

        Assert.All(reminders, reminder => Assert.Equal("Reminder", CallNames.Tick(reminder)));
        Assert.Null(CallNames.Tick(place));
        Assert.Equal("Order", CallNames.Grain(place));
    }

    private static FigureSample Sample(int seconds, Dictionary<CallKey, MetricReading> calls) => new(
        Start.AddSeconds(seconds), TimeSpan.Zero, calls, Commits: 0, MetricReading.None, MetricReading.None,
        MetricReading.None);

    private static MetricReading Reading(params long[] buckets) => new(0, buckets.Sum(), buckets, Bounds);
}
