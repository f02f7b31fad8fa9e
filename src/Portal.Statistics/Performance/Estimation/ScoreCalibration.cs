using Portal.Statistics.Metrics;

namespace Portal.Statistics.Performance.Estimation;

/// <summary>Turns scores into probabilities, learned from labelled reference rows: the rising step function nearest to the labels, with
/// straight lines between its steps and level ends outside the scores that were seen.</summary>
/// <remarks>Isotonic regression by pooling adjacent violators (M. Ayer and others, 1955); probabilities as B. Zadrozny and C. Elkan
/// (2002).</remarks>
public sealed partial class ScoreCalibration
{
    private const int Folds = 5;

    private readonly double[] _scores;
    private readonly double[] _probabilities;

    private ScoreCalibration(double[] scores, double[] probabilities) => (_scores, _probabilities) = (scores, probabilities);

    /// <summary>Scores that are probabilities already.</summary>
    public static ScoreCalibration None { get; } = new([0, 1], [0, 1]);

    /// <summary>Number of corners of the function.</summary>
    public int Corners => _scores.Length;

    /// <summary>Learns a calibration where it helps: isotonic if it lowers the expected calibration error on rows that it did not see
    /// (five folds, by row index), else <see cref="None"/>.</summary>
    /// <param name="scores">The probability of the positive class, one a reference row, in [0, 1].</param>
    /// <param name="positives">Whether the row is positive in truth; same length.</param>
    /// <returns>The calibration; <see langword="null"/> when the reference has one class only, which tells nothing of the other.</returns>
    /// <exception cref="ArgumentException">The lengths differ, there is no row, or a score is no probability.</exception>
    public static ScoreCalibration? Learn(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positives)
    {
        ScoreGuard.CheckProbabilities(scores, positives);
        var hits = positives.Count(true);
        if (hits == 0 || hits == positives.Length)
        {
            return null;
        }

        var unseen = OutOfFold(scores, positives);
        var helps = unseen is not null && Error(unseen, positives) < Error(scores, positives);
        return helps ? Isotonic(scores, positives) : None;
    }

    /// <summary>Learns the isotonic calibration, whether or not it helps.</summary>
    /// <param name="scores">One finite score a reference row, higher meaning more likely positive; of any range.</param>
    /// <param name="positives">Whether the row is positive in truth; same length.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is no row, or a score is not finite.</exception>
    public static ScoreCalibration Isotonic(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positives)
    {
        ScoreGuard.Check(scores, positives);
        var ranked = RankedScores.Of(scores, positives);
        var (places, rates) = RisingRates(ranked);
        return new ScoreCalibration(places, rates);
    }

    /// <summary>The probability that a row with this score is positive, in [0, 1].</summary>
    /// <param name="score">A finite score.</param>
    public double Probability(double score)
    {
        var above = Array.BinarySearch(_scores, score);
        if (above >= 0)
        {
            return _probabilities[above];
        }

        above = ~above;
        if (above == 0 || above == _scores.Length)
        {
            return _probabilities[above == 0 ? 0 : above - 1];
        }

        var (left, right) = (_scores[above - 1], _scores[above]);
        var share = (score - left) / (right - left);
        return _probabilities[above - 1] + share * (_probabilities[above] - _probabilities[above - 1]);
    }

    /// <summary>Pools neighbours until rates rise with the score, and keeps both ends of each level stretch.</summary>
    private static (double[] Scores, double[] Rates) RisingRates(RankedScores ranked)
    {
        var blocks = new List<(int From, int To, double Hits, double Rows)>();
        for (var place = 0; place < ranked.Count; place++)
        {
            var step = ranked.Count - 1 - place;
            var (hits, misses) = (ranked.TruePositives(step), ranked.FalsePositives(step));
            if (step > 0)
            {
                (hits, misses) = (hits - ranked.TruePositives(step - 1), misses - ranked.FalsePositives(step - 1));
            }

            var block = (From: place, To: place, Hits: (double)hits, Rows: (double)(hits + misses));
            while (blocks.Count > 0 && blocks[^1].Hits * block.Rows >= block.Hits * blocks[^1].Rows)
            {
                var before = blocks[^1];
                block = (before.From, block.To, before.Hits + block.Hits, before.Rows + block.Rows);
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add(block);
        }

        var (scores, rates) = (new List<double>(), new List<double>());
        foreach (var (from, to, hits, rows) in blocks)
        {
            scores.Add(ranked.Threshold(ranked.Count - 1 - from));
            rates.Add(hits / rows);
            if (to > from)
            {
                scores.Add(ranked.Threshold(ranked.Count - 1 - to));
                rates.Add(hits / rows);
            }
        }

        return ([.. scores], [.. rates]);
    }

    private static double[]? OutOfFold(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positives)
    {
        if (scores.Length < 2 * Folds)
        {
            return null;
        }

        var unseen = new double[scores.Length];
        for (var fold = 0; fold < Folds; fold++)
        {
            var (others, labels) = (new List<double>(), new List<bool>());
            for (var row = 0; row < scores.Length; row++)
            {
                if (row % Folds != fold)
                {
                    others.Add(scores[row]);
                    labels.Add(positives[row]);
                }
            }

            var calibration = Isotonic([.. others], [.. labels]);
            for (var row = fold; row < scores.Length; row += Folds)
            {
                unseen[row] = calibration.Probability(scores[row]);
            }
        }

        return unseen;
    }

    private static double Error(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positives) =>
        Calibration.ExpectedError(Calibration.Bins(scores, positives));
}
