using System.Globalization;
using Portal.Core.Audit;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Stages;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Promotions;

/// <summary>
/// Two deciders at the same instant, again and again, on a quorum of two and on a quorum of one: one quorum, one deployment, one audit
/// entry for each word that counted. <c>PORTAL_RACES</c> says how many times; the full thousand takes some minutes.
/// </summary>
public sealed class DecisionRaceTests
{
    private static readonly int s_races = int.TryParse(System.Environment.GetEnvironmentVariable("PORTAL_RACES"), CultureInfo.InvariantCulture, out var races) ? races : 20;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task TwoDeciders_AtTheSameInstant_OneQuorum_OneDeployment_OneEntryEach(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        var second = await data.Portal.AddMemberAsync("second", Role.Reviewer);
        int[] versions = [await data.AddVersionAsync("mortgage-logit-v1"), await data.AddVersionAsync("mortgage-gbt-v2")];
        var refused = 0;
        for (var race = 0; race < s_races; race++)
        {
            if (race == 0 || race == s_races / 2)
            {
                await data.SetPolicyAsync(Rules(race == 0 ? 2 : 1));
            }

            refused += await RaceAsync(data, versions[race % 2], second);
        }

        await using var db = data.Portal.Open();
        Assert.Equal(s_races, await db.Deployments.CountAsync(Stop));
        Assert.Equal(1, await db.LiveDeployments.CountAsync(Stop));
        Assert.Equal(1, await db.Deployments.CountAsync(row => row.EndedAt == null, Stop));
        Assert.Equal(s_races, await db.Promotions.CountAsync(row => row.State == PromotionState.Approved, Stop));
        var decisions = await db.Decisions.CountAsync(Stop);
        Assert.Equal(2 * s_races, decisions + refused);
        Assert.Equal(decisions, await db.AuditEntries.CountAsync(entry => entry.Action == "promotion.decided", Stop));
        Assert.Equal(s_races, await db.AuditEntries.CountAsync(entry => entry.Action == "deployment.started", Stop));
    }

    /// <returns>How many of the two came too late.</returns>
    private static async Task<int> RaceAsync(GovernanceData data, int version, Actor second)
    {
        var number = (await data.RequestAsync(version)).Value.Number;
        var view = await data.ViewAsync(number);
        var decide = data.Portal.Get<Decide>();
        using var start = new Barrier(2);
        var outcomes = await Task.WhenAll(new[] { data.Reviewer, second }.Select(actor => Task.Run(async () =>
        {
            start.SignalAndWait(Stop);
            return await decide.RunAsync(actor, new DecideRequest(number, DecisionVerdict.Approve, "The evidence says so.", view.EvidenceDigest), Stop);
        })));
        var needed = view.Stages[0].Stage.Needed;
        Assert.Equal(needed, outcomes.Count(outcome => outcome.IsOk));
        Assert.Single(outcomes, outcome => outcome is { IsOk: true, Value: PromotionState.Approved });
        Assert.All(outcomes.Where(outcome => !outcome.IsOk), outcome => Assert.Equal("promotion.ended", outcome.Refusal!.Code));
        return 2 - needed;
    }

    private static PolicyRules Rules(int quorum) => new() { Gates = [], Stages = [new Stage("Review", Deciders.OfRoles(Role.Reviewer), Quorum: quorum)] };
}
