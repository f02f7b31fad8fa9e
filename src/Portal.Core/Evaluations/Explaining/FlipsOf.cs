using Portal.Core.Registry;
using Portal.Statistics.Explanation;
using Portal.Statistics.Metrics;

namespace Portal.Core.Evaluations.Explaining;

/// <summary>What changes when only a protected attribute does, for the rows of the sample by the value that they really have.</summary>
/// <param name="rows">The rows of the sample in the table.</param>
internal sealed class FlipsOf(ScoreMeaning meaning, ProbedScores answers, double[] asIs, int[] rows, TruthTable truth)
{
    /// <summary>With more values, the rows are not told apart by the one that they had.</summary>
    private const int MostPairs = 4;

    private readonly List<string> _leftOut = [];

    public IReadOnlyList<string> LeftOut => _leftOut;

    public IReadOnlyList<AttributeFlip> Of(string attribute)
    {
        var values = answers.Set(attribute);
        if (truth.Attributes.FirstOrDefault(column => column.Column.Name == attribute) is not { } groups)
        {
            _leftOut.Add($"`{attribute}` has too many values to be changed from one to another.");
            return [];
        }

        var own = Array.ConvertAll(rows, row => groups.Groups[groups.Codes[row]]);
        string[] known = [.. values.Select(value => value.Value).Where(value => own.Contains(value, StringComparer.Ordinal))];
        var flips = known.Length <= MostPairs
            ? values.SelectMany(value => known.Where(before => before != value.Value).Select(before => Flip(before, value.Value, value.Scores, own)))
            : values.Select(value => Flip(null, value.Value, value.Scores, own));
        return [.. flips.OfType<AttributeFlip>()];
    }

    /// <returns>Null when no row has the first value.</returns>
    private AttributeFlip? Flip(string? from, string to, double[] scores, string[] own)
    {
        int[] those = [.. Enumerable.Range(0, own.Length).Where(row => from is null ? own[row] != to : own[row] == from)];
        if (those.Length == 0)
        {
            return null;
        }

        var (before, after) = (Take(asIs, those), Take(scores, those));
        if (meaning.HasDirection)
        {
            var flips = CounterfactualFlips.Measure(meaning.Scores(before), meaning.Scores(after), meaning.Rules.DecisionThreshold);
            var largest = Math.Max(flips.LargestRise, flips.LargestFall);
            return meaning.Decides
                ? new AttributeFlip(
                    from, to, flips.Rows, flips.ToPositive + flips.ToNegative, flips.FlipShare, flips.FlipInterval.Lower, flips.FlipInterval.Upper, flips.ToPositive,
                    flips.MeanChange, flips.MeanAbsoluteChange, largest)
                : new AttributeFlip(from, to, flips.Rows, null, null, null, null, null, flips.MeanChange, flips.MeanAbsoluteChange, largest);
        }

        var sizes = meaning.Sizes(before, after);
        long changed = meaning.Changed(before, after).Count(row => row);
        var interval = WilsonInterval.Of(changed, those.Length)!.Value;
        return new AttributeFlip(
            from, to, those.Length, changed, (double)changed / those.Length, interval.Lower, interval.Upper, null, null, sizes.Average(), sizes.Max());
    }

    private double[] Take(double[] numbers, int[] those)
    {
        var taken = new double[those.Length * meaning.Width];
        for (var i = 0; i < those.Length; i++)
        {
            Array.Copy(numbers, those[i] * meaning.Width, taken, i * meaning.Width, meaning.Width);
        }

        return taken;
    }
}
