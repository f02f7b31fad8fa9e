using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Evaluations;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Registry;

/// <summary>Two versions side by side: what was measured, what they take, what else differs.</summary>
public sealed partial class ComparePage
{
    public sealed record Shown(VersionDifferences Differences, IReadOnlyList<(string, string)> Numbers, EvaluationView? LeftEvaluation, EvaluationView? RightEvaluation);

    [Parameter]
    public required string Name { get; set; }

    [SupplyParameterFromQuery(Name = "left")]
    private int Left { get; set; }

    [SupplyParameterFromQuery(Name = "right")]
    private int Right { get; set; }

    [Inject]
    private VersionComparison Comparison { get; set; } = null!;

    [Inject]
    private VersionList Versions { get; set; } = null!;

    [Inject]
    private EvaluationDetail Evaluations { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private async Task<Outcome<Shown>> FindAsync(CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        var found = await Comparison.FindAsync(actor, Name, Left, Right, ct);
        if (!found.IsOk)
        {
            return found.Refusal;
        }

        var versions = await Versions.ReadAsync(actor, Name, new PageRequest(PageRequest.LargestSize), ct);
        return new Shown(
            found.Value,
            versions.IsOk ? [.. versions.Value.Items.Select(row => (row.Number.ToString(CultureInfo.InvariantCulture), $"Version {row.Number}"))] : [],
            await Evaluations.LatestAsync(actor, found.Value.Left.Id, ct),
            await Evaluations.LatestAsync(actor, found.Value.Right.Id, ct));
    }

    private static int Number(string value, int otherwise) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static string Taken(bool taken) => taken ? "taken" : Figures.None;

    private static string Short(FactDifference fact, string value) => fact.Fact == "File" ? DigestChip.Shorten(value) : value;

    private static string Summary(VersionDifferences differences)
    {
        var differing = differences.Facts.Count(fact => !fact.IsSame);
        var risky = differences.Inputs.Where(input => input is { Left: false, Right: true } && input.Concern is InputConcern.Protected or InputConcern.NotAFeature).Select(input => input.Name).ToList();
        return $"{Figures.Count(differing, "fact")} differ."
            + (risky.Count == 0 ? "" : $" Version {differences.Right.Number} also takes {string.Join(", ", risky)}, which the data do not offer as features.");
    }

    private static string InputSentence(VersionDifferences differences)
    {
        var (added, removed) = (differences.Inputs.Count(input => input is { Left: false, Right: true }), differences.Inputs.Count(input => input is { Left: true, Right: false }));
        return added + removed == 0 ? "Both take the same columns." : $"{Figures.Count(added)} added, {Figures.Count(removed)} removed.";
    }
}
