namespace Portal.Core.Placement.Comparing;

/// <summary>Where a model's licence lets it run. Pure.</summary>
internal static class LicenceFilter
{
    public static PlaceRefusal? Of(WorkloadTerms work, PlaceTerms place) => Why(work.Licence, place) is { } sentence ? new("licence", sentence) : null;

    private static string? Why(ModelLicence? licence, PlaceTerms place) => licence switch
    {
        null => place.ExcludedLicences is { Count: > 0 } excluded ? $"{place.Provider} excludes {string.Join(", ", excluded)}, and nobody has said under which licence the model stands." : null,
        { NonCommercial: true, CommercialUse: true } => $"{licence.Name} forbids commercial use, and this use is commercial: that holds in every place.",
        _ when place.Excludes(licence.Name) => $"{place.Provider} excludes models under {licence.Name}.",
        { Hosting: LicenceHosting.OwnHardware } when place.Kind is not (PlaceKind.Owned or PlaceKind.Edge) => $"{licence.Name} lets the model run on one's own hardware only, and this is rented.",
        { Hosting: LicenceHosting.Ourselves } when !PlaceFields.RunsOnMachines(place.Kind) => $"{licence.Name} forbids that somebody else hosts the model, and here {place.Provider} runs it.",
        _ => null,
    };
}
