using Portal.Core.Datasets;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Promotions;

namespace Portal.Core.Tests.Registry;

/// <summary>Who is controlled does not loosen the control.</summary>
public sealed class ModelChangeTests
{
    private static readonly DatasetVersionId s_data = DatasetVersionId.New();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(RiskClass.Limited, DataClassification.Personal, "eu-central", true, false, false)]
    [InlineData(RiskClass.High, DataClassification.SpecialCategory, "eu-central", true, false, false)]
    [InlineData(RiskClass.Limited, DataClassification.Personal, "", true, false, false)]
    [InlineData(RiskClass.Minimal, DataClassification.Personal, "eu-central", true, false, true)]
    [InlineData(RiskClass.Limited, DataClassification.Internal, "eu-central", true, false, true)]
    [InlineData(RiskClass.High, DataClassification.Personal, "eu-west", true, false, true)]
    [InlineData(RiskClass.Limited, DataClassification.Personal, "eu-central", false, false, false)]
    [InlineData(RiskClass.Limited, DataClassification.Personal, "eu-central", false, true, true)]
    public void Loosens_OnlyWhatWeighsLess(RiskClass risk, DataClassification classification, string region, bool sameData, bool judged, bool loosens)
    {
        var before = new ModelFooting(RiskClass.Limited, DataClassification.Personal, ["eu-central"], s_data);
        var after = new ModelFooting(risk, classification, region.Length == 0 ? [] : [region], sameData ? s_data : null);

        Assert.Equal(loosens, ModelChangeRules.Loosens(before, after, judged));
    }

    [Theory, EveryDatabase]
    public async Task Edit_LoweringByTheScientist_IsRefusedAndAudited_ByTheOfficerDone(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        var seen = await ViewAsync(data);

        var lower = await EditAsync(data, data.Scientist, seen, request => request with { RiskClass = RiskClass.Limited });
        var wider = await EditAsync(data, data.Scientist, seen, request => request with { AllowedRegions = [.. seen.AllowedRegions, "us-east"] });
        var words = await EditAsync(data, data.Officer, seen, request => request with { Purpose = "Mine." });
        var officers = await EditAsync(data, data.Officer, seen, request => request with { RiskClass = RiskClass.Limited });

        Assert.Equal([RefusalKind.Forbidden, RefusalKind.Forbidden, RefusalKind.Forbidden], [lower.Refusal!.Kind, wider.Refusal!.Kind, words.Refusal!.Kind]);
        Assert.Contains("compliance officer", lower.Refusal.Sentence, StringComparison.Ordinal);
        Assert.True(officers.IsOk);
        Assert.Equal(RiskClass.Limited, (await ViewAsync(data)).RiskClass);
        Assert.True((await EditAsync(data, data.Scientist, await ViewAsync(data), request => request with { RiskClass = RiskClass.High, Purpose = "Raised." })).IsOk);
        Assert.Equal(3, (await data.TrailAsync("model.edit.refused")).Length);
    }

    [Theory, EveryDatabase]
    public async Task Edit_EvaluationDatasetOfAJudgedModel_IsTheOfficers(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        await data.AddDatasetAsync("easier");
        await data.AddDatasetAsync("easiest");
        Task<Outcome<Done>> ChangeAsync(Actor actor, string name, ModelView seen) => EditAsync(data, actor, seen, request => request with { EvaluationDataset = new(name, 1) });

        Assert.True((await ChangeAsync(data.Scientist, "easier", await ViewAsync(data))).IsOk);
        await data.AddVersionAsync("mortgage-logit-v1");

        Assert.Equal(RefusalKind.Forbidden, (await ChangeAsync(data.Scientist, "easiest", await ViewAsync(data))).Refusal?.Kind);
        Assert.True((await ChangeAsync(data.Officer, "easiest", await ViewAsync(data))).IsOk);
    }

    [Theory, EveryDatabase]
    public async Task Edit_RemovingARegionWhereItIsLive_IsRefused(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        var seen = await ViewAsync(data);

        var refused = await EditAsync(data, data.Scientist, seen, request => request with { AllowedRegions = ["eu-west"] });
        var unused = await EditAsync(data, data.Scientist, seen, request => request with { AllowedRegions = ["eu-central"] });

        Assert.Equal("region.live", refused.Refusal?.Code);
        Assert.Contains(GovernanceData.Production, refused.Refusal!.Sentence, StringComparison.Ordinal);
        Assert.True(unused.IsOk);
    }

    [Theory, EveryDatabase]
    public async Task Approve_AfterTheRiskClassChanged_IsStale(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        await data.RequestAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        await data.EditModelAsync(model => model.RiskClass = RiskClass.Limited);

        var outcome = await data.DecideAsync(1);

        Assert.Equal((RefusalKind.Stale, "promotion.risk-changed"), (outcome.Refusal!.Kind, outcome.Refusal.Code));
    }

    /// <summary>Sent back and answered, it is still under the policy of the class that the model had.</summary>
    [Theory]
    [InlineData(RiskClass.Limited, DataClassification.Personal, "promotion.risk-changed")]
    [InlineData(RiskClass.High, DataClassification.SpecialCategory, "promotion.classification-changed")]
    public async Task Answer_AfterTheModelWasClassedAnew_IsRefused(RiskClass risk, DataClassification classification, string code)
    {
        await using var data = await GovernanceData.StartAsync(DatabaseProviderName.Sqlite);
        await data.RequestAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        await data.DecideAsync(1, DecisionVerdict.RequestChanges);
        await data.EditModelAsync(model => (model.RiskClass, model.DataClassification) = (risk, classification));

        Assert.Equal(code, (await data.Portal.Get<AnswerPreviews>().FindAsync(data.Scientist, 1, null, Ct)).Value.Refusal?.Code);
        Assert.Equal(code, (await data.Portal.Get<AnswerChanges>().RunAsync(data.Scientist, new AnswerChangesRequest(1, "Explained."), Ct)).Refusal?.Code);
        Assert.True((await data.Portal.Get<WithdrawPromotion>().RunAsync(data.Scientist, new WithdrawPromotionRequest(1), Ct)).IsOk);
        Assert.Equal(PromotionState.Waiting, (await data.RequestAsync(1)).Value.State);
    }

    private static async Task<ModelView> ViewAsync(GovernanceData data) => (await data.Portal.Get<ModelDetail>().FindAsync(data.Scientist, GovernanceData.Model, Ct)).Value;

    private static Task<Outcome<Done>> EditAsync(GovernanceData data, Actor actor, ModelView seen, Func<EditModelRequest, EditModelRequest> change) => data.Portal.Get<EditModel>().RunAsync(
        actor,
        change(new EditModelRequest(seen.Name, seen.Revision, seen.Purpose, seen.Owner, seen.Team, seen.RiskClass, seen.DataClassification, seen.AllowedRegions, seen.EvaluationDataset)),
        Ct);
}
