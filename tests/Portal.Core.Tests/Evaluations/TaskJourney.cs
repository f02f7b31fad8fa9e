using System.Text.Json;
using Portal.Core.Deployments;
using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Evaluations;

/// <summary>What happens to a registered version of any task: evaluated, judged, held against what others computed.</summary>
internal static class TaskJourney
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<EvaluationRow> EndedAsync(TestPortal portal, string model)
    {
        await portal.Get<OutboxDispatcher>().RunAsync(Ct);
        await portal.Get<EvaluationRunner>().DrainAsync(Ct);
        var list = await portal.Get<EvaluationList>().RunAsync(portal.As(Role.Auditor), new EvaluationListRequest(Model: model), new(), Ct);
        return Assert.Single(list.Value.Items);
    }

    public static async Task<EvaluationResults> EvaluatedAsync(TestPortal portal, string model)
    {
        var row = await EndedAsync(portal, model);
        Assert.True(row.State == EvaluationState.Completed, row.FailureSentence);
        return row.Results!;
    }

    public static async Task<IReadOnlyList<GateVerdict>> VerdictsAsync(TestPortal portal, string model)
    {
        var administrator = portal.As(Role.TenantAdministrator);
        await portal.Get<AddDefaultPolicies>().RunAsync(administrator, Ct);
        Assert.Null((await portal.Get<CreateEnvironment>().RunAsync(
            administrator, new CreateEnvironmentRequest("production", EnvironmentPurpose.Production, EnvironmentPlacement.PrivateCluster, "eu-central", ""), Ct)).Refusal);
        return (await portal.Get<PromotionEvidence>().PreviewAsync(portal.As(Role.DataScientist), model, 1, "production", Ct)).Value.Verdicts;
    }

    public static void AssertMetrics(string model, EvaluationResults results, double relative)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(model, ".expected.json")));
        var expected = document.RootElement.GetProperty("evaluation").GetProperty("metrics");
        Assert.Equal(MetricNames.Of(results.Task).Order(StringComparer.Ordinal), results.Metrics.Keys);
        Assert.All(results.Metrics, metric => Assert.Equal(expected.GetProperty(metric.Key).GetDouble(), metric.Value, Math.Max(1e-6, relative * Math.Abs(metric.Value))));
    }
}
