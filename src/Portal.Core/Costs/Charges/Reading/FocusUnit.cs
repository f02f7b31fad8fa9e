using System.Globalization;

namespace Portal.Core.Costs.Charges;

/// <summary>A unit of FOCUS, taken apart: "1000 Tokens" is a thousand of tokens, "GB-Hours" gigabytes for hours.</summary>
/// <param name="Multiplier">How many one unit stands for.</param>
/// <param name="Noun">Lower case, without a plural's s; what is before a dash, slash or blank.</param>
/// <param name="Time">Hours of one of it where the noun, or what it is multiplied with, is a time; null where it is none.</param>
public sealed record FocusUnit(decimal Multiplier, string Noun, decimal? Time)
{
    private const decimal SecondsAnHour = 3600;

    public bool IsTokens => Noun == "token";

    public bool IsRequests => Noun is "request" or "api call" or "call";

    /// <summary>Nothing but time: hours, seconds. What is counted is an instance's running.</summary>
    public bool IsTime => Time is not null && HoursOf(Noun) is not null;

    public static FocusUnit? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var words = text.Trim();
        var blank = words.IndexOf(' ', StringComparison.Ordinal);
        var multiplier = 1m;
        if (blank > 0 && decimal.TryParse(words[..blank].Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var many) && many > 0 && many < 1_000_000_000_000m)
        {
            (multiplier, words) = (many, words[(blank + 1)..].Trim());
        }
        else if (blank > 0 && words[..blank].ToUpperInvariant() is "1K" or "1M" or "K" or "M")
        {
            (multiplier, words) = (char.ToUpperInvariant(words[blank - 1]) == 'K' ? 1_000 : 1_000_000, words[(blank + 1)..].Trim());
        }

        // A rate per time, or for a time: the noun is what stands first.
        var parts = words.Split(['/', '-'], 2);
        var noun = Singular(parts[0]);
        var time = parts.Length == 2 && !words.Contains('/', StringComparison.Ordinal) ? HoursOf(Singular(parts[1])) : HoursOf(noun);
        return new FocusUnit(multiplier, noun, time);
    }

    private static string Singular(string words)
    {
        var lower = words.Trim().ToLowerInvariant();
        return lower.Length > 1 && lower[^1] == 's' ? lower[..^1] : lower;
    }

    private static decimal? HoursOf(string noun) => noun switch
    {
        "hour" or "hr" or "hrs" => 1,
        "minute" => 1m / 60,
        "second" => 1 / SecondsAnHour,
        "day" => 24,
        _ => null,
    };
}
