using System.Text.RegularExpressions;

namespace Portal.EndToEnd.Tests.Isolation;

/// <summary>
/// What another tenant's things are called, by the place where their name or id stands in an address. An address with a place that is
/// not known here fails the test: whoever adds a route teaches it what a foreign value looks like.
/// </summary>
internal sealed partial class ForeignValues(IReadOnlyDictionary<string, string> values)
{
    /// <summary>Places whose values both tenants have, so that the answer is the caller's own and not 404.</summary>
    public static IReadOnlySet<string> Shared { get; } = new HashSet<string>(StringComparer.Ordinal) { "policies/riskclass", "policies/purpose" };

    /// <returns>The address with another tenant's values, and whether it names something that only that tenant has.</returns>
    public (string Address, bool IsForeign) Fill(string template)
    {
        var foreign = false;
        var segments = template.Trim('/').Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            if (Parameter().Match(segments[i]) is { Success: true } parameter)
            {
                var place = $"{segments.Take(i).LastOrDefault(segment => !Parameter().IsMatch(segment) && Array.IndexOf(s_rooms, segment) >= 0)}/{parameter.Groups["name"].Value.ToLowerInvariant()}";
                Assert.True(values.TryGetValue(place, out var value), $"{template}: what is a foreign value of {place}?");
                foreign |= !Shared.Contains(place);
                segments[i] = segments[i].Replace(parameter.Value, value, StringComparison.Ordinal);
            }
        }

        return ("/" + string.Join('/', segments), foreign);
    }

    private static readonly string[] s_rooms =
    [
        "uploads", "datasets", "models", "aliases", "evaluations", "policies", "promotions", "environments", "deployments", "entries", "audit", "members", "teams", "access-tokens", "exceptions", "runners", "leases", "files",
        "experiments", "use-cases", "incidents", "monitors", "monitor-runs", "monitoring", "retraining", "retraining-requests", "webhooks", "deliveries", "rollouts", "freezes", "device-groups", "devices", "fleet-rollouts", "artifacts", "follow-ups", "notifications", "delegations", "imports", "charges", "allocation-rules", "sources", "budgets", "anomalies", "usage-sources", "prices",
        "exchange-rates", "savings", "placement", "workloads", "places", "recommendations", "catalogue",
    ];

    [GeneratedRegex(@"\{(?<name>\w+)(:[^}]*)?\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
