using System.Globalization;

namespace Platform.Http;

/// <summary>Cursors of lists that are sorted by a time and an id, by a name and an id, or by a number.</summary>
public sealed class CursorTests
{
    private const string Filters = "things|account";

    private static readonly DateTimeOffset At = new DateTimeOffset(2026, 11, 22, 5, 0, 0, TimeSpan.Zero).AddTicks(7);
    private static readonly Guid Id = Guid.CreateVersion7();

    private readonly Cursors _cursors = new(new SignedText(new OneKey()));

    [Fact]
    public void A_list_goes_on_after_the_row_that_its_cursor_was_written_for()
    {
        Assert.Equal((At, Id), _cursors.ReadTimed(_cursors.WriteTimed(Filters, At, Id), Filters));
        Assert.Null(_cursors.ReadTimed(cursor: null, Filters));

        var key = _cursors.Read(_cursors.WriteTimed(Filters, At, Id, "1"), Filters)!;
        Assert.Equal("1", key[0]);
        Assert.Equal((At, Id), Cursors.Timed(key.AsSpan(1)));
    }

    [Theory]
    [InlineData("D")]
    [InlineData("N")]
    public void A_cursor_that_was_written_in_ticks_is_still_taken(string format)
    {
        var ticks = At.UtcTicks.ToString(CultureInfo.InvariantCulture);

        Assert.Equal((At, Id), _cursors.ReadTimed(_cursors.Write(Filters, ticks, Id.ToString(format)), Filters));
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("-1")]
    [InlineData("9223372036854775807")]
    public void A_cursor_without_a_time_is_invalid(string time) =>
        AssertInvalid(_cursors.Write(Filters, time, Id.ToString()));

    [Fact]
    public void A_cursor_with_other_parts_or_for_another_list_is_invalid()
    {
        var time = At.ToString("O", CultureInfo.InvariantCulture);

        AssertInvalid(_cursors.Write(Filters, time, "no id"));
        AssertInvalid(_cursors.Write(Filters, time));
        AssertInvalid(_cursors.Write(Filters, "1", time, Id.ToString()));
        AssertInvalid(_cursors.WriteTimed("things|another", At, Id));
    }

    [Theory]
    [InlineData("Joe's Plumbing")]
    [InlineData("")]
    [InlineData("two\u001fparts")] // What separates the parts, in a name.
    public void A_list_by_name_goes_on_after_the_row_that_its_cursor_was_written_for(string name) =>
        Assert.Equal((name, Id), _cursors.ReadNamed(_cursors.WriteNamed(Filters, name, Id), Filters));

    [Fact]
    public void A_cursor_without_a_name_and_an_id_is_invalid_for_a_list_by_name()
    {
        AssertInvalid(_cursors.Write(Filters, "Joe's Plumbing", "no id"), _cursors.ReadNamed);
        AssertInvalid(_cursors.Write(Filters, "Joe's Plumbing"), _cursors.ReadNamed);
        AssertInvalid(_cursors.Write(Filters, Id.ToString()), _cursors.ReadNamed);
        AssertInvalid(_cursors.WriteNamed("things|another", "Joe's Plumbing", Id), _cursors.ReadNamed);
        Assert.Null(_cursors.ReadNamed(cursor: null, Filters));
    }

    [Fact]
    public void A_cursor_without_a_number_is_invalid_for_a_list_by_number()
    {
        Assert.Equal(7, _cursors.ReadNumbered(_cursors.WriteNumbered(Filters, 7), Filters));
        Assert.Null(_cursors.ReadNumbered(cursor: null, Filters));

        AssertInvalid(_cursors.Write(Filters, "seven"), _cursors.ReadNumbered);
        AssertInvalid(_cursors.Write(Filters, "7", "8"), _cursors.ReadNumbered);
    }

    private void AssertInvalid(string cursor) => AssertInvalid(cursor, _cursors.ReadTimed);

    private static void AssertInvalid<T>(string cursor, Func<string?, string, T> read)
    {
        var refused = Assert.Throws<ProblemException>(() => { read(cursor, Filters); });

        Assert.Equal(400, refused.Problem.StatusCode);
        Assert.EndsWith("invalid-cursor", refused.Problem.ProblemDetails.Type, StringComparison.Ordinal);
    }
}
