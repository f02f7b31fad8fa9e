using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Comparing;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Evaluations;

/// <summary>Two versions on the same rows, with the real process behind both.</summary>
public sealed class EvaluationComparisonTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Find_TreesAgainstLogit_TellsWhatMayBeChance(DatabaseProviderName provider)
    {
        await using var world = await EvaluationWorld.StartAsync(provider);
        var (trees, logit) = await PairAsync(world, "mortgage-gbt-v2", "mortgage-logit-v1");

        var view = (await world.Portal.Get<EvaluationComparison>().FindAsync(world.Scientist, trees, logit, Ct)).Value;
        var other = (await world.Portal.Get<EvaluationComparison>().FindAsync(world.Scientist, logit, trees, Ct)).Value;

        // Figures of an independent DeLong implementation on the same scores: +0.024, -0.001 to +0.049, p = 0.065.
        var area = view.Differences[0];
        Assert.Equal((MetricNames.RocAuc, "DeLong"), (area.Metric, area.Test));
        Assert.Equal(0.024, area.Difference, 5e-4);
        Assert.Equal(-0.001, area.Low!.Value, 1e-3);
        Assert.Equal(0.049, area.High!.Value, 1e-3);
        Assert.Equal(0.065, area.PValue!.Value, 1e-3);
        Assert.Null(area.FirstIsBetter);
        Assert.Equal([MetricNames.RocAuc, MetricNames.Accuracy, MetricNames.LogLoss], view.Differences.Select(one => one.Metric));
        Assert.All(view.Differences.Zip(other.Differences), pair => Assert.Equal(pair.First.Difference, -pair.Second.Difference, 1e-12));
        Assert.Equal(view.Disagreements, other.Disagreements);
    }

    [Fact]
    public async Task Find_RegressedAgainstTrees_IsWorseBeyondChance()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var (regressed, trees) = await PairAsync(world, "mortgage-regressed-v4", "mortgage-gbt-v2");

        var view = (await world.Portal.Get<EvaluationComparison>().FindAsync(world.Scientist, regressed, trees, Ct)).Value;

        Assert.All(view.Differences, one => Assert.False(one.FirstIsBetter));
    }

    [Fact]
    public async Task Disagreements_WalkedToTheEnd_AreAllOfThemAndHideWhatOneMayNotSee()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var (trees, logit) = await PairAsync(world, "mortgage-gbt-v2", "mortgage-logit-v1");
        var list = world.Portal.Get<DisagreementList>();
        var view = (await world.Portal.Get<EvaluationComparison>().FindAsync(world.Scientist, trees, logit, Ct)).Value;

        var rows = new List<DisagreementRow>();
        for (long? after = 0; after is not null;)
        {
            var page = (await list.ReadAsync(world.Scientist, trees, logit, after.Value, 7, Ct)).Value;
            rows.AddRange(page.Rows);
            after = page.Next;
        }

        Assert.Equal(view.Disagreements, rows.Count);
        Assert.Equal(rows.Select(row => row.Row).Order().Distinct(), rows.Select(row => row.Row));
        Assert.All(rows, row => Assert.NotEqual(row.First[..2], row.Second[..2]));
        var seen = (await list.ReadAsync(world.Scientist, trees, logit, 0, 3, Ct)).Value;
        var masked = (await list.ReadAsync(world.Portal.As(Role.Reviewer), trees, logit, 0, 3, Ct)).Value;
        Assert.Empty(seen.Hidden);
        Assert.Equal(["single", "afam"], masked.Hidden);
        Assert.Equal(["single", "afam"], masked.Columns.Where((_, column) => masked.Rows[0].Fields[column] is null));
        Assert.Equal(seen.Rows.Select(row => row.Row), masked.Rows.Select(row => row.Row));
    }

    [Fact]
    public async Task Find_WhatCannotBeCompared_SaysWhy()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var (trees, logit) = await PairAsync(world, "mortgage-gbt-v2", "mortgage-logit-v1");
        var comparison = world.Portal.Get<EvaluationComparison>();

        Assert.Equal("comparison.same", (await comparison.FindAsync(world.Scientist, trees, trees, Ct)).Refusal!.Code);
        Assert.Equal(RefusalKind.NotFound, (await comparison.FindAsync(world.Scientist, trees, EvaluationId.New(), Ct)).Refusal!.Kind);
        var stranger = await world.NextDoorAsync();
        Assert.Equal(RefusalKind.NotFound, (await comparison.FindAsync(stranger.Scientist, trees, logit, Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await world.Portal.Get<DisagreementList>().ReadAsync(world.Scientist, trees, logit, 0, 0, Ct)).Refusal!.Kind);
    }

    private static async Task<(EvaluationId First, EvaluationId Second)> PairAsync(EvaluationWorld world, string first, string second)
    {
        var one = await world.DrainAsync(await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed(first)), first));
        var other = await world.DrainAsync(await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed(second)), second));
        return (one.Row.Id, other.Row.Id);
    }
}
