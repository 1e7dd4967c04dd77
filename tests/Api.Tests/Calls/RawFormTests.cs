using System.Text;
using Platform.Calls.Twilio;

namespace Platform.Calls;

public sealed class RawFormTests
{
    [Fact]
    public void Pairs_keep_their_order_and_repeated_names()
    {
        var form = RawForm.Parse("a=1&b=%2B1+2&a=3&c&=x&&d="u8)!;

        Assert.Equal(
            [("a", "1"), ("b", "+1 2"), ("a", "3"), ("c", ""), ("", "x"), ("d", "")],
            form.Pairs.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal("1", form["a"]);
        Assert.Null(form["c"]);
        Assert.Null(form["missing"]);
    }

    [Fact]
    public void A_form_with_more_pairs_than_anybody_sends_is_none()
    {
        Assert.NotNull(RawForm.Parse(Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Repeat("a=1", 500)))));
        Assert.Null(RawForm.Parse(Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Repeat("a=1", 501)))));
    }
}
