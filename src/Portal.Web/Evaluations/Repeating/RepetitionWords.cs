using System.Globalization;
using Portal.Core.Evaluations.Repeating;
using Portal.Web.Shell.Components;

namespace Portal.Web.Evaluations.Repeating;

/// <summary>What repetitions are called on pages.</summary>
public static class RepetitionWords
{
    public static Tone ToneOf(RepetitionRow row) => row.Comparison?.Verdict switch
    {
        RepetitionVerdict.Same => Tone.Passed,
        RepetitionVerdict.SameElsewhere => Tone.Missing,
        RepetitionVerdict.Different => Tone.Failed,
        null => EvaluationsPages.ToneOf(row.Row.State),
        _ => throw new ArgumentOutOfRangeException(nameof(row), row, null),
    };

    public static string InWords(RepetitionRow row) => row.Comparison?.Verdict switch
    {
        RepetitionVerdict.Same => "Same digest",
        RepetitionVerdict.SameElsewhere => "Same figures, other machine",
        RepetitionVerdict.Different => "Different",
        null => EvaluationsPages.InWords(row.Row.State),
        _ => throw new ArgumentOutOfRangeException(nameof(row), row, null),
    };

    /// <summary>What it became, with the difference of numbers.</summary>
    public static string After(EvidenceDifference difference) =>
        (difference.After ?? "nothing") + (difference.Change is { } change ? $" ({change.ToString("+0.###e+0;−0.###e+0", CultureInfo.InvariantCulture)})" : "");
}
