using Portal.Core.Costs.Economics;
using Portal.Core.Datasets;

namespace Portal.Core.Placement;

/// <summary>What is said of a place: how it is paid for, what it can do, since when, and who says so.</summary>
/// <param name="Provider">Who is paid; of a cluster or devices of one's own, who runs them.</param>
/// <param name="Region">As environments and models name theirs.</param>
/// <param name="HardwareClass">As runners and nodes name theirs, such as <c>gpu-a10g</c>; empty where there are no machines to name.</param>
/// <param name="Currency">Of all its prices, ISO 4217.</param>
/// <param name="ValidFrom">The first day on which the prices hold.</param>
/// <param name="Source">Where they were read.</param>
/// <param name="IsPrivate">Nobody else uses the machines.</param>
/// <param name="AllowedClassifications">Data that may be there; empty for all.</param>
/// <param name="Egress">What leaving data costs, slice by slice, the last without end; empty where it costs nothing.</param>
/// <param name="Numbers">By the keys of <see cref="PlaceFields"/>.</param>
/// <param name="ExcludedLicences">Under which the provider takes no model; null or empty for none.</param>
/// <param name="ValidUntil">The last day on which the prices hold; null when nobody has said an end.</param>
public sealed record PlaceTerms(
    PlaceKind Kind, string Provider, string Region, string HardwareClass, string Currency, DateOnly ValidFrom, string Source, bool IsPrivate, IReadOnlyList<DataClassification> AllowedClassifications,
    IReadOnlyList<EgressTier> Egress, IReadOnlyDictionary<string, decimal> Numbers, IReadOnlyList<string>? ExcludedLicences = null, DateOnly? ValidUntil = null)
{
    /// <summary>0 where nobody has said.</summary>
    public decimal this[string key] => Numbers.GetValueOrDefault(key);

    public decimal? Find(string key) => Numbers.TryGetValue(key, out var value) ? value : null;

    public bool Excludes(string licence) => ExcludedLicences?.Contains(licence, StringComparer.OrdinalIgnoreCase) == true;

    /// <summary>Whether its prices hold on a day.</summary>
    public bool HoldsOn(DateOnly day) => ValidFrom <= day && !(ValidUntil < day);

    public PlaceTerms With(string key, decimal value) => this with { Numbers = new Dictionary<string, decimal>(Numbers, StringComparer.Ordinal) { [key] = value } };
}

/// <summary>A place with its name, as a comparison takes it.</summary>
public sealed record PlaceFacts(string Name, PlaceTerms Terms);
