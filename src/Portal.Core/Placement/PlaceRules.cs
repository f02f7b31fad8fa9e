using Portal.Core.Costs.Currencies;
using Portal.Core.Datasets;
using Portal.Core.Deployments;
using Portal.Core.Storage;

namespace Portal.Core.Placement;

/// <summary>What may be said of a place. Pure.</summary>
public static class PlaceRules
{
    public const int LongestSource = 200;
    public const int MostTiers = 20;
    public const int MostLicences = 50;

    /// <summary>Null when all of it can be kept and the place can be priced.</summary>
    public static Refusal? Refuses(PlaceTerms terms) =>
        Choices.Refuses("kind", terms.Kind)
        ?? Names.RefusesText("provider", terms.Provider)
        ?? DatasetRules.RefusesRegion("region", terms.Region)
        ?? (PlaceFields.RunsOnMachines(terms.Kind) || terms.HardwareClass.Length > 0 ? Names.RefusesSlug("hardwareClass", terms.HardwareClass) : null)
        ?? CurrencyCode.Refuses("currency", terms.Currency)
        ?? (terms.ValidFrom == default ? Refusal.Invalid("validFrom", "Say since which day these prices hold.") : null)
        ?? (terms.ValidUntil < terms.ValidFrom ? Refusal.Invalid("validUntil", "The last day of the prices is not before their first.") : null)
        ?? Names.RefusesText("source", terms.Source, LongestSource)
        ?? RefusesLicences(terms.ExcludedLicences ?? [])
        ?? Choices.Refuses("allowedClassifications", terms.AllowedClassifications)
        ?? RefusesEgress(terms)
        ?? RefusesNumbers(terms);

    /// <summary>The same, as it is kept: only numbers that such a place has.</summary>
    public static PlaceTerms Tidy(PlaceTerms terms) => terms with
    {
        Provider = terms.Provider.Trim(),
        Region = PlacementRules.Region(terms.Region),
        HardwareClass = terms.HardwareClass.Trim(),
        Source = terms.Source.Trim(),
        ExcludedLicences = terms.ExcludedLicences is { Count: > 0 } excluded ? [.. excluded.Select(licence => licence.Trim()).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)] : null,
        AllowedClassifications = [.. terms.AllowedClassifications.Distinct().Order()],
        Numbers = PlaceFields.Of(terms.Kind).Where(field => terms.Numbers.ContainsKey(field.Key)).ToDictionary(field => field.Key, field => terms[field.Key], StringComparer.Ordinal),
    };

    private static Refusal? RefusesLicences(IReadOnlyList<string> licences) =>
        licences.Count > MostLicences ? Refusal.Invalid("excludedLicences", $"At most {MostLicences} licences are named.")
        : licences.Select(licence => Names.RefusesText("excludedLicences", licence, ModelLicence.LongestName)).FirstOrDefault(refusal => refusal is not null);

    private static Refusal? RefusesEgress(PlaceTerms terms) =>
        terms.Egress.Any(tier => tier is null) ? Refusal.Invalid("egress", "A tier has a price of one GB.")
        : terms.Egress.Count > MostTiers ? Refusal.Invalid("egress", $"Egress has at most {MostTiers} tiers.")
        : terms.Egress.Count > 0 && (terms.Egress[^1].Gigabytes is not null || terms.Egress.SkipLast(1).Any(tier => tier.Gigabytes is null)) ? Refusal.Invalid("egress", "The last tier, and only that, has no end.")
        : terms.Egress.Select(tier => WorkloadDraft.Number("egress", tier.PerGigabyte, 0, 1_000_000) ?? WorkloadDraft.Number("egress", tier.Gigabytes ?? 1, 0.000001m, 1_000_000_000_000m))
            .FirstOrDefault(refusal => refusal is not null);

    private static Refusal? RefusesNumbers(PlaceTerms terms) =>
        PlaceFields.Of(terms.Kind).Select(field =>
            terms.Find(field.Key) is { } value ? WorkloadDraft.Number(field.Key, value, field.Least, field.Most) ?? (field.IsWhole && value != decimal.Truncate(value) ? Refusal.Invalid(field.Key, $"{field.Label}: a whole number is needed.") : null)
            : field.Required ? Refusal.Invalid(field.Key, $"{field.Label} ({field.Unit}) is needed: no price is assumed.")
            : null).FirstOrDefault(refusal => refusal is not null);
}
