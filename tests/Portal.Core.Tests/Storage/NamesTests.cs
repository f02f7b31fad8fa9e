using Portal.Core.Datasets;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Tests.Storage;

public sealed class NamesTests
{
    [Theory]
    [InlineData("mortgage", true)]
    [InlineData("a.b-c_1", true)]
    [InlineData("mortgage\n", false)]
    [InlineData("mort\ngage", false)]
    [InlineData("mortgage\0", false)]
    [InlineData("-mortgage", false)]
    [InlineData("", false)]
    public void Slug_HasOneLineOnly(string name, bool fit) => Assert.Equal(fit, Names.RefusesSlug("name", name) is null);

    [Theory]
    [InlineData("12\n")]
    [InlineData("champion\n")]
    public void Alias_EndingInANewLine_IsRefused(string alias) => Assert.NotNull(VersionRules.RefusesAlias(alias));

    [Fact]
    public void TextsOfSeveralLines_WithANulCharacter_AreRefusedEverywhere()
    {
        const string Nul = "two\nlines\0";
        Refusal?[] refusals =
        [
            ModelRules.Refuses(Nul, RiskClass.High, DataClassification.Personal, []),
            VersionRules.Refuses(Nul, null),
            DatasetRules.Refuses(Nul, DataClassification.Personal, "eu"),
            PlacementRules.Refuses(EnvironmentPlacement.Edge, "eu", Nul),
            Texts.RefusesReason(Nul),
        ];

        Assert.All(refusals, refusal => Assert.Equal(RefusalKind.Invalid, refusal?.Kind));
    }

    [Fact]
    public void NumberWithoutAName_IsNoChoice() => Assert.Equal(
        ["riskClass", "dataClassification", "placement"],
        new[]
        {
            ModelRules.Refuses("p", (RiskClass)7, DataClassification.Personal, []),
            ModelRules.Refuses("p", RiskClass.High, (DataClassification)(-1), []),
            PlacementRules.Refuses((EnvironmentPlacement)9, "eu", ""),
        }.Select(refusal => refusal!.Fields.Keys.Single()));

    [Fact]
    public void GateId_OfTheLongestColumn_FitsItsColumn() =>
        Assert.True($"disparate-impact:{new string('x', DatasetColumn.LongestName)}".Length <= Gate.LongestId);
}
