namespace Portal.Statistics.Drift;

/// <summary>What a decision about a category column rests on where labels are put together: distances and test over the labels that are most
/// frequent on both sides taken together.</summary>
/// <remarks>The kept categories are chosen by the reference. Of many labels that are about equally frequent it keeps those that chance favoured
/// there, which fall back in any window, and puts the others together, whose rows grow: without drift, 100 equal labels at 500 rows a side
/// look moved in half of the windows. Chosen by both sides' sum the categories favour neither, and the test holds its level.</remarks>
/// <param name="Distances">Distances over these categories.</param>
/// <param name="Test">Test of their counts.</param>
/// <param name="Categories">How many these are, all others together being one.</param>
public sealed record CategoryJudgement(BinDistances Distances, HomogeneityTest Test, int Categories)
{
    /// <summary>Judges both sides' labels.</summary>
    /// <param name="labels">All labels that are known by name, each once.</param>
    /// <param name="rows">Rows of the reference.</param>
    /// <param name="others">Rows of the window.</param>
    /// <returns>The judgement; <see langword="null"/> when a side has no rows.</returns>
    internal static CategoryJudgement? Of(IEnumerable<CategoryLine> labels, long rows, long others)
    {
        CategoryLine[] chosen =
        [
            .. labels.Where(line => line.ReferenceRows + line.CurrentRows > 0)
                .OrderByDescending(line => line.ReferenceRows + line.CurrentRows)
                .ThenBy(line => line.Label, StringComparer.Ordinal)
                .Take(CategoricalBaseline.MostKept),
        ];
        var (rest, otherRest) = (rows - chosen.Sum(line => line.ReferenceRows), others - chosen.Sum(line => line.CurrentRows));
        var isAll = rest + otherRest == 0;
        long[] reference = [.. chosen.Select(line => line.ReferenceRows), .. isAll ? [] : (long[])[rest]];
        long[] current = [.. chosen.Select(line => line.CurrentRows), .. isAll ? [] : (long[])[otherRest]];
        return BinDistances.Of(reference, current) is { } distances && HomogeneityTest.Of(reference, current) is { } test
            ? new CategoryJudgement(distances, test, reference.Length)
            : null;
    }
}
