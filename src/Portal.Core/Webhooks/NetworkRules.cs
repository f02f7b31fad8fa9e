using System.Net;

namespace Portal.Core.Webhooks;

/// <summary>Which networks inside an operator may open to events. Pure.</summary>
public static class NetworkRules
{
    /// <summary>Where clouds answer with a machine's own credentials, and where no receiver can be: never opened, not even as a part of a larger block.</summary>
    private static readonly IPNetwork[] s_never = [.. new[] { "0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4", "fd00:ec2::/32", "fe80::/10", "ff00::/8" }.Select(IPNetwork.Parse)];

    /// <summary>Null when the text can be used.</summary>
    public static string? Complaint(string networks)
    {
        foreach (var text in Split(networks))
        {
            if (!IPNetwork.TryParse(text, out var network))
            {
                return $"'{text}' is no block of addresses: write it as 10.20.0.0/16 or fd12:3456::/48.";
            }

            if (Array.Exists(s_never, never => never.Contains(network.BaseAddress) || network.Contains(never.BaseAddress)))
            {
                return $"'{text}' holds addresses that are never sent to, such as the clouds' metadata. Name a smaller block.";
            }
        }

        return null;
    }

    /// <exception cref="FormatException">The text was not checked.</exception>
    internal static IReadOnlyList<IPNetwork> Parse(string networks) => [.. Split(networks).Select(IPNetwork.Parse)];

    private static string[] Split(string networks) => networks.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
