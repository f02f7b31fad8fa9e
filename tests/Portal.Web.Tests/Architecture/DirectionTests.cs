using System.Reflection;
using Portal.Core;
using Portal.Statistics.Metrics;

namespace Portal.Web.Tests.Architecture;

/// <summary>Web → Core → Statistics and the scoring contract; nothing points back, and no runtime for models is in the portal's process.</summary>
public sealed class DirectionTests
{
    [Fact]
    public void Statistics_KnowsNothingOfUs() =>
        Assert.DoesNotContain(References(typeof(ConfusionMatrix).Assembly), name => name.StartsWith("Portal.", StringComparison.Ordinal));

    [Fact]
    public void Scoring_KnowsNeitherCoreNorWebNorTheDatabase() =>
        Assert.DoesNotContain(
            References(typeof(Portal.Scoring.Contract.ScoringSpec).Assembly),
            name => name is "Portal.Core" or "Portal.Web" || name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal));

    [Fact]
    public void Core_KnowsNoWebAndNoModelRuntime() =>
        Assert.DoesNotContain(
            References(typeof(Refusal).Assembly),
            name => name is "Portal.Web" or "Microsoft.ML.OnnxRuntime" || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("Radzen", StringComparison.Ordinal));

    [Fact]
    public void Core_UsesOnlyTheContractOfScoring() =>
        Assert.Empty(
            from source in SourceFiles.Of("src", "Portal.Core")
            where source.Text.Replace("Portal.Scoring.Contract", "", StringComparison.Ordinal).Contains("using Portal.Scoring", StringComparison.Ordinal)
            select source.Path);

    [Fact]
    public void Web_NeverLoadsTheModelRuntime() =>
        Assert.DoesNotContain("Microsoft.ML.OnnxRuntime", References(typeof(Portal.Web.Host.PortalHost).Assembly));

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);
}
