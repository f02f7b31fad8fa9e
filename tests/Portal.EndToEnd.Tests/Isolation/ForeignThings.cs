using System.Text.Json.Nodes;

namespace Portal.EndToEnd.Tests.Isolation;

/// <summary>Meridian's things, by the names and ids under which somebody else might ask for them.</summary>
internal sealed class ForeignThings(string upload, string evaluation, JsonObject promotion, string member, string team, string token, string runner, string webhook, int followUp, string delegation, ForeignWatch watch)
{
    public string Upload => upload;

    public ForeignValues Values { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["uploads/id"] = upload,
        ["datasets/name"] = "mortgage-evaluation",
        ["datasets/number"] = "1",
        ["models/name"] = "mortgage",
        ["models/number"] = "1",
        ["aliases/alias"] = "champion",
        ["evaluations/id"] = evaluation,
        ["evaluations/other"] = evaluation,
        ["policies/riskclass"] = "high",
        ["policies/purpose"] = "production",
        ["promotions/id"] = (string)promotion["id"]!,
        ["promotions/number"] = $"{promotion["number"]}",
        ["follow-ups/number"] = $"{followUp}",
        ["exceptions/number"] = $"{followUp}",
        ["environments/name"] = "meridian-only",
        ["environments/environment"] = "meridian-only",
        ["deployments/model"] = "mortgage",
        ["rollouts/model"] = "mortgage",
        ["freezes/id"] = runner,
        ["entries/sequence"] = "1000000",
        ["audit/sequence"] = "1000000",
        ["members/id"] = member,
        ["members/member"] = member,
        ["teams/id"] = team,
        ["access-tokens/id"] = token,
        ["runners/id"] = runner,
        ["leases/lease"] = runner,
        ["experiments/number"] = $"{watch.Experiment}",
        ["incidents/number"] = $"{watch.Incident}",
        ["monitors/name"] = ForeignWatch.Name,
        ["monitor-runs/id"] = watch.Run,

        // Of two, so that it is nobody's in the other demo tenant, which has one.
        ["use-cases/number"] = "2",
        ["use-cases/session"] = "1",
        ["monitoring/environment"] = "meridian-only",
        ["monitoring/model"] = "mortgage",
        ["retraining/number"] = $"{watch.Retraining}",
        ["retraining-requests/number"] = $"{watch.Retraining}",
        ["webhooks/id"] = webhook,
        ["delegations/id"] = delegation,
        ["deliveries/id"] = watch.Delivery,
        ["device-groups/group"] = "meridian-pilot",
        ["devices/device"] = "meridian-till",
        ["fleet-rollouts/model"] = "mortgage",
        ["imports/number"] = "1000000",
        ["charges/import"] = "1000000",
        ["charges/line"] = "2",
        ["allocation-rules/rule"] = runner,
        ["sources/source"] = runner,
        ["artifacts/digest"] = "0000000000000000000000000000000000000000000000000000000000000000",
        ["budgets/budget"] = runner,
        ["anomalies/anomaly"] = runner,
        ["notifications/id"] = webhook,
        ["usage-sources/id"] = runner,
        ["prices/id"] = runner,
        ["exchange-rates/id"] = runner,
        ["savings/number"] = "1000000",
        ["placement/name"] = "denial-letters",
        ["workloads/name"] = "denial-letters",
        ["places/name"] = "orchid-api",
        ["recommendations/number"] = "1000000",
        ["catalogue/place"] = "orchid-api",
        ["files/digest"] = "0000000000000000000000000000000000000000000000000000000000000000",
    });

    /// <summary>True when a text holds something that only Meridian's members know.</summary>
    public bool IsToldIn(string text) =>
        text.Contains("mortgage", StringComparison.OrdinalIgnoreCase) || text.Contains("meridian-only", StringComparison.Ordinal) || text.Contains("meridian-runner", StringComparison.Ordinal) || text.Contains("meridian-pilot", StringComparison.Ordinal) || text.Contains("meridian-till", StringComparison.Ordinal) || text.Contains(evaluation, StringComparison.Ordinal);
}
