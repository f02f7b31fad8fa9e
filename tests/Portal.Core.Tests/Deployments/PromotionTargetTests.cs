using Portal.Core.Datasets;
using Portal.Core.Deployments;
using Portal.Core.Deployments.Freezes;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Promotions;

namespace Portal.Core.Tests.Deployments;

/// <summary>What promotions ask of environments.</summary>
public sealed class PromotionTargetTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task WasLiveIn_CountsWhatWasTheChampionThere(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-gbt-v2"));
        await data.AddVersionAsync("mortgage-gbt-v2");
        var target = data.Portal.Get<IPromotionTarget>();
        await using var db = data.Portal.Open();

        foreach (var (number, purpose, was) in new[]
        {
            (1, EnvironmentPurpose.Production, true), (2, EnvironmentPurpose.Production, true), (3, EnvironmentPurpose.Production, false), (1, EnvironmentPurpose.Staging, false),
        })
        {
            Assert.Equal(was, await target.WasLiveInAsync(db, await IdAsync(db, number), purpose, Ct));
        }
    }

    [Theory, EveryDatabase]
    public async Task Freeze_OfAnEnvironmentAndOfAPurpose(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        var target = data.Portal.Get<IPromotionTarget>();
        var now = data.Portal.Clock.GetUtcNow();
        await using var db = data.Portal.Open();
        var (production, overseas, development) = ((await target.FindAsync(db, "production", Ct))!, (await target.FindAsync(db, "overseas", Ct))!, (await target.FindAsync(db, "development", Ct))!);
        db.Freezes.Add(Freeze(data, "Here", production.Id, null, now.AddHours(-1), now.AddHours(1)));
        db.Freezes.Add(Freeze(data, "Everywhere", null, EnvironmentPurpose.Production, now.AddHours(2), now.AddHours(3)));
        var calledOff = Freeze(data, "Never", null, EnvironmentPurpose.Development, now.AddHours(-1), now.AddHours(1));
        calledOff.EndedAt = now.AddHours(-2);
        db.Freezes.Add(calledOff);
        await db.SaveChangesAsync(Ct);

        foreach (var (place, hours, frozen) in new[]
        {
            (production, 0, true), (production, 1, false), (production, 2, true), (production, 3, false), (overseas, 0, false), (overseas, 2, true), (development, 0, false), (development, 2, false),
        })
        {
            Assert.Equal(frozen, await target.RefusesFreezeAsync(db, place, now.AddHours(hours), Ct) is { Code: "freeze.active" });
        }
    }

    [Theory, EveryDatabase]
    public async Task RollbackPlan_LooksAtWhatIsLive(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        var version = await data.AddVersionAsync("mortgage-logit-v1");
        Assert.Equal("Nothing of mortgage is live in production yet, so there is no version to go back to.", (await PlanAsync(data)).Sentence);
        await data.MakeLiveAsync(version);

        var ready = await PlanAsync(data);
        await data.EditModelAsync(model => model.AllowedRegions = ["us-east"]);
        var elsewhere = await PlanAsync(data);
        await data.EditModelAsync(model => model.AllowedRegions = ["eu-central"]);
        await using var db = data.Portal.Open();
        File.Delete(data.Portal.Get<ArtifactStore>().PathOf(data.Portal.Tenant, await db.Versions.Select(row => row.Digest).SingleAsync(Ct)));
        var lost = await PlanAsync(data);

        Assert.Equal((true, 1, true, true), (ready.IsReady, ready.Number, ready.ArtifactWhole, ready.RegionAllowed));
        Assert.Equal("One act takes mortgage in production back to version 1: its file is whole, and it is allowed there.", ready.Sentence);
        Assert.Equal((false, true, false), (elsewhere.IsReady, elsewhere.ArtifactWhole, elsewhere.RegionAllowed));
        Assert.Equal("Going back to version 1 would not work: production is in eu-central; mortgage is allowed in us-east.", elsewhere.Sentence);
        Assert.Equal((false, false, true), (lost.IsReady, lost.ArtifactWhole, lost.RegionAllowed));
    }

    [Theory]
    [InlineData("eu-central", DataClassification.Personal, null)]
    [InlineData("us-east", DataClassification.Personal, "region.not-allowed")]
    [InlineData("eu-central", DataClassification.SpecialCategory, "classification.not-allowed")]
    public async Task Place_RefusesRegionAndClassification(string region, DataClassification classification, string? code)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        var place = new PromotionPlace(EnvironmentId.New(), "production", EnvironmentPurpose.Production, "PrivateCluster", region) { AllowedClassifications = [DataClassification.Internal, DataClassification.Personal] };
        var refusal = portal.Get<IPromotionTarget>().RefusesPlace(place, "mortgage", ["eu-central"], classification);

        Assert.Equal(code, refusal?.Code);
        Assert.Null(portal.Get<IPromotionTarget>().RefusesPlace(place with { Region = "eu-central", AllowedClassifications = [] }, "mortgage", ["eu-central"], classification));
    }

    private static async Task<RollbackPlan> PlanAsync(GovernanceData data)
    {
        await using var db = data.Portal.Open();
        var target = data.Portal.Get<IPromotionTarget>();
        var place = (await target.FindAsync(db, GovernanceData.Production, Ct))!;
        return await target.RollbackPlanAsync(db, data.Portal.Tenant, place.Id, await db.Models.Select(row => row.Id).SingleAsync(Ct), Ct);
    }

    private static Task<VersionId> IdAsync(PortalDbContext db, int number) => db.Versions.Where(row => row.Number == number).Select(row => row.Id).SingleAsync(Ct);

    private static Freeze Freeze(GovernanceData data, string name, EnvironmentId? environment, EnvironmentPurpose? purpose, DateTimeOffset from, DateTimeOffset until) => new()
    {
        TenantId = data.Portal.Tenant, Id = FreezeId.New(), Name = name, EnvironmentId = environment, Purpose = purpose, From = from, Until = until, TimeZone = "Europe/Berlin", Reason = "Quiet days.",
        PlannedBy = data.Portal.As(Role.TenantAdministrator).Member!.Value, PlannedAt = from.AddDays(-3),
    };
}
