using Portal.Core.Storage;

namespace Portal.Core.Placement;

/// <summary>Who may run a model by its licence.</summary>
public enum LicenceHosting
{
    Anybody,

    /// <summary>Nobody but the organisation itself, on machines that it rents or owns.</summary>
    Ourselves,

    /// <summary>The organisation itself, on machines that it owns.</summary>
    OwnHardware,
}

/// <summary>The licence under which a workload's model stands, as far as it says where the model may run.</summary>
/// <param name="Name">As the model's tag or SPDX names it, such as <c>apache-2.0</c>.</param>
/// <param name="NonCommercial">It forbids commercial use.</param>
/// <param name="CommercialUse">The workload earns or saves money. Only then does the former matter.</param>
public sealed record ModelLicence(string Name, LicenceHosting Hosting = LicenceHosting.Anybody, bool NonCommercial = false, bool CommercialUse = true)
{
    public const int LongestName = 100;

    /// <summary>Tags of a version that name its licence: MLflow and model cards write it the American way.</summary>
    public static IReadOnlyList<string> Tags { get; } = ["license", "licence"];

    /// <summary>Whether the name itself says that it forbids commercial use: the NC of the Creative Commons.</summary>
    public static bool SaysNonCommercial(string name) => name.StartsWith("cc-", StringComparison.OrdinalIgnoreCase) && name.Contains("-nc", StringComparison.OrdinalIgnoreCase);

    public Refusal? Refuses() => Names.RefusesText("licence", Name, LongestName) ?? Choices.Refuses("licenceHosting", Hosting);
}
