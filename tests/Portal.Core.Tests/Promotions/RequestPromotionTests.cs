using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Promotions;

public sealed class RequestPromotionTests
{
    [Theory, EveryDatabase]
    public async Task GatesPass_Request_FreezesPolicyEvidenceAndVerdicts(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        var version = await data.AddVersionAsync("mortgage-gbt-v2");

        var requested = (await data.RequestAsync(version)).Value;

        Assert.Equal((2, PromotionState.Waiting), (requested.Number, requested.State));
        var view = await data.ViewAsync(2);
        Assert.Equal((1, RiskClass.High, PolicyTemplates.For(RiskClass.High, EnvironmentPurpose.Production).Gates.Count), (view.Frozen.Policy.Number, view.Frozen.Policy.RiskClass, view.Frozen.Policy.Rules.Gates.Count));
        Assert.Equal((version, 1), (view.Frozen.Evidence.Candidate.Number, view.Frozen.Evidence.Champion?.Number));
        Assert.Equal(8, view.Frozen.Verdicts.Count);
        Assert.All(view.Frozen.Verdicts, verdict => Assert.Equal(Verdict.Passed, verdict.Verdict));
        Assert.Equal(["eu-central", "eu-west"], view.Frozen.Model.AllowedRegions);
        Assert.Equal("eu-central", view.Frozen.Environment.Region);
        var bytes = (await data.Portal.Get<PromotionDetail>().EvidenceBytesAsync(data.Reviewer, 2, TestContext.Current.CancellationToken)).Value;
        Assert.Equal(view.EvidenceDigest, Digest.Of(bytes).Hex);
        Assert.Equal(bytes, CanonicalJson.Write(FrozenEvidence.Parse(System.Text.Encoding.UTF8.GetString(bytes))));
    }

    [Theory, EveryDatabase]
    public async Task GateFails_NoExceptions_IsBlockedAndAudited(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-gbt-v2"));
        var version = await data.AddVersionAsync("mortgage-regressed-v4");

        var refusal = (await data.RequestAsync(version)).Refusal!;

        Assert.Equal((RefusalKind.Blocked, "promotion.gates"), (refusal.Kind, refusal.Code));
        Assert.Contains("ROC-AUC against the live version: Live version 1 has 0.810; at most 0.005 below it is allowed.", refusal.Sentence, StringComparison.Ordinal);
        Assert.Contains("promotion.request.refused", await data.TrailAsync("promotion."));
        var preview = (await data.Portal.Get<PromotionEvidence>().PreviewAsync(data.Scientist, GovernanceData.Model, version, GovernanceData.Production, TestContext.Current.CancellationToken)).Value;
        Assert.Equal(refusal.Sentence, preview.Refusal?.Sentence);
        Assert.Equal(3, preview.Verdicts.Count(verdict => verdict.Blocks));
    }

    [Theory, EveryDatabase]
    public async Task NoEvaluation_OnTheModelsData_Blocks(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        var version = await data.AddVersionAsync(null);
        await data.AddEvaluationAsync(version, "mortgage-gbt-v2", await data.AddDatasetAsync("other"));

        Assert.Contains("has no completed evaluation on the model's evaluation data", (await data.RequestAsync(version)).Refusal!.Sentence, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task ChampionOnOtherData_IsNotCompared(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        var other = await data.AddDatasetAsync("newer");
        await data.EditModelAsync(model => model.EvaluationDatasetVersionId = other);
        var version = await data.AddVersionAsync(null);
        await data.AddEvaluationAsync(version, "mortgage-gbt-v2", other);

        Assert.Contains("was evaluated on other data (mortgage-evaluation version 1, not newer version 1)", (await data.RequestAsync(version)).Refusal!.Sentence, StringComparison.Ordinal);

        await data.AddEvaluationAsync(1, "mortgage-logit-v1", other);
        Assert.Equal(PromotionState.Waiting, (await data.RequestAsync(version)).Value.State);
    }

    [Theory, EveryDatabase]
    public async Task Refusals_RoleRegionTwiceLiveUnknown(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        var version = await data.AddVersionAsync("mortgage-logit-v1");

        Assert.Equal(RefusalKind.Forbidden, (await data.RequestAsync(version, data.Portal.As(Role.Auditor))).Refusal?.Kind);
        var region = (await data.RequestAsync(version, environment: "overseas")).Refusal!;
        Assert.Equal((RefusalKind.Blocked, "region.not-allowed", "overseas is in us-east; mortgage is allowed in eu-central, eu-west."), (region.Kind, region.Code, region.Sentence));
        Assert.Equal(RefusalKind.NotFound, (await data.RequestAsync(99)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await data.RequestAsync(version, environment: "nowhere")).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await data.RequestAsync(version, data.Portal.Outsider)).Refusal?.Kind);

        Assert.True((await data.RequestAsync(version)).IsOk);
        Assert.Equal("promotion.open", (await data.RequestAsync(version)).Refusal?.Code);
        Assert.True((await data.DecideAsync(1)).IsOk);
        Assert.Equal("promotion.already-live", (await data.RequestAsync(version)).Refusal?.Code);
        Assert.Equal(2, (await data.TrailAsync("promotion.request.refused")).Length);
    }

    [Theory, EveryDatabase]
    public async Task NoApprovalAsked_NothingBlocks_IsLiveAtOnce(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        var version = await data.AddVersionAsync("mortgage-logit-v1");

        Assert.Equal(PromotionState.Approved, (await data.RequestAsync(version, environment: "development")).Value.State);

        Assert.Equal(["promotion.requested", "deployment.started"], await data.TrailAsync("promotion.", "deployment."));
    }

    [Theory, EveryDatabase]
    public async Task NoPolicy_IsBlocked(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        var version = await data.AddVersionAsync("mortgage-logit-v1");
        await using (var db = data.Portal.Open())
        {
            await db.PolicyVersions.ExecuteDeleteAsync(TestContext.Current.CancellationToken);
            await db.Policies.ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal("promotion.no-policy", (await data.RequestAsync(version)).Refusal?.Code);
    }
}
