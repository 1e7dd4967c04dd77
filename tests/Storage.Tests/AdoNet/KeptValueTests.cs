using System.Text.Json;

namespace Platform.Commits;

public sealed class KeptValueTests
{
    public static TheoryData<object> Values => new()
    {
        "füll \"it\"",
        new Guid("0190cccc-0000-7000-8000-00000000000c"),
        long.MaxValue,
        int.MinValue,
        short.MaxValue,
        true,
        0.1 + 0.2,
        new DateTimeOffset(2026, 3, 29, 1, 2, 3, TimeSpan.Zero).AddTicks(4_567_890),
        new DateTime(2026, 3, 29, 1, 2, 3, DateTimeKind.Utc),
        new DateOnly(2026, 3, 29),
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void The_value_of_a_column_comes_back_as_it_was_kept(object value) =>
        Assert.Equal(value, ThereAndBack(value, value.GetType()));

    [Theory]
    [InlineData(typeof(string))]
    [InlineData(typeof(int?))]
    [InlineData(typeof(DateTimeOffset?))]
    public void No_value_comes_back_as_none(Type type) => Assert.Null(ThereAndBack(null, type));

    [Fact]
    public void A_value_that_may_be_none_comes_back() => Assert.Equal(7, ThereAndBack(7, typeof(int?)));

    [Fact]
    public void A_value_that_no_column_may_have_is_not_kept() =>
        Assert.Throws<NotSupportedException>(() => KeptValue.Keep(1.5m));

    // As it stands in Orleans' row.
    private static object? ThereAndBack(object? value, Type type)
    {
        var kept = new KeptCommit(
            Guid.NewGuid(), 0, null, new(Actor.System, null, [], [new("boxes", [KeptValue.Keep(value)])], []));
        var json = JsonSerializer.Serialize(kept, KeptJson.Default.KeptCommit);
        var read = JsonSerializer.Deserialize(json, KeptJson.Default.KeptCommit)!;
        return KeptValue.Restore(read.Pending!.Rows.Single().Values.Single(), type);
    }
}
