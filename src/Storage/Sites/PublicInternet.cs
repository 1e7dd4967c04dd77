using System.Net;
using System.Net.Sockets;

namespace Platform.Sites;

/// <summary>Which addresses it has. What is not known to be on it is not.</summary>
internal static class PublicInternet
{
    // IANA's special-purpose registry of IPv4, and what is for many receivers or for nobody.
    private static readonly IPNetwork[] NotPublic =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("192.31.196.0/24"),
        IPNetwork.Parse("192.52.193.0/24"), IPNetwork.Parse("192.88.99.0/24"), IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("192.175.48.0/24"), IPNetwork.Parse("198.18.0.0/15"), IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("224.0.0.0/4"), IPNetwork.Parse("240.0.0.0/4"),
    ];

    // Of IPv6 only global unicast is public, less what lies in it for other ends. So are refused without being named:
    // loopback, link-local, unique local, multicast, addresses that hold one of IPv4 (::ffff:0:0/96, ::/96), NAT64.
    private static readonly IPNetwork[] NotPublicOfSix =
    [
        IPNetwork.Parse("2001::/23"), // Teredo, ORCHID and other protocols' own.
        IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("2002::/16"), // 6to4: an address of IPv4 inside.
        IPNetwork.Parse("2620:4f:8000::/48"), IPNetwork.Parse("3fff::/20"),
    ];

    /// <summary>Whether it may be connected to.</summary>
    public static bool Has(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !NotPublic.Any(network => network.Contains(address)),
        AddressFamily.InterNetworkV6 => address.ScopeId == 0 && IsGlobalUnicast(address)
            && !NotPublicOfSix.Any(network => network.Contains(address)),
        _ => false,
    };

    // 2000::/3. By its bytes: IPNetwork takes an address that maps one of IPv4 for a member of many a network.
    private static bool IsGlobalUnicast(IPAddress address) => (address.GetAddressBytes()[0] & 0xE0) == 0x20;
}
