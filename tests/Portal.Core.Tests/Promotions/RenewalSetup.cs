using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Deadlines;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Promotions.Renewals;
using Portal.Core.Promotions.Stages;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Promotions;

/// <summary>Version 1 of a model, live in production under a policy that lets evidence age, and what is to be seen of that.</summary>
internal static class RenewalSetup
{
    public const int Days = 100;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static PolicyRules Rules(PromotionTerms terms) => new() { Gates = [], Stages = [new Stage("Review", Deciders.OfRoles(Role.Reviewer))], Terms = terms };

    public static async Task<GovernanceData> StartAsync(DatabaseProviderName provider, PromotionTerms? terms = null)
    {
        var data = await GovernanceData.StartAsync(provider);
        await data.SetPolicyAsync(Rules(terms ?? new PromotionTerms(EvidenceDays: Days)));
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-gbt-v2"));
        return data;
    }

    public static Task<int> ClockAsync(GovernanceData data) => data.Portal.Get<PromotionClock>().RunAsync(Stop);

    public static async Task<IReadOnlyList<FollowUpRow>> OpenAsync(GovernanceData data) =>
        (await data.Portal.Get<FollowUpList>().ReadAsync(data.Scientist, new FollowUpListRequest(new PageRequest(), Open: true, FollowUpKind.EvidenceAges), Stop)).Value.Items;

    public static async Task<LiveEvidence> EvidenceAsync(GovernanceData data)
    {
        var live = (await data.Portal.Get<LiveVersion>().FindAsync(data.Reviewer, GovernanceData.Production, GovernanceData.Model, Stop)).Value.Live;
        return Assert.Single(await data.Portal.Get<LiveEvidenceList>().OfAsync(data.Reviewer, [live.VersionId], Stop));
    }
}
