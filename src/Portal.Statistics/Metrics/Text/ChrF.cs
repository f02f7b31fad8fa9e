using System.Text;

namespace Portal.Statistics.Metrics.Text;

/// <summary>How many of a text's runs of one to six characters occur in the reference, and the other way round.</summary>
/// <remarks>chrF2 of M. Popović (2015, 2016) as sacreBLEU computes it by default: runs of 1 to 6 code points, white space removed, case kept,
/// recall twice as important as precision (β = 2), precision and recall averaged over the lengths that both texts have.</remarks>
public static class ChrF
{
    private const int Longest = 6;
    private const int BitsOfCodePoint = 21;
    private const double BetaSquared = 4;

    /// <summary>The score of one text, of the reference that it scores highest against; in [0, 100], higher is better.</summary>
    /// <param name="example">The text and its references.</param>
    /// <exception cref="ArgumentException">There is no reference.</exception>
    public static double OfSentence(TextExample example)
    {
        TextExample.Check([example]);
        return Score(Best(example));
    }

    /// <summary>The score of many texts together: counts are summed before they are divided, so that this is no mean of sentences.
    /// Each text brings the counts of its best reference.</summary>
    /// <param name="examples">Texts and their references, at least one.</param>
    /// <exception cref="ArgumentException">There is no example, or one without a reference.</exception>
    public static double OfCorpus(IReadOnlyList<TextExample> examples)
    {
        TextExample.Check(examples);
        var sums = new Matches[Longest];
        foreach (var example in examples)
        {
            var best = Best(example);
            for (var length = 0; length < Longest; length++)
            {
                sums[length] += best[length];
            }
        }

        return Score(sums);
    }

    private static Matches[] Best(TextExample example)
    {
        var prediction = Runs(example.Prediction);
        return example.References.Select(reference => Compare(prediction, Runs(reference))).MaxBy(Score)!;
    }

    private static Dictionary<UInt128, int>[] Runs(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var symbols = new List<uint>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune))
            {
                symbols.Add((uint)rune.Value);
            }
        }

        uint[] points = [.. symbols];
        return [.. Enumerable.Range(1, Longest).Select(length => RunCounter.Count(points, length, BitsOfCodePoint))];
    }

    private static Matches[] Compare(Dictionary<UInt128, int>[] prediction, Dictionary<UInt128, int>[] reference)
    {
        var matches = new Matches[Longest];
        for (var length = 0; length < Longest; length++)
        {
            long total = 0, shared = 0;
            foreach (var (run, count) in prediction[length])
            {
                total += count;
                shared += Math.Min(count, reference[length].GetValueOrDefault(run));
            }

            // Runs that no reference is long enough to hold are not counted against the text.
            matches[length] = new Matches(
                reference[length].Count > 0 ? total : 0, reference[length].Values.Sum(count => (long)count), shared);
        }

        return matches;
    }

    private static double Score(Matches[] matches)
    {
        double precision = 0, recall = 0;
        var lengths = 0;
        foreach (var (predicted, referenced, shared) in matches)
        {
            if (predicted > 0 && referenced > 0)
            {
                precision += (double)shared / predicted;
                recall += (double)shared / referenced;
                lengths++;
            }
        }

        return precision + recall > 0
            ? 100 * (1 + BetaSquared) * precision * recall / (BetaSquared * precision + recall) / lengths
            : 0;
    }

    /// <summary>Runs of one length.</summary>
    private readonly record struct Matches(long Predicted, long Referenced, long Shared)
    {
        public static Matches operator +(Matches a, Matches b) =>
            new(a.Predicted + b.Predicted, a.Referenced + b.Referenced, a.Shared + b.Shared);
    }
}
