using Portal.Core.Placement;
using Portal.Core.Placement.Comparing;
using static Portal.Core.Tests.Placement.PlacementCases;

namespace Portal.Core.Tests.Placement;

public sealed class LicenceTests
{
    /// <summary>Licence, place, and what the refusal says; null when the place is possible.</summary>
    public static TheoryData<string, string, string?> Cases { get; } = new()
    {
        { "open", "api", null },
        { "open", "owned", null },
        { "unknown", "api", null },
        { "unknown", "excluding", "and nobody has said under which licence the model stands" },
        { "open", "excluding", null },
        { "copyleft", "excluding", "Acme excludes models under agpl-3.0" },
        { "copyleft", "rented", null },
        { "non-commercial", "owned", "cc-by-nc-4.0 forbids commercial use" },
        { "research", "api", null },
        { "research", "excluding", "Acme excludes models under cc-by-nc-4.0" },
        { "ourselves", "api", "forbids that somebody else hosts the model" },
        { "ourselves", "tiers", "forbids that somebody else hosts the model" },
        { "ourselves", "functions", "forbids that somebody else hosts the model" },
        { "ourselves", "rented", null },
        { "ourselves", "owned", null },
        { "own-hardware", "rented", "on one's own hardware only" },
        { "own-hardware", "api", "on one's own hardware only" },
        { "own-hardware", "owned", null },
        { "own-hardware", "devices", null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Licence_RemovesAPlaceThatItForbids_AndSaysWhy(string licence, string place, string? sentence)
    {
        var facts = Of(Work with { Licence = LicenceOf(licence) }, PlaceOf(place));

        var refusals = PlacementComparison.Assess(facts, facts.Places[0]).Refusals;

        Assert.Equal(sentence is null ? [] : ["licence"], refusals.Select(refusal => refusal.Rule));
        Assert.All(refusals, refusal => Assert.Contains(sentence!, refusal.Sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cc-by-nc-4.0", true)]
    [InlineData("CC-BY-NC-SA-4.0", true)]
    [InlineData("cc-by-4.0", false)]
    [InlineData("apache-2.0", false)]
    [InlineData("bsd-nc", false)]
    public void NonCommercial_IsReadFromNamesOfCreativeCommonsOnly(string name, bool expected) => Assert.Equal(expected, ModelLicence.SaysNonCommercial(name));

    private static ModelLicence? LicenceOf(string what) => what switch
    {
        "open" => new("apache-2.0"),
        "copyleft" => new("agpl-3.0"),
        "non-commercial" => new("cc-by-nc-4.0", NonCommercial: true),
        "research" => new("cc-by-nc-4.0", NonCommercial: true, CommercialUse: false),
        "ourselves" => new("community", LicenceHosting.Ourselves),
        "own-hardware" => new("on-premises", LicenceHosting.OwnHardware),
        _ => null,
    };

    private static PlaceFacts PlaceOf(string what) => what switch
    {
        "api" => Api,
        "tiers" => Tiers,
        "functions" => Functions,
        "rented" => Special,
        "owned" => Own,
        "devices" => Devices,
        _ => Special with { Terms = Special.Terms with { ExcludedLicences = ["AGPL-3.0", "cc-by-nc-4.0"] } },
    };
}
