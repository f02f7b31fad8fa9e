using System.Globalization;
using Portal.Core.Costs.Economics;
using Portal.Core.Datasets;
using Portal.Core.Placement;
using Portal.Web.Shell;

namespace Portal.Web.Placement;

/// <summary>How placement writes amounts and numbers, and reads what people typed.</summary>
internal static class PlacementText
{
    public static (string, string)[] Classifications { get; } = Words.Options<DataClassification>(word => word.InWords());

    public static (string, string)[] Hostings { get; } = Words.Options<LicenceHosting>(hosting => Words.Sentence(hosting.InWords()));

    /// <summary>As many digits as it has.</summary>
    public static string Number(decimal value) => value.ToString("#,##0.##########", Figures.Culture);

    public static string Field(decimal? value) => value?.ToString("0.###############", CultureInfo.InvariantCulture) ?? "";

    public static decimal? Parse(string? text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static IReadOnlyList<string> List(string text) => text.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>A line for each tier: "100 0", "10140 0.09", "rest 0.085".</summary>
    public static string Tiers(IEnumerable<EgressTier> tiers) => string.Join('\n', tiers.Select(tier => $"{(tier.Gigabytes is { } size ? Field(size) : "rest")} {Field(tier.PerGigabyte)}"));

    /// <returns>Null when a line is not one.</returns>
    public static IReadOnlyList<EgressTier>? Tiers(string text)
    {
        var tiers = new List<EgressTier>();
        foreach (var words in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            if (words is not [var size, var price] || Parse(price) is not { } each || (size != "rest" && Parse(size) is null))
            {
                return null;
            }

            tiers.Add(new EgressTier(size == "rest" ? null : Parse(size), each));
        }

        return tiers;
    }
}
