using System.Diagnostics;
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
        var (refused, together) = (0, 0);
        for (var race = 0; race < s_races; race++)
        {
            if (race == 0 || race == s_races / 2)
            {
                await data.SetPolicyAsync(Rules(race == 0 ? 2 : 1));
            }

            var (late, overlapped) = await RaceAsync(data, versions[race % 2], second);
            refused += late;
            together += overlapped ? 1 : 0;
        }

        // A race that nobody ran would prove nothing.
        TestContext.Current.TestOutputHelper?.WriteLine($"{provider}: in {together} of {s_races} races both were at it at once.");
        Assert.True(together > s_races / 4, $"Only in {together} of {s_races} races both were at it at once.");

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

    /// <summary>Each on a thread and a connection of their own, let go by one barrier.</summary>
    /// <returns>How many of the two came too late, and whether both were at it at once.</returns>
    private static async Task<(int Late, bool Overlapped)> RaceAsync(GovernanceData data, int version, Actor second)
    {
        var number = (await data.RequestAsync(version)).Value.Number;
        var view = await data.ViewAsync(number);
        var decide = data.Portal.Get<Decide>();
        using var start = new Barrier(2);
        var runs = await Task.WhenAll(new[] { data.Reviewer, second }.Select(actor => Task.Factory.StartNew(
            async () =>
            {
                start.SignalAndWait(Stop);
                var begun = Stopwatch.GetTimestamp();
                var outcome = await decide.RunAsync(actor, new DecideRequest(number, DecisionVerdict.Approve, "The evidence says so.", view.EvidenceDigest), Stop);
                return (Outcome: outcome, Begun: begun, Ended: Stopwatch.GetTimestamp());
            },
            Stop, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
        var outcomes = runs.Select(run => run.Outcome).ToList();
        var needed = view.Stages[0].Stage.Needed;
        Assert.Equal(needed, outcomes.Count(outcome => outcome.IsOk));
        Assert.Single(outcomes, outcome => outcome is { IsOk: true, Value: PromotionState.Approved });
        Assert.All(outcomes.Where(outcome => !outcome.IsOk), outcome => Assert.Equal("promotion.ended", outcome.Refusal!.Code));
        return (2 - needed, runs[0].Begun < runs[1].Ended && runs[1].Begun < runs[0].Ended);
    }

    private static PolicyRules Rules(int quorum) => new() { Gates = [], Stages = [new Stage("Review", Deciders.OfRoles(Role.Reviewer), Quorum: quorum)] };
}
