using Portal.Core;
using Portal.Core.Datasets;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Tenancy;
using Portal.Web.Promotions;
using Portal.Web.Promotions.Components;
using Portal.Web.Shell.Components;
using Portal.Web.Tests.Shell;

namespace Portal.Web.Tests.Promotions;

/// <summary>Who decides, what a word does, and what was said, of promotions in every state.</summary>
public sealed class StageTrackTests : ShellContext
{
    private static readonly DateTimeOffset s_then = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Stage s_review = new("Model review", Deciders.OfRoles(Role.Reviewer), Quorum: 2, Deadline: new StageDeadline(48, null, Role.Executive));
    private static readonly Stage s_compliance = new("Compliance", Deciders.OfRoles(Role.ComplianceOfficer), Step: 2);

    [Fact]
    public void Track_OfAnOpenStage_SaysHowManyWhoAndUntilWhen()
    {
        var cut = Track(View(PromotionState.Waiting, Row(0, s_review, StageState.Open, 1, due: s_then.AddDays(2)), Row(1, s_compliance, StageState.Coming)));

        var lines = cut.FindAll("ol.stages > li");
        Assert.Contains("Model review · 1 of 2", Text(lines[0].TextContent), StringComparison.Ordinal);
        Assert.Contains("Nora (not Sam: registered the version)", lines[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("4 Mar 2026, 09:00 UTC", lines[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("after that an executive may decide as well", lines[0].TextContent, StringComparison.Ordinal);
        Assert.Equal(("now", "coming", "coming"), (lines[0].ClassName, lines[1].ClassName, lines[2].ClassName));
        Assert.Contains("from the instant of the last approval", lines[2].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Track_OfARestartedAndEscalatedStage_SaysBoth()
    {
        var cut = Track(View(PromotionState.Waiting, Row(0, s_review, StageState.Open, 0, round: 2, due: DateTimeOffset.UnixEpoch, escalated: DateTimeOffset.UnixEpoch)));

        Assert.Contains("Round 2", cut.Markup, StringComparison.Ordinal);
        Assert.Contains("Escalated", cut.Markup, StringComparison.Ordinal);
        Assert.Contains("Was due", cut.Find(".by.bad").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, false, "Counts as approval 1 of 2 in Model review.")]
    [InlineData(1, false, "Completes Model review (2 of 2). Still to decide: Compliance.")]
    [InlineData(1, true, "Goes live in production at once, as the first version there.")]
    public void Approving_SaysWhatItDoes(int before, bool last, string expected)
    {
        var view = last
            ? View(PromotionState.Waiting, Row(0, s_review, StageState.Open, before))
            : View(PromotionState.Waiting, Row(0, s_review, StageState.Open, before), Row(1, s_compliance, StageState.Coming));

        Assert.Equal(expected, DecisionWords.Approving(view, new OpenSeat(0, "Model review", null)));
    }

    [Fact]
    public void Approving_DuringAFreeze_SaysThatTheLastOneWaits()
    {
        var view = View(PromotionState.Waiting, Row(0, s_compliance, StageState.Open, 0)) with { Freeze = new Refusal(RefusalKind.Blocked, "freeze", "Production is frozen until Monday.") };

        Assert.Equal("Would be the last approval. Production is frozen until Monday.", DecisionWords.Approving(view, new OpenSeat(0, "Compliance", null)));
    }

    [Theory]
    [InlineData("promotion.requested", "", "Asked for by Nora", TimelineState.Done)]
    [InlineData("promotion.commented", "", "Nora says", TimelineState.Coming)]
    [InlineData("promotion.decided", "verdict=Approve;stage=Model review;inPlaceOf=Sam", "Approved by Nora, in the place of Sam · Model review", TimelineState.Done)]
    [InlineData("promotion.decided", "verdict=RequestChanges;stage=Compliance", "Changes requested by Nora · Compliance", TimelineState.Failed)]
    [InlineData("promotion.escalated", "stage=Compliance;role=Executive", "Compliance escalated to executive", TimelineState.Failed)]
    [InlineData("promotion.expired", "", "Expired", TimelineState.Failed)]
    public void Timeline_SaysWhatHappened(string action, string details, string expected, TimelineState state)
    {
        var said = details.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        var fact = new PromotionFact(7, s_then, action, "Nora", MemberId.New(), "Because.", said);

        var entry = Assert.Single(PromotionTimeline.Of([fact], Frozen(), null, linked: true));

        Assert.Equal((expected, state, "/audit/7"), (entry.What, entry.State, entry.Href));
        Assert.Null(Assert.Single(PromotionTimeline.Of([fact], Frozen(), null, linked: false)).Href);
    }

    [Fact]
    public void Timeline_OfADecision_ShowsTheSignedStatement()
    {
        var digest = new string('a', 64);
        var fact = new PromotionFact(7, s_then, "promotion.decided", "Nora", MemberId.New(), "Good.", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["verdict"] = "Approve", ["stage"] = "Compliance", ["round"] = "2", ["evidence"] = digest, ["signedInAt"] = "2026-03-02T08:56:00Z",
        });

        Assert.Equal("“Good.” Signed: round 2, on evidence aaaaaaaaaaaa, signed in 4 min before, audit entry 7", Assert.Single(PromotionTimeline.Of([fact], Frozen(), null, linked: true)).By);
    }

    private IRenderedComponent<StageTrack> Track(PromotionView view) => Render<StageTrack>(parameters => parameters.Add(track => track.View, view));

    private static string Text(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static StageRow Row(int index, Stage stage, StageState state, int approvals = 0, int round = 1, DateTimeOffset? due = null, DateTimeOffset? escalated = null) =>
        new(index, stage, round, state, approvals, state == StageState.Open ? s_then : null, due, escalated, null);

    private static FrozenEvidence Frozen() => new(
        FrozenEvidence.CurrentFormat,
        new FrozenModel(Guid.CreateVersion7(), "mortgage", RiskClass.High, [], ModelTask.BinaryClassification, DataClassification.Personal, Guid.CreateVersion7()),
        new FrozenPlace(Guid.CreateVersion7(), "production", EnvironmentPurpose.Production, "PrivateCluster", "eu-central"),
        new FrozenPolicy(1, RiskClass.High, EnvironmentPurpose.Production, new PolicyRules { Gates = [], Stages = [s_review, s_compliance] }),
        new GateEvidence(s_then, ModelTask.BinaryClassification, new VersionEvidence(Guid.CreateVersion7(), 1, new string('0', 64), null), null),
        [],
        []);

    private static PromotionView View(PromotionState state, params StageRow[] stages) => new(
        PromotionId.New(), 12, state, "mortgage", 1, VersionId.New(), new string('0', 64), new PromotionPlace(EnvironmentId.New(), "production", EnvironmentPurpose.Production, "PrivateCluster", "eu-central"),
        "Ida", MemberId.New(), "Sam", MemberId.New(), s_then, null, "", Frozen(), new string('0', 64), null, false, [],
        [new DeciderRow("Nora", "nora@first.example", null), new DeciderRow("Sam", "sam@first.example", "Registered the version")],
        new PromotionAllowance(null, null, null, null, null), 1, stages, null);
}
