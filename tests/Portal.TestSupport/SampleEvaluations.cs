using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Core.Registry;

namespace Portal.TestSupport;

/// <summary>Evaluations with the numbers that the samples' expected.json files hold.</summary>
public static class SampleEvaluations
{
    public static DateTimeOffset Now { get; } = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    public static Guid MortgageData { get; } = Guid.Parse("0197a000-0000-7000-8000-000000000001");

    public static EvaluationTimings Timings(double p95 = 0.12) => new(3, 0.08, p95, 0.3, 200, 50_000, 90_000_000, "Test CPU, 1 thread", "1.22.0", NetworkIsolated: true);

    public static VersionEvidence Version(int number, EvaluationFacts? facts) => new(Guid.CreateVersion7(), number, new string('a', 64), facts);

    /// <param name="model">Such as <c>mortgage-gbt-v2</c>.</param>
    public static EvaluationFacts Facts(string model)
    {
        var results = Results(model);
        return new EvaluationFacts(
            Guid.CreateVersion7(), MortgageData, "evaluation version 1", new string('d', 64), Now.AddHours(-3), new string('e', 64),
            [.. results.Fairness.Select(row => row.Attribute)], results, Timings());
    }

    public static EvaluationResults Results(string model)
    {
        var domain = model[..model.IndexOf('-', StringComparison.Ordinal)];
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(SampleFiles.Root, "seed", domain, "models", model + ".expected.json")))!;
        var evaluation = expected["evaluation"]!;
        var metrics = evaluation["metrics"]!;
        var counts = metrics["confusion"]!;
        return new EvaluationResults(
            ModelTask.BinaryClassification,
            (long)metrics["n"]!,
            MetricNames.Of(ModelTask.BinaryClassification).ToDictionary(name => name, name => (double)metrics[name]!, StringComparer.Ordinal),
            new Dictionary<string, MetricInterval>(),
            new BinaryOutcome(
                (long)metrics["positives"]!,
                (double)metrics["threshold"]!,
                new ConfusionCounts((long)counts["tn"]!, (long)counts["fp"]!, (long)counts["fn"]!, (long)counts["tp"]!)),
            null,
            [.. evaluation["fairness"]!.AsObject().Select(attribute => Fairness(attribute.Key, attribute.Value!))],
            [],
            []);
    }

    private static AttributeFairness Fairness(string name, JsonNode attribute)
    {
        // The rule of the statistics: a group needs thirty rows.
        var groups = attribute["groups"]!.AsObject().Select(group => new GroupFairness(
            group.Key, (long)group.Value!["n"]!, Number(group.Value["base_rate"]), Number(group.Value["selection_rate"]), null, null,
            Number(group.Value["tpr"]), Number(group.Value["fpr"]), Number(group.Value["accuracy"]), null, null, null, null, (long)group.Value["n"]! >= 30)).ToList();
        return new AttributeFairness(name, (string)attribute["privileged"]!, Number(attribute["min_over_max_selection_rate"]), groups);
    }

    private static double? Number(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number ? (double)node : null;
}
