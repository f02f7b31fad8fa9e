using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Documents;
using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Tenancy;
using Portal.Web.Promotions;

namespace Portal.EndToEnd.Tests.Promotions;

/// <summary>
/// What the preview of a policy says of the demo is what a real request then gets: for each version, environment and set of policies,
/// whether it is refused, by which gates, with which numbers. The evaluations are real.
/// </summary>
public sealed class DemoPreviewTests(PreparedDemo prepared)
{
    private static readonly PolicyRules s_narrow = new()
    {
        Gates = [new MetricLimitGate(MetricNames.RocAuc, 0.8), new ChampionGate(MetricNames.RocAuc, 0), new DisparateImpactGate(0.9), new LatencyGate(50), new EvidenceAgeGate(7)],
        Stages = [new Stage("Board", Deciders.OfRoles(Role.Executive), Quorum: 2)],
        Exceptions = new ExceptionRules(Role.ComplianceOfficer, 5),
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Preview_OfTheWholeDemo_SaysWhatRealRequestsGet()
    {
        await using var demo = await DemoCopy.OpenAsync(prepared);
        var tenants = await demo.TenantsAsync(Stop);
        foreach (var tenant in tenants)
        {
            await BeginAsync(demo, tenant);
        }

        demo.Keep("beginning");
        var (results, compared) = (new Dictionary<string, int>(StringComparer.Ordinal), 0);
        foreach (var policies in new[] { "today", nameof(PolicyTemplate.Lenient), nameof(PolicyTemplate.Bank), nameof(PolicyTemplate.EuAiActHighRisk), "narrowed" })
        {
            demo.PutBack("beginning");
            foreach (var tenant in tenants)
            {
                await SetAsync(demo, tenant, policies);
            }

            demo.Keep(policies);
            foreach (var tenant in tenants)
            {
                compared += await CompareAsync(demo, tenant, policies, results);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{compared} requests: {string.Join(", ", results.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value}"))}");
        Assert.Equal(5 * tenants.Sum(tenant => tenant.Versions.Count * tenant.Places.Count), compared);
        Assert.Superset(
            new HashSet<string>(["Approved", "Waiting", "NeedsException", "promotion.gates", "promotion.path", "promotion.already-live", "region.not-allowed"], StringComparer.Ordinal), results.Keys.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Something is live, so that gates have what they compare with: the first versions in production, the second ones before it.</summary>
    private static async Task BeginAsync(DemoCopy demo, DemoTenantCopy tenant)
    {
        foreach (var (model, number) in tenant.Versions.Where(version => version.Number <= 2))
        {
            await demo.MakeLiveAsync(tenant, model, number, "staging", Stop);
            if (number == 1)
            {
                await demo.MakeLiveAsync(tenant, model, number, "production", Stop);
            }
        }
    }

    private static async Task SetAsync(DemoCopy demo, DemoTenantCopy tenant, string policies)
    {
        if (Enum.TryParse<PolicyTemplate>(policies, out var template))
        {
            Assert.True((await demo.Get<ImportPolicies>().RunAsync(tenant.Officer, new ImportPoliciesRequest(PolicyYaml.Write(PolicyTemplates.All(template)), "A template."), Stop)).IsOk);
        }
        else if (policies == "narrowed")
        {
            var scope = new PolicyScope(RiskClass.High, EnvironmentPurpose.Production, ModelTask.BinaryClassification);
            Assert.True((await demo.Get<ImportPolicies>().RunAsync(tenant.Officer, new ImportPoliciesRequest(PolicyYaml.Write([PolicyEntry.Of(scope, s_narrow)]), "Narrower."), Stop)).IsOk);
        }
    }

    /// <returns>How many requests were compared.</returns>
    private static async Task<int> CompareAsync(DemoCopy demo, DemoTenantCopy tenant, string policies, Dictionary<string, int> results)
    {
        var held = (await demo.Get<PolicyList>().ReadAsync(tenant.Officer, Stop)).ToDictionary(view => view.Scope, view => view.Rules);
        foreach (var place in tenant.Places)
        {
            var shown = await ShownAsync(demo, tenant, place.Name, held.Keys.Where(scope => scope.Purpose == place.Purpose));
            foreach (var (model, number) in tenant.Versions)
            {
                var scope = shown[model].Scope;
                var facts = shown[model].Trial is { } newest && newest.Number == number
                    ? newest.Facts
                    : (await demo.Get<PromotionEvidence>().TrialAsync(tenant.Officer, model, number, place.Name, Stop)).Value;
                var (tried, requested) = (facts.Under(held[scope]), await demo.Get<RequestPromotion>().RunAsync(tenant.Scientist, new RequestPromotionRequest(model, number, place.Name), Stop));

                var expected = facts.Anyway ?? tried.Refusal;
                if (expected?.Code == "promotion.already-live" && held[scope].Terms.EvidenceDays is not null)
                {
                    // What is live is shown with the day until which its evidence holds; asked for again it is renewed, on new evidence only.
                    Assert.NotNull(facts.EvidenceUntil(held[scope]));
                    Assert.Equal("promotion.evidence-not-newer", requested.Refusal?.Code);
                    expected = requested.Refusal;
                }

                Assert.Equal((expected?.Code, expected?.Sentence, expected?.NextStep), (requested.Refusal?.Code, requested.Refusal?.Sentence, requested.Refusal?.NextStep));
                if (requested.IsOk)
                {
                    var frozen = (await demo.Get<PromotionDetail>().FindAsync(tenant.Officer, requested.Value.Number, Stop)).Value.Frozen;
                    Assert.Equal((tried.State, scope), (requested.Value.State, new PolicyScope(frozen.Policy.RiskClass, frozen.Policy.Purpose, frozen.Policy.Task, frozen.Policy.Classification)));
                    Assert.Equal(tried.Verdicts.Select(Settled), frozen.Verdicts.Select(Settled));
                }

                var result = expected?.Code ?? requested.Value.State.ToString();
                results[result] = results.GetValueOrDefault(result) + 1;
                if (result == nameof(PromotionState.Approved))
                {
                    demo.PutBack(policies);
                }
            }
        }

        return tenant.Places.Count * tenant.Versions.Count;
    }

    /// <summary>An age grows between the two questions: by less than the thousandth of a day that is compared.</summary>
    private static GateVerdict Settled(GateVerdict verdict) => verdict.Unit == "days" && verdict.Value is { } days ? verdict with { Value = Math.Round(days, 3) } : verdict;

    /// <summary>Under which policy the page shows a model, and with what. It shows each under one.</summary>
    private static async Task<Dictionary<string, (PolicyScope Scope, PolicyTrial? Trial)>> ShownAsync(DemoCopy demo, DemoTenantCopy tenant, string place, IEnumerable<PolicyScope> scopes)
    {
        var shown = new Dictionary<string, (PolicyScope, PolicyTrial?)>(StringComparer.Ordinal);
        foreach (var scope in scopes)
        {
            var set = await demo.Get<PolicyTrials>().FindAsync(tenant.Officer, scope, place, Stop);
            Assert.Equal(place, set.Environment);
            set.Trials.ToList().ForEach(trial => shown.Add(trial.Model, (scope, trial)));
            set.Unevaluated.ToList().ForEach(model => shown.Add(model, (scope, null)));
        }

        Assert.Equal(tenant.Models.Count, shown.Count);
        return shown;
    }
}
