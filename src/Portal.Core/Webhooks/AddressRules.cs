using System.Net;
using System.Net.Sockets;

namespace Portal.Core.Webhooks;

/// <summary>
/// Where a request that a tenant can cause may go: to the internet, and nowhere inside. Judged of the address that is really connected
/// to, after names were resolved, so that no name can lead around it. Pure.
/// </summary>
internal static class AddressRules
{
    /// <summary>Blocks that are not the internet: this machine, private and shared networks, link-local with the clouds' metadata, tests, multicast, reserved.</summary>
    private static readonly IPNetwork[] s_inside =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/128", "::1/128", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork s_translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Addresses of version 4 in clothes of version 6 are looked at as what they are.</summary>
    public static bool IsAllowed(IPAddress address, AllowedPlaces places)
    {
        var plain = Plain(address);
        return (places.Loopback && IPAddress.IsLoopback(plain)) || places.Networks.Any(network => network.Contains(plain)) || !Array.Exists(s_inside, block => block.Contains(plain));
    }

    /// <summary>An address that is written as numbers can be judged before anything is sent; a name without a dot is one of a network inside.</summary>
    public static Refusal? RefusesHost(Uri url, AllowedPlaces places)
    {
        var host = url.DnsSafeHost.TrimEnd('.');
        var isInside = IPAddress.TryParse(host, out var address) ? !IsAllowed(address, places)
            : IsLocal(host) ? !(places.Loopback && url.IsLoopback)
            : places.Networks.Count == 0 && !host.Contains('.', StringComparison.Ordinal);
        return !isInside ? null
            : Refusal.Invalid("url", "This leads into the network that the portal stands in; events are sent to addresses on the internet" + (places.Networks.Count > 0 ? " and to the networks that the operator allowed." : " only."));
    }

    private static bool IsLocal(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    private static IPAddress Plain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        var isCompatible = bytes.AsSpan(0, 12).IndexOfAnyExcept((byte)0) < 0 && bytes.AsSpan(12, 3).IndexOfAnyExcept((byte)0) >= 0;
        return isCompatible || s_translated.Contains(address) ? new IPAddress(bytes.AsSpan(12)) : address;
    }
}
