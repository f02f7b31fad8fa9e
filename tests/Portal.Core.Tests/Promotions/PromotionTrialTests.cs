using Portal.Core.Promotions;
using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Promotions;

/// <summary>The preview of a policy against what really happens under it.</summary>
public sealed class PromotionTrialTests
{
    [Theory, EveryDatabase]
    public async Task Preview_SaysWhatARealRequestGets(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        var ct = TestContext.Current.CancellationToken;
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        (string? Sample, int Version)[] versions = [("mortgage-gbt-v2", 0), ("mortgage-regressed-v4", 0), (null, 0)];
        for (var i = 0; i < versions.Length; i++)
        {
            versions[i].Version = await data.AddVersionAsync(versions[i].Sample);
        }

        data.Portal.Clock.Advance(TimeSpan.FromDays(8));
        versions[0].Version = await data.AddVersionAsync("mortgage-gbt-v2");
        var results = new HashSet<string?>();
        foreach (var rules in Policies())
        {
            foreach (var (_, version) in versions)
            {
                var trial = (await data.Portal.Get<PromotionEvidence>().TrialAsync(data.Officer, GovernanceData.Model, version, GovernanceData.Production, ct)).Value;
                await data.SetPolicyAsync(rules);

                var requested = await data.RequestAsync(version);

                Assert.Null(trial.Anyway);
                var tried = trial.Under(rules);
                Assert.Equal((requested.Refusal?.Code, requested.Refusal?.Sentence), (tried.Refusal?.Code, tried.Refusal?.Sentence));
                Assert.Equal(requested.IsOk ? requested.Value.State : (PromotionState?)null, tried.State);
                results.Add(tried.Refusal?.Code ?? tried.State.ToString());
                if (requested.IsOk)
                {
                    Assert.True((await data.Portal.Get<WithdrawPromotion>().RunAsync(data.Scientist, new WithdrawPromotionRequest(requested.Value.Number, "For a test."), ct)).IsOk);
                }
            }
        }

        Assert.Equal(["NeedsException", "Waiting", "promotion.evidence-too-old", "promotion.gates", "promotion.path"], results.Order(StringComparer.Ordinal));
        Assert.Equal("promotion.already-live", (await data.Portal.Get<PromotionEvidence>().TrialAsync(data.Officer, GovernanceData.Model, 1, GovernanceData.Production, ct)).Value.Anyway?.Code);
        Assert.Equal("region.not-allowed", (await data.Portal.Get<PromotionEvidence>().TrialAsync(data.Officer, GovernanceData.Model, 2, "overseas", ct)).Value.Anyway?.Code);
        Assert.Equal(RefusalKind.NotFound, (await data.Portal.Get<PromotionEvidence>().TrialAsync(data.Portal.Outsider, GovernanceData.Model, 2, "overseas", ct)).Refusal?.Kind);
    }

    private static IEnumerable<PolicyRules> Policies()
    {
        foreach (var template in Enum.GetValues<PolicyTemplate>())
        {
            foreach (var risk in Enum.GetValues<RiskClass>())
            {
                yield return PolicyTemplates.For(template, risk, EnvironmentPurpose.Production);
            }
        }

        yield return new PolicyRules { Gates = [], Stages = [Stage.AfterException], Terms = new PromotionTerms(EvidenceDays: 7) };
        yield return new PolicyRules { Gates = [new LatencyGate(0.001)], Stages = [Stage.AfterException], Exceptions = new ExceptionRules(Role.ComplianceOfficer) };
        yield return new PolicyRules { Gates = [], Stages = [Stage.AfterException], Terms = new PromotionTerms(LiveBefore: EnvironmentPurpose.Development) };
        yield return new PolicyRules { Gates = [], Stages = [Stage.AfterException], Terms = new PromotionTerms(LiveBefore: EnvironmentPurpose.Production) };
    }
}
