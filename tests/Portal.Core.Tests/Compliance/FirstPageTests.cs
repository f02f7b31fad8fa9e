using Portal.Core.Compliance;
using Portal.Core.Deployments;
using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Core.Storage;
using Portal.Core.Tests.Promotions;

namespace Portal.Core.Tests.Compliance;

public sealed class FirstPageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task LiveNow_MoreThanAreShown_KeepsProduction(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        var version = await data.AddVersionAsync("mortgage-logit-v1");
        await data.MakeLiveAsync(version);
        Assert.Equal(PromotionState.Approved, (await data.RequestAsync(version, environment: "development")).Value.State);

        var rows = await data.Portal.Get<LiveNow>().ReadAsync(data.Officer, 1, Ct);

        Assert.Equal((GovernanceData.Production, DeploymentCause.Promotion), (Assert.Single(rows).Environment, rows[0].Cause));
        Assert.Equal([GovernanceData.Production, "development"], (await data.Portal.Get<LiveNow>().ReadAsync(data.Officer, 10, Ct)).Select(row => row.Environment));
    }

    [Theory, EveryDatabase]
    public async Task NewestVersions_WithManyEvaluations_ShowTheNewestOfEach(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        var first = await data.AddVersionAsync("mortgage-logit-v1");
        data.Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await data.AddEvaluationAsync(first, "mortgage-gbt-v2");
        await data.AddVersionAsync(null);

        var rows = await data.Portal.Get<NewestVersions>().ReadAsync(data.Officer, 10, Ct);

        Assert.Equal([2, 1], rows.Select(row => row.Number));
        Assert.Null(rows[0].Evaluation);
        Assert.Equal(EvaluationState.Completed, rows[1].Evaluation);
        Assert.Equal(SampleEvaluations.Results("mortgage-gbt-v2").Metrics, rows[1].Results!.Metrics);
    }
}
