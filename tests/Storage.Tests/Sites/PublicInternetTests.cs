using System.Globalization;
using System.Net;

namespace Platform.Sites;

/// <summary>What may be connected to, range by range: the first and the last address of each, and their
/// neighbours.</summary>
public sealed class PublicInternetTests
{
    // Of every range that is not public: first and last address.
    private static readonly (string First, string Last)[] NotPublic =
    [
        ("0.0.0.0", "0.255.255.255"), ("10.0.0.0", "10.255.255.255"), ("100.64.0.0", "100.127.255.255"),
        ("127.0.0.0", "127.255.255.255"), ("169.254.0.0", "169.254.255.255"), ("172.16.0.0", "172.31.255.255"),
        ("192.0.0.0", "192.0.0.255"), ("192.0.2.0", "192.0.2.255"), ("192.31.196.0", "192.31.196.255"),
        ("192.52.193.0", "192.52.193.255"), ("192.88.99.0", "192.88.99.255"), ("192.168.0.0", "192.168.255.255"),
        ("192.175.48.0", "192.175.48.255"), ("198.18.0.0", "198.19.255.255"), ("198.51.100.0", "198.51.100.255"),
        ("203.0.113.0", "203.0.113.255"), ("224.0.0.0", "239.255.255.255"), ("240.0.0.0", "255.255.255.255"),
    ];

    [Theory]
    [InlineData("169.254.169.254")] // A cloud's metadata.
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("febf:ffff::1")]
    [InlineData("fec0::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456:789a::1")]
    [InlineData("ff02::1")]
    [InlineData("100::1")]
    [InlineData("64:ff9b::a9fe:a9fe")] // NAT64.
    [InlineData("64:ff9b::808:808")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("::ffff:0:127.0.0.1")]
    [InlineData("::8.8.8.8")]
    [InlineData("2001::1")] // Teredo.
    [InlineData("2001:10::1")]
    [InlineData("2001:20::1")]
    [InlineData("2001:1ff:ffff::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")] // 6to4.
    [InlineData("2002:808:808::1")]
    [InlineData("2620:4f:8000::1")]
    [InlineData("3fff::1")]
    [InlineData("4000::1")]
    [InlineData("5f00::1")]
    [InlineData("1fff:ffff::1")]
    public void Is_not_public(string address) => Assert.False(PublicInternet.Has(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("1.1.1.1")]
    [InlineData("93.184.216.34")]
    [InlineData("2606:4700::1111")]
    [InlineData("2001:200::1")]
    [InlineData("2a00:1450:4001::1")]
    public void Is_public(string address) => Assert.True(PublicInternet.Has(IPAddress.Parse(address)));

    [Fact]
    public void The_ends_of_each_range_are_not_public_in_any_form_and_their_neighbours_are_where_no_other_range_begins()
    {
        var forms = 0;
        foreach (var (first, last) in NotPublic)
        {
            foreach (var address in new[] { first, last })
            {
                foreach (var form in FormsOf(IPAddress.Parse(address)))
                {
                    Assert.False(PublicInternet.Has(form), $"{form} of {address}");
                    forms++;
                }
            }

            foreach (var neighbour in new[] { Beside(first, -1), Beside(last, +1) }.OfType<IPAddress>())
            {
                var isInAnother = NotPublic.Any(range =>
                    Number(range.First) <= Number(neighbour) && Number(neighbour) <= Number(range.Last));
                Assert.Equal(!isInAnother, PublicInternet.Has(neighbour));
            }
        }

        Assert.True(forms >= 200, $"{forms} forms");
    }

    // As itself, mapped, compatible, translated, in 6to4, behind two prefixes of NAT64.
    private static IEnumerable<IPAddress> FormsOf(IPAddress four)
    {
        var hex = Convert.ToHexString(four.GetAddressBytes()).ToLowerInvariant();
        var (high, low) = (hex[..4], hex[4..]);
        yield return four;
        yield return four.MapToIPv6();
        yield return IPAddress.Parse($"::{high}:{low}");
        yield return IPAddress.Parse($"::ffff:0:{high}:{low}");
        yield return IPAddress.Parse($"2002:{high}:{low}::1");
        yield return IPAddress.Parse($"64:ff9b::{high}:{low}");
        yield return IPAddress.Parse($"64:ff9b:1::{high}:{low}");
    }

    private static IPAddress? Beside(string address, int step)
    {
        var number = Number(IPAddress.Parse(address)) + step;
        return number is < 0 or > uint.MaxValue
            ? null
            : IPAddress.Parse(number.ToString(CultureInfo.InvariantCulture));
    }

    private static long Number(string address) => Number(IPAddress.Parse(address));

    private static long Number(IPAddress address) =>
        address.GetAddressBytes().Aggregate(0L, (number, part) => (number << 8) | part);
}
