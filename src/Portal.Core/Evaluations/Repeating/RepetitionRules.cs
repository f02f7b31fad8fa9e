using System.Globalization;

namespace Portal.Core.Evaluations.Repeating;

/// <summary>What came of making evidence again.</summary>
public enum RepetitionVerdict
{
    /// <summary>The same bytes, so the same digest.</summary>
    Same,

    /// <summary>Every figure is the same; code, runtime or device is not, so the digest is another one.</summary>
    SameElsewhere,

    Different,
}

/// <param name="Before">Digest of the evidence that was repeated.</param>
/// <param name="Differences">The usual causes first; not more than <see cref="RepetitionRules.MostShown"/>.</param>
/// <param name="Differing">How many places differ, shown or not.</param>
/// <param name="Sentence">The verdict in words, with what it means.</param>
public sealed record EvidenceComparison(
    RepetitionVerdict Verdict, string Before, string After, IReadOnlyList<EvidenceDifference> Differences, int Differing, string Sentence);

/// <summary>What can be repeated, and what a repetition says: plain data in, verdict out.</summary>
public static class RepetitionRules
{
    public const int MostShown = 200;

    /// <param name="format">Of the evidence; null when there is none.</param>
    public static Refusal? Refuses(EvaluationState state, string? format) => (state, format) switch
    {
        (not EvaluationState.Completed, _) or (_, null) => new(
            RefusalKind.Conflict, "evaluation.nothing-to-repeat", "This evaluation left no evidence, so there is nothing to hold a repetition against.", "Repeat one that is completed."),
        (_, not EvaluationEvidence.CurrentFormat) => new(
            RefusalKind.Conflict, "evaluation.older-evidence",
            $"This evidence has the form {format}; this portal writes {EvaluationEvidence.CurrentFormat}, so the same digest cannot come again.", "Start a new evaluation of this version instead."),
        _ => null,
    };

    public static EvidenceComparison Judge(byte[] before, byte[] after)
    {
        var (one, other) = (Storage.Digest.Of(before).Hex, Storage.Digest.Of(after).Hex);
        if (one == other)
        {
            return new(RepetitionVerdict.Same, one, other, [], 0, "The same digest again: the same model, data, rules, code and machine gave the same evidence, byte for byte.");
        }

        var all = EvidenceDifferences.Of(before, after);
        var verdict = all.Count > 0 && all.All(difference => difference.IsOfMachine) ? RepetitionVerdict.SameElsewhere : RepetitionVerdict.Different;
        return new(verdict, one, other, [.. all.Take(MostShown)], all.Count, Sentence(verdict, all));
    }

    private static string Sentence(RepetitionVerdict verdict, IReadOnlyList<EvidenceDifference> all)
    {
        var machine = all.Where(difference => difference.IsOfMachine).Select(difference => difference.Words).Distinct(StringComparer.Ordinal).ToList();
        if (verdict == RepetitionVerdict.SameElsewhere)
        {
            return $"Every figure is the same. What ran it is not: {Joined(machine)} {Differ(machine.Count)}, and evidence names that, so its digest is another one.";
        }

        var rest = all.Count - all.Count(difference => difference.IsOfMachine);
        var places = string.Create(CultureInfo.InvariantCulture, $"{rest:N0} {(rest == 1 ? "place" : "places")}");
        var given = all.Where(difference => difference.IsGiven).Select(difference => difference.Path).ToList();
        return given.Count > 0 ? $"The evidence differs in {places}, and it was not made from the same: {Joined(given)} {Differ(given.Count)}."
            : machine.Count > 0 ? $"The evidence differs in {places}. The usual cause is there: {Joined(machine)} {Differ(machine.Count)}."
            : $"The evidence differs in {places} although model, data, rules, code, runtime and device are the same: this model does not give the same answer twice, or what was stored was changed.";
    }

    private static string Differ(int count) => count == 1 ? "differs" : "differ";

    private static string Joined(List<string> parts)
    {
        const int most = 5;
        var shown = parts.Take(most).ToList();
        return shown.Count == 1 ? shown[0]
            : parts.Count > most ? $"{string.Join(", ", shown)} and {parts.Count - most} more"
            : $"{string.Join(", ", shown.Take(shown.Count - 1))} and {shown[^1]}";
    }
}
