using Portal.Core.Datasets;
using Portal.Core.Evaluations.Measuring;
using Portal.Core.Registry;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations.Explaining;

/// <summary>What evidence says about why a version scores as it does.</summary>
/// <param name="Findings">What went wrong, for the evaluation's own findings: an explanation that is missing makes no evaluation fail.</param>
internal sealed record Explained(ExplanationResults Results, IReadOnlyList<DependenceCurve> Curves, IReadOnlyList<string> Findings)
{
    /// <summary>More features than this nobody reads.</summary>
    private const int MostFeatures = 50;

    /// <summary>What is drawn at random, for the evidence.</summary>
    public static string Randomness { get; } = $"what-if questions to a sample, seed {ProbeSample.Seed}";

    /// <summary>Rows that may be scored for it.</summary>
    public static long RowsFor(ClaimedEvaluation claim, EvaluationOptions options) => claim.ExplanationRows ?? options.ExplanationRows;

    /// <summary>What a version is to be asked; null where its answers would explain nothing.</summary>
    public static ProbePlan? PlanOf(ModelTask task, IReadOnlyList<DatasetColumn> columns, long rows, EvaluationOptions options) =>
        WhyNot(task, rows) is not null
            ? null
            : new ProbePlan
            {
                Attributes = [.. AttributesOf(columns)],
                Budget = rows,
                Seconds = options.ExplanationSeconds,
            };

    public static Explained Of(ClaimedEvaluation claim, ScoredTable? scored, TruthTable truth, Measurement measurement, EvaluationOptions options)
    {
        if (scored is null || WhyNot(claim.Task, RowsFor(claim, options)) is not null)
        {
            return Nothing(WhyNot(claim.Task, RowsFor(claim, options))!);
        }

        if (scored.Report.Probes is not { } probes)
        {
            return Failed("The runner that scored this version is older than this portal and asks no what-if questions.");
        }

        if (probes.Failure is { } failure)
        {
            return Failed(Fitted(failure));
        }

        var answers = new ProbedScores(probes, scored.ProbeScores, scored.Report.Width);
        if (answers.AsIs is not { } asIs)
        {
            return new(Empty with { Attributes = Attributes(claim, probes, null), LeftOut = LeftOut(probes) }, [], []);
        }

        var meaning = new ScoreMeaning(claim.Task, claim.Version.Scoring, scored.Report.Width);
        int[] rows = [.. ProbeSample.Rows(measurement.Rows, probes.Rows).Select(row => (int)row)];
        var influence = new InfluenceOf(meaning, answers, asIs, scores => Headline(measurement, rows, scores));
        var features = influence.Features(probes.Columns);
        var flips = new FlipsOf(meaning, answers, asIs, rows, truth);
        var results = new ExplanationResults(
            probes.Rows,
            answers.ScoredRows,
            influence.Base is null ? null : MetricNames.HeadlineOf(claim.Task),
            influence.Base,
            [.. features.Take(MostFeatures)],
            Attributes(claim, probes, flips),
            [.. LeftOut(probes), .. influence.LeftOut, .. flips.LeftOut, .. TooMany(features.Count)]);
        return new(results, [.. DependenceOf.Curves(meaning, answers, results.Features, probes.Columns)], []);
    }

    /// <summary>The headline metric of some rows with other scores; null when it is not defined.</summary>
    private static double? Headline(Measurement measurement, int[] rows, double[] scores) =>
        measurement.Rescored(rows, scores)?.Metrics().TryGetValue(MetricNames.HeadlineOf(measurement.Task), out var value) == true ? value : null;

    private static ExplanationResults Empty { get; } = new(0, 0, null, null, [], [], []);

    private static string? WhyNot(ModelTask task, long rows) => task switch
    {
        ModelTask.TextGeneration => "The texts were written elsewhere: no model is here that could be asked what it would write instead.",
        ModelTask.Retrieval => "The model gives a vector for each row. No number of it means anything by itself, so no feature can be followed to a score.",
        _ when rows == 0 => "Explanations are switched off in this installation.",
        _ => null,
    };

    private static Explained Nothing(string why) => new(Empty with { LeftOut = [why] }, [], []);

    private static Explained Failed(string why) => new(Empty with { LeftOut = [why] }, [], [$"What the score depends on is not known. {why}"]);

    private static IEnumerable<string> AttributesOf(IReadOnlyList<DatasetColumn> columns) =>
        columns.Where(column => column.Role == ColumnRole.ProtectedAttribute).Select(column => column.Name);

    private static IReadOnlyList<AttributeInfluence> Attributes(ClaimedEvaluation claim, ProbeReport probes, FlipsOf? flips)
    {
        var taken = probes.Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        return taken.Count == 0
            ? []
            : [.. AttributesOf(claim.Dataset.Columns).Order(StringComparer.Ordinal).Select(name => new AttributeInfluence(name, taken.Contains(name), taken.Contains(name) && flips is not null ? flips.Of(name) : []))];
    }

    private static IReadOnlyList<string> LeftOut(ProbeReport probes) => [.. probes.LeftOut.Take(5).Select(Fitted)];

    private static IEnumerable<string> TooMany(int features) => features > MostFeatures
        ? [string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{features - MostFeatures:N0} further features that matter less are not listed.")]
        : [];

    /// <summary>As far as it is kept: it comes from the untrusted side.</summary>
    private static string Fitted(string sentence) => sentence.Length <= 500 ? sentence : sentence[..499] + "…";
}
