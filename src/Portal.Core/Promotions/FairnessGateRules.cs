using Portal.Core.Evaluations;
using Portal.Core.Registry;

namespace Portal.Core.Promotions;

/// <summary>The four-fifths rule, attribute by attribute. Pure.</summary>
internal static class FairnessGateRules
{
    public const string Id = "disparate-impact";
    public const string Title = "Disparate impact";

    // The usual level at which a gap is called larger than chance.
    private const double Significance = 0.05;

    public static IReadOnlyList<GateVerdict> Judge(DisparateImpactGate gate, ModelTask task, EvaluationFacts candidate)
    {
        if (task != ModelTask.BinaryClassification)
        {
            return [Missing(gate, null, $"Disparate impact compares who gets a favourable decision; {task.InWords()} decides between no two outcomes. Look at the metrics by group instead.", blocks: false)];
        }

        var measured = candidate.Results.Fairness;
        string[] attributes = [.. candidate.ProtectedAttributes.Union(measured.Select(row => row.Attribute), StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return attributes.Length == 0
            ? [Missing(gate, null, $"{candidate.Dataset} declares no protected attribute, so fairness was not measured.", blocks: true)]
            : [.. attributes.Select(attribute => Judge(gate, attribute, measured.FirstOrDefault(row => row.Attribute == attribute)))];
    }

    private static GateVerdict Judge(DisparateImpactGate gate, string attribute, AttributeFairness? fairness)
    {
        if (fairness is null)
        {
            return Missing(gate, attribute, $"The groups of {attribute} were not compared: the data declares no privileged group that occurs in it.", blocks: true);
        }

        if (fairness.LowestImpactRatio is not { } ratio)
        {
            return fairness.Groups.Count(group => group.EnoughRows) < 2
                ? Missing(gate, attribute, TooFew(fairness), blocks: false)
                : Missing(gate, attribute, $"No group of {attribute} gets the favourable outcome at all, so there is no ratio.", blocks: true);
        }

        var passed = GateRules.Meets(ratio, gate.Floor, atLeast: true);
        return new(
            $"{Id}:{attribute}", $"{Title}, {attribute}", passed ? Verdict.Passed : Verdict.Failed, ratio, gate.Floor, true, "", Gap(fairness) + LeftOut(fairness), Blocks: !passed);
    }

    private static string TooFew(AttributeFairness fairness)
    {
        var groups = fairness.Groups.Where(group => !group.EnoughRows).Select(group => $"{group.Group} has {group.Rows}");
        return $"Too few rows for a verdict on {fairness.Attribute}: {string.Join(", ", groups)}.";
    }

    private static string Gap(AttributeFairness fairness)
    {
        GroupFairness[] compared = [.. fairness.Groups.Where(group => group is { EnoughRows: true, SelectionRate: not null })];
        var lowest = compared.MinBy(group => group.SelectionRate)!;
        var highest = compared.MaxBy(group => group.SelectionRate)!;
        if (lowest.SelectionRate == highest.SelectionRate)
        {
            return $"Favourable outcomes: {GateWords.Percent(lowest.SelectionRate!.Value)} in every group.";
        }

        var rates = $"Favourable outcomes: {Share(lowest)} for {lowest.Group} against {Share(highest)} for {highest.Group}.";

        // Groups are tested against the privileged one only.
        var p = highest.Group == fairness.Privileged ? lowest.PValue : lowest.Group == fairness.Privileged ? highest.PValue : null;
        return p is not { } chance ? rates
            : chance < Significance ? $"{rates} The gap is larger than chance ({GateWords.Chance(chance)})."
            : $"{rates} The gap may be chance ({GateWords.Chance(chance)}).";
    }

    private static string Share(GroupFairness group) =>
        $"{GateWords.Percent(group.SelectionRate!.Value)} ({Math.Round(group.SelectionRate.Value * group.Rows):0} of {group.Rows})";

    private static string LeftOut(AttributeFairness fairness)
    {
        string[] small = [.. fairness.Groups.Where(group => !group.EnoughRows).Select(group => group.Group)];
        return small.Length == 0 ? "" : $" Left out for too few rows: {string.Join(", ", small)}.";
    }

    private static GateVerdict Missing(DisparateImpactGate gate, string? attribute, string sentence, bool blocks) => new(
        attribute is null ? Id : $"{Id}:{attribute}", attribute is null ? Title : $"{Title}, {attribute}", Verdict.Missing, null, gate.Floor, true, "", sentence, blocks);
}
