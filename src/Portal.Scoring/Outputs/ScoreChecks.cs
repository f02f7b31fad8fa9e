using System.Globalization;
using Portal.Scoring.Contract;
using Portal.Scoring.Inputs;

namespace Portal.Scoring.Outputs;

/// <summary>Whether scores can be believed, over all rows. What is silently wrong must never become a metric.</summary>
internal sealed class ScoreChecks
{
    /// <summary>Probabilities of 32 bits may pass 0 and 1 by rounding; more than this is no rounding.</summary>
    private const double RangeSlack = 1e-6;
    private const double SumSlack = 1e-3;

    private long _rows;
    private Tally _notFinite;
    private Tally _outside;
    private Tally _sums;
    private Tally _labels;
    private double _outsideValue;

    /// <summary>Counts, and puts what is outside 0 to 1 by rounding only onto the border.</summary>
    public void Scores(Span<double> scores)
    {
        if (AreProbabilities(scores))
        {
            return;
        }

        for (var row = 0; row < scores.Length; row++)
        {
            var score = scores[row];
            if (!double.IsFinite(score))
            {
                _notFinite.Add(_rows + row);
            }
            else if (score is < -RangeSlack or > 1 + RangeSlack)
            {
                if (_outside.Count == 0)
                {
                    _outsideValue = score;
                }

                _outside.Add(_rows + row);
            }
            else
            {
                scores[row] = Math.Clamp(score, 0, 1);
            }
        }
    }

    private static bool AreProbabilities(ReadOnlySpan<double> scores)
    {
        var all = true;
        foreach (var score in scores)
        {
            all &= score >= 0 & score <= 1;
        }

        return all;
    }

    public void Sum(int row, double sum)
    {
        if (double.IsFinite(sum) && Math.Abs(sum - 1) > SumSlack)
        {
            _sums.Add(_rows + row);
        }
    }

    /// <summary>A label contradicts when it is neither what the larger probability nor what the threshold says.</summary>
    public void Label(int row, bool saysPositive, double score, double threshold)
    {
        if (double.IsFinite(score)
            && saysPositive != (score >= 0.5) && saysPositive != (score >= threshold)
            && Math.Abs(score - 0.5) > RangeSlack)
        {
            _labels.Add(_rows + row);
        }
    }

    public void EndOfRows(int rows) => _rows += rows;

    /// <summary>Ends the scoring when the scores are none.</summary>
    /// <exception cref="RefusedException">At least one score is not finite, not in 0 to 1, or does not belong to a distribution.</exception>
    public void ThrowIfUseless()
    {
        if (_notFinite.Count > 0)
        {
            throw new RefusedException("not-finite", $"{Of(_notFinite)} scores are not finite (the first in row {_notFinite.FirstRow}). No metric was computed: labels that the model gives for such rows mean nothing.");
        }

        if (_outside.Count > 0)
        {
            throw new RefusedException(
                "not-probabilities",
                $"{Of(_outside)} scores lie outside 0 to 1 (row {_outside.FirstRow}: {_outsideValue.ToString("G6", CultureInfo.InvariantCulture)}). If the model gives log-odds, declare `score_transform` = `sigmoid`.");
        }

        if (_sums.Count > 0)
        {
            throw new RefusedException("not-a-distribution", $"In {Of(_sums)} rows the probabilities of the classes do not add up to 1 (the first is row {_sums.FirstRow}).");
        }
    }

    public IEnumerable<ScoringFinding> Findings()
    {
        if (_labels.Count > 0)
        {
            yield return new ScoringFinding(
                "label-contradicts-scores",
                $"In {Of(_labels)} rows the model's own label contradicts its probabilities (the first is row {_labels.FirstRow}). Metrics come from the probabilities.",
                _labels.Count);
        }
    }

    private string Of(Tally tally) => string.Create(CultureInfo.InvariantCulture, $"{tally.Count} of {_rows}");

    private struct Tally
    {
        public long Count { get; private set; }

        public long FirstRow { get; private set; }

        public void Add(long row)
        {
            if (Count++ == 0)
            {
                FirstRow = row + 1;
            }
        }
    }
}
