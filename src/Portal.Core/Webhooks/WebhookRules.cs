using Portal.Core.Storage;

namespace Portal.Core.Webhooks;

/// <summary>What an address may look like, and when a delivery is tried again. Pure.</summary>
public static class WebhookRules
{
    public const int LongestUrl = 2000;
    public const int LongestDescription = 400;

    /// <summary>Of a receiver's answer so many characters are kept: enough to see what went wrong, too few to carry something out.</summary>
    public const int KeptAnswer = 300;

    /// <summary>Of one tenant.</summary>
    public const int MostWebhooks = 50;

    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(12);

    /// <summary>What can be said of an address before its name is resolved; what it leads to is judged at each connection.</summary>
    internal static Refusal? RefusesUrl(string? url, AllowedPlaces places) =>
        url is null || url.Length > LongestUrl || !Uri.TryCreate(url.Trim(), UriKind.Absolute, out var address) ? Refusal.Invalid("url", $"This needs a whole address of at most {LongestUrl:N0} characters, such as https://hooks.example.com/portal.")
        : address.Scheme != Uri.UriSchemeHttps && !(places.Loopback && address.Scheme == Uri.UriSchemeHttp && address.IsLoopback) ? Refusal.Invalid("url", "Events are sent by https only.")
        : address.UserInfo.Length > 0 ? Refusal.Invalid("url", "Leave the name and password out: what comes from here is proven by its signature.")
        : address.Fragment.Length > 0 ? Refusal.Invalid("url", "Leave out what stands after #: it is never sent.")
        : AddressRules.RefusesHost(address, places);

    public static Refusal? Refuses(string? description, IReadOnlyList<string>? kinds) =>
        Texts.Refuses("description", description, LongestDescription) ?? WebhookKinds.Refuses(kinds);

    /// <summary>Ten seconds, then four times as long each time, at most twelve hours.</summary>
    /// <param name="attempts">How many there were.</param>
    public static TimeSpan Wait(int attempts)
    {
        var wait = s_first * Math.Pow(4, Math.Clamp(attempts - 1, 0, 10));
        return wait < s_longest ? wait : s_longest;
    }

    /// <summary>Any 2xx. A redirection is not followed, because it would lead past the checks of the address.</summary>
    public static bool IsDelivered(int status) => status is >= 200 and < 300;

    /// <summary>
    /// Whether the receiver would answer the next event no better: no answer came, or it says that it cannot answer now. Any other refusal
    /// may be about this event alone.
    /// </summary>
    public static bool IsInTrouble(string? failure, int? status) => failure is not null && status is null or 429 or 502 or 503 or 504;

    /// <summary>The receiver says that it is gone for good: trying again would only annoy.</summary>
    public static bool IsFinal(int? status) => status == 410;
}
