using Portal.Core.Storage;

namespace Portal.Core.Costs.Charges;

/// <summary>What can be said of a source.</summary>
internal static class ChargeSourceRules
{
    public static Refusal? Refuses(string name, string provider, ChargeProfile profile, string description) =>
        Names.RefusesSlug("name", name)
        ?? Texts.Refuses("provider", provider, ChargeItem.LongestName)
        ?? Texts.Refuses("description", description, ChargeSource.LongestDescription)
        ?? Choices.Refuses("profile", profile);
}
