using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Explaining;
using Portal.Core.Registry;
using Portal.Web.Shell;

namespace Portal.Web.Evaluations;

/// <summary>What explanations say, in words that stand on pages.</summary>
public static class ExplanationWords
{
    /// <summary>What is called the score: "probability of deny = yes".</summary>
    public static string Score(EvidenceReading reading) => reading.Results.Task switch
    {
        ModelTask.BinaryClassification => $"probability of {EvidenceWords.Positive(reading.Evidence.Scoring)}",
        ModelTask.Regression => $"predicted {reading.Evidence.Scoring.LabelColumn}",
        ModelTask.Forecasting => $"predicted {reading.Evidence.Scoring.LabelColumn}, median",
        ModelTask.Ranking => "score that rows are ordered by",
        ModelTask.MulticlassClassification => "probability that goes over to other classes",
        ModelTask.MultilabelClassification => "probabilities of the labels, on average",
        _ => "score",
    };

    /// <summary>"score" within a sentence that said before what it is.</summary>
    public static string Amount(EvidenceReading reading, double? change) => IsShare(reading) ? Figures.Number(change, 3) : Figures.Measure(change);

    /// <summary>What a changed decision is.</summary>
    public static string Decisions(EvidenceReading reading, long count) => reading.Results.Task switch
    {
        ModelTask.MulticlassClassification => count == 1 ? "predicted class" : "predicted classes",
        ModelTask.MultilabelClassification => count == 1 ? "set of labels" : "sets of labels",
        _ => count == 1 ? "decision" : "decisions",
    };

    /// <summary>"If only afam changed from no to yes, 12.0 % of the decisions would change (9 of 75 rows, all to deny = yes). …"</summary>
    public static string Sentence(EvidenceReading reading, string attribute, AttributeFlip flip)
    {
        var change = $"If only {attribute} changed from {flip.From ?? "another value"} to {flip.To}";
        if (flip.LargestChange == 0)
        {
            return $"{change}, nothing would change, in none of {Figures.Count(flip.Rows, "row")}.";
        }

        var moves = flip.MeanChange is { } mean
            ? $"the score would {(mean > 0 ? "rise" : "fall")} by {Amount(reading, Math.Abs(mean))} on average, by at most {Amount(reading, flip.LargestChange)}"
            : $"probabilities would move by {Amount(reading, flip.MeanAbsoluteChange)} on average, by at most {Amount(reading, flip.LargestChange)}";
        return flip.Changed is { } changed
            ? $"{change}, {Figures.Percent(flip.ChangedShare)} of the {Decisions(reading, 2)} would change ({Figures.Count(changed)} of {Figures.Count(flip.Rows, "row")}{Towards(reading, flip, changed)}); {moves}."
            : $"{change}, {moves} ({Figures.Count(flip.Rows, "row")}).";
    }

    private static string Towards(EvidenceReading reading, AttributeFlip flip, long changed) =>
        changed == 0 || flip.ToPositive is not { } positive ? ""
        : positive == changed ? $", all to {EvidenceWords.Positive(reading.Evidence.Scoring)}"
        : positive == 0 ? $", all to {EvidenceWords.Negative(reading.Evidence.Scoring)}"
        : $", {Figures.Count(positive)} of them to {EvidenceWords.Positive(reading.Evidence.Scoring)}";

    private static bool IsShare(EvidenceReading reading) =>
        reading.Results.Task is ModelTask.BinaryClassification or ModelTask.MulticlassClassification or ModelTask.MultilabelClassification;
}
