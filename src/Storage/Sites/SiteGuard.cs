using System.Net;
using System.Net.Sockets;

namespace Platform.Sites;

/// <summary>What must not be connected to.</summary>
internal sealed class SiteRefusedException(SiteTrouble trouble) : IOException(trouble.ToString())
{
    public SiteTrouble Trouble { get; } = trouble;
}

/// <summary>Finds the addresses of a name.</summary>
internal delegate Task<IPAddress[]> NameLookup(string host, CancellationToken cancellationToken);

/// <summary>Decides what is connected to, and connects. A name is looked up once for each connection, every address
/// that it has must be public, and the connection goes to just those: a name that says something else a moment later is
/// not asked again.</summary>
internal sealed class SiteGuard(SiteOptions options, NameLookup lookup)
{
    private const int AddressesMax = 16;

    private readonly IPNetwork[] _allowed = [.. options.AllowedNetworks.Select(network => IPNetwork.Parse(network))];

    /// <summary>Whether an address is one that is read at all, before anything is looked up.</summary>
    public bool Reads(Uri address) =>
        address.IsAbsoluteUri && address.Scheme is "http" or "https" && address.UserInfo.Length == 0
        && address.Host.Length > 0 && (address.Port is 80 or 443 || options.AllowedPorts.Contains(address.Port));

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="SiteRefusedException">One of its addresses is not public, or it has none.</exception>
    public async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await AddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The addresses of a name or of an address in writing, each one checked.</summary>
    internal async Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellationToken)
    {
        var bare = host.Trim('[', ']');
        var addresses = IPAddress.TryParse(bare, out var written)
            ? [written]
            : await LookUpAsync(bare, cancellationToken);
        if (addresses.Length is 0 or > AddressesMax)
            throw new SiteRefusedException(SiteTrouble.NameUnknown);
        // One that is not public among them is enough: nobody could say which one answers.
        return addresses.All(MayConnect) ? addresses : throw new SiteRefusedException(SiteTrouble.NotPublic);
    }

    private bool MayConnect(IPAddress address) =>
        PublicInternet.Has(address)
        || (!address.IsIPv4MappedToIPv6 && _allowed.Any(network => network.Contains(address)));

    private async Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return await lookup(host, cancellationToken);
        }
        catch (SocketException)
        {
            throw new SiteRefusedException(SiteTrouble.NameUnknown);
        }
    }
}
