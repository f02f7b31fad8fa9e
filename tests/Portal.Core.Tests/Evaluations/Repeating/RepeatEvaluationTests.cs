using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Repeating;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Evaluations.Repeating;

/// <summary>Running an evaluation again: with what its evidence names, beside it, and never in its place.</summary>
public sealed class RepeatEvaluationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Repeat_OnTheSameMachine_GivesTheSameDigest(DatabaseProviderName provider)
    {
        await using var world = await EvaluationWorld.StartAsync(provider);
        var first = await world.DrainAsync(await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"))));
        world.Portal.Clock.Advance(TimeSpan.FromDays(1));

        var again = await world.DrainAsync((await RepeatAsync(world, first.Row.Id)).Value);

        Assert.Equal((EvaluationState.Completed, first.Row.Id), (again.Row.State, again.Row.RepeatOf!.Value));
        Assert.Equal(first.EvidenceDigest, again.EvidenceDigest);
        var listed = Assert.Single((await world.Portal.Get<Repetitions>().ListAsync(world.Scientist, first.Row.Id, Ct)).Value);
        Assert.Equal(RepetitionVerdict.Same, listed.Comparison!.Verdict);
        Assert.Empty(listed.Comparison.Differences);
        Assert.Equal("evaluation.repeated", (await world.TrailAsync())[3]);
    }

    [Fact]
    public async Task Repeat_AfterTheModelsSlicesChanged_KeepsToThoseOfTheEvidence()
    {
        await using var world = await EvaluationWorld.StartAsync();
        await world.EditModelAsync(model => model.Slices = [new NamedSlice("Single", "single = yes")]);
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));
        var first = await world.DrainAsync(await world.StartAsync(version));
        await world.EditModelAsync(model => model.Slices = []);

        var again = await world.DrainAsync((await RepeatAsync(world, first.Row.Id)).Value);
        var anew = await world.DrainAsync(await world.StartAsync(version, "by the rules of today"));

        Assert.Equal(first.EvidenceDigest, again.EvidenceDigest);
        Assert.NotEqual(first.EvidenceDigest, anew.EvidenceDigest);
    }

    [Fact]
    public async Task Repeat_OtherRulesInTheDatabase_SaysWhichDiffer()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));
        var first = await world.DrainAsync(await world.StartAsync(version));
        await using (var db = world.Portal.Open())
        {
            // No act does this: somebody with the database's password did.
            await db.Versions.Where(row => row.Id == version).ExecuteUpdateAsync(row => row.SetProperty(changed => changed.Scoring, first.Scoring with { DecisionThreshold = 0.4 }), Ct);
        }

        var again = await world.DrainAsync((await RepeatAsync(world, first.Row.Id)).Value);

        var comparison = (await world.Portal.Get<Repetitions>().ComparedAsync(world.Scientist, again.Row, Ct))!;
        Assert.Equal(RepetitionVerdict.Different, comparison.Verdict);
        Assert.Equal(new EvidenceDifference("scoring.decisionThreshold", "0.5", "0.4", 0.4 - 0.5), comparison.Differences[0]);
        Assert.EndsWith("it was not made from the same: scoring.decisionThreshold differs.", comparison.Sentence, StringComparison.Ordinal);
        Assert.Contains(comparison.Differences, difference => difference.Path == "results.metrics.accuracy" && difference.Change is not null);
    }

    [Fact]
    public async Task Repeat_ModelThatMovedOn_NeverBecomesTheEvidenceOfRecord()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));
        var first = await world.DrainAsync(await world.StartAsync(version));
        world.Portal.Clock.Advance(TimeSpan.FromHours(1));
        var again = (await RepeatAsync(world, first.Row.Id)).Value;
        var (detail, list) = (world.Portal.Get<EvaluationDetail>(), world.Portal.Get<EvaluationList>());

        Assert.Equal(first.Row.Id, (await detail.NewestAsync(world.Scientist, version, Ct))!.Row.Id);
        await world.DrainAsync(again);

        Assert.Equal(first.Row.Id, (await detail.LatestAsync(world.Scientist, version, Ct))!.Row.Id);
        Assert.Equal(first.Row.Id, (await detail.NewestAsync(world.Scientist, version, Ct))!.Row.Id);
        Assert.Equal(first.Row.Id, (await list.NewestAsync(world.Scientist, [version], Ct))[version].Id);
    }

    [Fact]
    public async Task Repeat_PromotionEvidence_StaysThatOfTheFirst()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        await portal.ImportMortgageAsync("evaluation", Ct);
        await portal.CreateModelAsync("mortgage", new("mortgage-evaluation", 1), Ct);
        await portal.RegisterAsync("mortgage", SampleFiles.Model("mortgage", "mortgage-gbt-v2"), Ct);
        var first = await TaskJourney.EndedAsync(portal, "mortgage");
        await TaskJourney.VerdictsAsync(portal, "mortgage");
        portal.Clock.Advance(TimeSpan.FromHours(1));

        await portal.Get<RepeatEvaluation>().RunAsync(portal.As(Role.Reviewer), new RepeatEvaluationRequest(first.Id, "again"), Ct);
        await portal.Get<EvaluationRunner>().DrainAsync(Ct);

        var evidence = (await portal.Get<Portal.Core.Promotions.PromotionEvidence>().PreviewAsync(portal.As(Role.DataScientist), "mortgage", 1, "production", Ct)).Value.Evidence;
        Assert.Equal(first.Id.Value, evidence.Candidate.Evaluation!.Id);
    }

    [Fact]
    public async Task Repeat_ARepetition_RepeatsTheFirst()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var first = await world.DrainAsync(await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"))));
        var again = await world.DrainAsync((await RepeatAsync(world, first.Row.Id, "a")).Value);

        var third = await world.ViewAsync((await RepeatAsync(world, again.Row.Id, "b")).Value);

        Assert.Equal(first.Row.Id, third.Row.RepeatOf);
    }

    [Fact]
    public async Task Repeat_SameKeyTwice_QueuesOne()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var first = await world.DrainAsync(await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"))));

        Assert.Equal((await RepeatAsync(world, first.Row.Id)).Value, (await RepeatAsync(world, first.Row.Id)).Value);
    }

    [Fact]
    public async Task Repeat_WhoMayNotOrWhatCannot_IsRefused()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));
        var waiting = await world.StartAsync(version, "waits");
        var act = world.Portal.Get<RepeatEvaluation>();

        Assert.Equal("evaluation.nothing-to-repeat", (await RepeatAsync(world, waiting)).Refusal!.Code);
        Assert.Equal(RefusalKind.NotFound, (await act.RunAsync(world.Portal.Outsider, new RepeatEvaluationRequest(waiting, "k"), Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await world.Portal.Get<Repetitions>().ListAsync(world.Portal.Outsider, waiting, Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await RepeatAsync(world, waiting, "")).Refusal!.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await act.RunAsync(world.Portal.As(Role.Executive), new RepeatEvaluationRequest(waiting, "k"), Ct)).Refusal!.Kind);
        Assert.Equal(["evaluation.queued", "evaluation.repeat.refused"], await world.TrailAsync());
    }

    [Fact]
    public async Task Finish_NobodyElseRunsIt_RunsItHereAndLeavesTheRestOfTheLine()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));
        var first = await world.DrainAsync(await world.StartAsync(version));
        var before = await world.StartAsync(version, "was here before");
        var again = (await RepeatAsync(world, first.Row.Id)).Value;

        var compared = await world.Portal.Get<FinishRepetition>().RunAsync(Actor.ForCommand(world.Portal.Tenant, "test"), again, TimeSpan.Zero, Ct);

        Assert.Equal(RepetitionVerdict.Same, compared.Value.Verdict);
        Assert.Equal(EvaluationState.Queued, (await world.ViewAsync(before)).Row.State);
    }

    [Fact]
    public async Task Finish_SomebodyElseHasIt_EndsWithItsPatience()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var first = await world.DrainAsync(await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"))));
        var again = (await RepeatAsync(world, first.Row.Id)).Value;
        await world.Portal.Get<ClaimEvaluation>().RunAsync(world.Portal.Tenant, "another node", Ct);

        var compared = await world.Portal.Get<FinishRepetition>().RunAsync(Actor.ForCommand(world.Portal.Tenant, "test"), again, TimeSpan.Zero, Ct);

        Assert.Equal("evaluation.still-waiting", compared.Refusal!.Code);
    }

    private static Task<Outcome<EvaluationId>> RepeatAsync(EvaluationWorld world, EvaluationId id, string key = "again") =>
        world.Portal.Get<RepeatEvaluation>().RunAsync(world.Scientist, new RepeatEvaluationRequest(id, key), Ct);
}
