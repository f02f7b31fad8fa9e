using Portal.Core.Evaluations.Runners;
using Portal.Core.Registry;

namespace Portal.Core.Tests.Evaluations.Runners;

/// <summary>Which machine may have which evaluation, and who counts as there.</summary>
public sealed class RunnerRulesTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", "eu-central", "", "eu-central", null)]
    [InlineData("", "eu-central", "", "eu-west,eu-central", null)]
    [InlineData("", "eu-central", "", "EU-Central", null)]
    [InlineData("", "us-east", "", "eu-central", "runner.region-not-allowed")]
    [InlineData("", "eu", "", "eu-central", "runner.region-not-allowed")]
    [InlineData("", "eu-central", "", "", "runner.region-not-allowed")]
    [InlineData("", null, "", "", null)]
    [InlineData("", null, "", "eu-central", null)]
    [InlineData("gpu", "eu-central", "gpu", "eu-central", null)]
    [InlineData("", "eu-central", "gpu", "eu-central", "runner.label-missing")]
    [InlineData("", null, "gpu", "eu-central", "runner.label-missing")]
    [InlineData("gpu", "eu-central", "gpu,device=h100", "eu-central", "runner.label-missing")]
    [InlineData("gpu,device=a100", "eu-central", "device=h100", "eu-central", "runner.label-missing")]
    [InlineData("GPU,device=h100,fast", "eu-central", "gpu,device=h100", "eu-central", null)]
    [InlineData("gpu", "us-east", "gpu", "eu-central", "runner.region-not-allowed")]
    public void Refuses_LabelsAndRegions(string labels, string? region, string required, string allowed, string? code) =>
        Assert.Equal(code, RunnerRules.Refuses(new(RunnerLabels.Split(labels), region, null), new(RunnerLabels.Split(required), RunnerLabels.Split(allowed), 1000))?.Code);

    [Theory]
    [InlineData(null, null)]
    [InlineData(1000L, null)]
    [InlineData(999L, "runner.memory")]
    public void Refuses_Memory(long? memory, string? code) => Assert.Equal(code, RunnerRules.Refuses(new([], "eu", memory), new([], ["eu"], 1000))?.Code);

    [Theory]
    [InlineData("gpu", null)]
    [InlineData("region=eu-central", null)]
    [InlineData("Region=EU-Central", null)]
    [InlineData("region=us-east", "runner.region")]
    [InlineData("region", "runner.region")]
    public void RefusesRegionOf_AProcessThatSaysAnother(string label, string? code) => Assert.Equal(code, RunnerRules.RefusesRegionOf("eu-central", [label])?.Code);

    [Theory]
    [InlineData("gpu", true)]
    [InlineData("device=h100", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a=", false)]
    [InlineData("a=b=c", false)]
    [InlineData("=b", false)]
    public void Labels_AreWordsOrWordsWithValues(string label, bool fine) => Assert.Equal(fine, RunnerLabels.Refuses("labels", [label]) is null);

    [Fact]
    public void RequiredLabels_NameNoRegion() => Assert.Equal("invalid", RunnerLabels.RefusesRequired("labels", ["Region=eu"])?.Code);

    [Theory]
    [InlineData(null, false, RunnerState.Expected)]
    [InlineData(0, false, RunnerState.Online)]
    [InlineData(60, false, RunnerState.Online)]
    [InlineData(61, false, RunnerState.Offline)]
    [InlineData(0, true, RunnerState.Retired)]
    public void StateOf_FollowsFromLastSeen(int? secondsAgo, bool retired, RunnerState state) =>
        Assert.Equal(state, RunnerRules.StateOf(secondsAgo is { } ago ? s_now.AddSeconds(-ago) : null, retired ? s_now : null, s_now));
}
