using Portal.Core.Registry;
using Portal.Scoring.Contract;
using Portal.Statistics.Metrics;
using Portal.Statistics.Metrics.Text;

namespace Portal.Core.Evaluations.Measuring;

/// <summary>Texts beside the ones that would have been right.</summary>
internal sealed class TextMeasurement : Measurement
{
    private const int WorstShown = 10;
    private const int Excerpt = 200;

    private readonly TextExample[] _examples;
    private readonly IReadOnlyList<string> _identifiers;
    private readonly TextMetrics _measured;

    public TextMeasurement(IReadOnlyList<string> texts, TextTruth truth)
    {
        _examples = [.. texts.Zip(truth.References, (text, reference) => new TextExample(text, [reference]))];
        _identifiers = truth.Identifiers;
        _measured = TextMetrics.Measure(_examples);
    }

    public override ModelTask Task => ModelTask.TextGeneration;

    public override int Rows => _examples.Length;

    public override ScoringFailure? Refusal =>
        Array.TrueForAll(_examples, example => string.IsNullOrWhiteSpace(example.Prediction)) ? new(FailureKind.Refused, "texts-empty", $"All {Count(Rows, "text")} are empty. No metric was computed.")
        : Rows > 1 && IsOne(example => example.Prediction) && !IsOne(example => example.References[0]) ? new(FailureKind.Refused, "texts-all-equal", $"All {Count(Rows, "text")} are the same, though their references are not. No metric was computed.")
        : null;

    public override IEnumerable<string> Findings => _examples.Count(example => string.IsNullOrWhiteSpace(example.Prediction)) is > 0 and var empty
        ? [$"{Count(empty, "text")} of {Count(Rows)} {(empty == 1 ? "is" : "are")} empty; {(empty == 1 ? "it counts" : "they count")} as wrong."]
        : [];

    public override IReadOnlyList<TextOutcome> Texts =>
    [
        .. Enumerable.Range(0, Rows).OrderBy(row => _measured.PerExample[row].RougeL).ThenBy(row => _measured.PerExample[row].Answer.TokenF1).ThenBy(row => row).Take(WorstShown)
            .Select(row => new TextOutcome(
                _identifiers[row], _measured.PerExample[row].RougeL, _measured.PerExample[row].Answer.TokenF1, Beginning(_examples[row].Prediction), Beginning(_examples[row].References[0]))),
    ];

    public override SortedDictionary<string, double> Metrics() => Named(_measured);

    public override SortedDictionary<string, double> Metrics(int[] rows) => Named(TextMetrics.Measure(Take(_examples, rows)));

    public override SortedDictionary<string, MetricInterval> Intervals()
    {
        var intervals = OfMeans(
            (MetricNames.TokenF1, [.. _measured.PerExample.Select(text => text.Answer.TokenF1)]),
            (MetricNames.RougeL, [.. _measured.PerExample.Select(text => text.RougeL)]));
        if (WilsonInterval.Of(_measured.PerExample.Count(text => text.Answer.ExactMatch == 1), Rows) is { } exact)
        {
            intervals[MetricNames.ExactMatch] = Made(exact, "Wilson");
        }

        return intervals;
    }

    public override EvaluationCurves Curves() => new() { Scores = Spread([.. _measured.PerExample.Select(text => text.RougeL)]) };

    private bool IsOne(Func<TextExample, string> text) => Array.TrueForAll(_examples, example => string.Equals(text(example), text(_examples[0]), StringComparison.Ordinal));

    private static string Beginning(string text)
    {
        var end = text.Length <= Excerpt ? text.Length : char.IsHighSurrogate(text[Excerpt - 1]) ? Excerpt - 1 : Excerpt;
        return end == text.Length ? text : text[..end] + "…";
    }

    private static SortedDictionary<string, double> Named(TextMetrics measured) => Named(
        (MetricNames.ExactMatch, measured.ExactMatch),
        (MetricNames.TokenF1, measured.TokenF1),
        (MetricNames.RougeL, measured.RougeL),
        (MetricNames.Bleu, measured.Bleu.Score),
        (MetricNames.ChrF, measured.ChrF));
}
