using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Core.Registry;

namespace Portal.Core.Monitoring.Observations.Labels;

/// <summary>Rows of one block whose truth became known, with what the model had said about them.</summary>
/// <param name="Block">Columns of these rows only: instant, score, prediction, protected attributes.</param>
/// <param name="Truths">One for each of the rows.</param>
internal sealed record LabelledRows(VersionId Version, BaselineId Baseline, IReadOnlyList<ObservedColumn> Block, IReadOnlyList<string> Truths)
{
    public InstantColumn Instants => (InstantColumn)Block.First(column => column.Part == ObservedPart.Instant);

    public int Count => Truths.Count;

    public LabelledRows Take(int[] rows) => this with { Block = [.. Block.Select(column => column.Take(rows))], Truths = [.. rows.Select(row => Truths[row])] };
}
