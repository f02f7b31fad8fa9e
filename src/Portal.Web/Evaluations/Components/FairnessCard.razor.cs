using Microsoft.AspNetCore.Components;
using Portal.Core.Evaluations;
using Portal.Web.Shell;
using Portal.Web.Shell.Charts;

namespace Portal.Web.Evaluations.Components;

public sealed partial class FairnessCard
{
    private IReadOnlyList<GroupRate> _groups = [];

    [Parameter, EditorRequired]
    public required EvidenceReading Reading { get; set; }

    [Parameter]
    public EvidenceReading? Champion { get; set; }

    protected override void OnParametersSet() => _groups = [.. Reading.Results.Fairness.SelectMany(Rows)];

    private IEnumerable<GroupRate> Rows(AttributeFairness attribute)
    {
        var highest = attribute.Groups.Where(group => group.EnoughRows).Max(group => group.SelectionRate);
        foreach (var group in attribute.Groups.OrderByDescending(group => group.Group == attribute.Privileged))
        {
            var before = Champion?.Results.Fairness.FirstOrDefault(other => other.Attribute == attribute.Attribute)?.Groups.FirstOrDefault(other => other.Group == group.Group);
            yield return new GroupRate(
                attribute.Attribute,
                $"{attribute.Attribute} = {group.Group}{(group.EnoughRows ? "" : " (too few)")}",
                group.Rows,
                new Rate(group.SelectionRate ?? 0, group.SelectionRateLow, group.SelectionRateHigh),
                before?.SelectionRate is { } rate ? new Rate(rate, before.SelectionRateLow, before.SelectionRateHigh) : null,
                group.EnoughRows && group.SelectionRate < highest ? highest * EvidenceWords.FourFifths : null,
                group.EnoughRows ? group.ImpactRatio : null,
                group is { EnoughRows: true, ImpactRatioLow: { } low, ImpactRatioHigh: { } high } ? new Rate(group.ImpactRatio!.Value, low, high) : null);
        }
    }

    /// <summary>Per compared group: the two shares, and whether the gap may be chance.</summary>
    private IEnumerable<string> Sentences =>
        Reading.Results.Fairness.SelectMany(attribute => attribute.Groups
            .Where(group => group.Group != attribute.Privileged)
            .Select(group => Sentence(attribute, group, attribute.Groups.First(other => other.Group == attribute.Privileged))));

    private static string Sentence(AttributeFairness attribute, GroupFairness group, GroupFairness privileged)
    {
        var shares = $"{attribute.Attribute} = {group.Group}: {Figures.Percent(group.SelectionRate)} against {Figures.Percent(privileged.SelectionRate)} for {attribute.Privileged}.";
        return group switch
        {
            { EnoughRows: false } => $"{shares} {Figures.Count(group.Rows, "row")} are too few for a verdict.",
            _ when !privileged.EnoughRows => $"{shares} {Figures.Count(privileged.Rows, "row")} of {attribute.Privileged} are too few for a verdict.",
            { PValue: null } => shares,
            { PValue: < 0.05 and var p } => $"{shares} The gap is larger than chance ({EvidenceWords.P(p)}).",
            { PValue: { } p } => $"{shares} Such a gap can be chance ({EvidenceWords.P(p)}).",
        };
    }

    private string Finding => EvidenceWords.LowestImpact(Reading.Results) is { } lowest
        ? $"Selection rates by protected group. The lowest ratio of two groups is {Figures.Number(lowest.Ratio)}, for {lowest.Attribute}; the four-fifths rule asks for at least 0.8."
        : "Selection rates by protected group. No attribute has two groups with enough rows for a verdict.";
}
