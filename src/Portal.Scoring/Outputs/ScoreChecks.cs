using System.Globalization;
using Portal.Scoring.Contract;
using Portal.Scoring.Inputs;

namespace Portal.Scoring.Outputs;

/// <summary>Whether scores can be believed, over all rows. What is silently wrong must never become a metric.</summary>
internal sealed class ScoreChecks(ScoringSpec spec)
{
    /// <summary>Probabilities of 32 bits may pass 0 and 1 by rounding; more than this is no rounding.</summary>
    private const double RangeSlack = 1e-6;
    private const double SumSlack = 1e-3;

    private readonly bool _probabilities = spec.Output is OutputKind.PositiveProbability or OutputKind.ClassProbabilities or OutputKind.LabelProbabilities;
    private long _rows;
    private Tally _crossing;
    private Tally _zeros;
    private Tally _notFinite;
    private Tally _outside;
    private Tally _sums;
    private Tally _labels;
    private double _outsideValue;

    /// <summary>Counts, and puts what is outside 0 to 1 by rounding only onto the border.</summary>
    /// <param name="scores">Row after row.</param>
    /// <param name="width">Numbers a row.</param>
    public void Scores(Span<double> scores, int width)
    {
        if (_probabilities && AreProbabilities(scores))
        {
            return;
        }

        for (var i = 0; i < scores.Length; i++)
        {
            var score = scores[i];
            if (!double.IsFinite(score))
            {
                _notFinite.Add(_rows + (i / width));
            }
            else if (_probabilities && score is < -RangeSlack or > 1 + RangeSlack)
            {
                _outsideValue = _outside.Count == 0 ? score : _outsideValue;
                _outside.Add(_rows + (i / width));
            }
            else if (_probabilities)
            {
                scores[i] = Math.Clamp(score, 0, 1);
            }
        }

        if (spec.Output == OutputKind.Quantiles)
        {
            Crossings(scores, width);
        }

        if (spec.Output == OutputKind.Embedding)
        {
            Zeros(scores, width);
        }
    }

    /// <summary>A higher quantile below a lower one: no distribution has that.</summary>
    private void Crossings(ReadOnlySpan<double> scores, int width)
    {
        for (var row = 0; row < scores.Length / width; row++)
        {
            var values = scores.Slice(row * width, width);
            for (var i = 1; i < width; i++)
            {
                if ((values[i] - values[i - 1]) * (spec.Quantiles[i] - spec.Quantiles[i - 1]) < 0)
                {
                    _crossing.Add(_rows + row);
                    break;
                }
            }
        }
    }

    /// <summary>A vector of zeros points nowhere.</summary>
    private void Zeros(ReadOnlySpan<double> scores, int width)
    {
        for (var row = 0; row < scores.Length / width; row++)
        {
            if (!scores.Slice(row * width, width).ContainsAnyExcept(0.0))
            {
                _zeros.Add(_rows + row);
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

    /// <summary>A label contradicts when another class has clearly more probability.</summary>
    public void Label(int row, int said, ReadOnlySpan<double> probabilities)
    {
        foreach (var probability in probabilities)
        {
            if (probability > probabilities[said] + RangeSlack)
            {
                _labels.Add(_rows + row);
                return;
            }
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
                $"{Of(_outside)} scores lie outside 0 to 1 (row {_outside.FirstRow}: {_outsideValue.ToString("G6", CultureInfo.InvariantCulture)}).{(spec.Output == OutputKind.ClassProbabilities ? "" : " If the model gives log-odds, declare `score_transform` = `sigmoid`.")}");
        }

        if (_sums.Count > 0)
        {
            throw new RefusedException("not-a-distribution", $"In {Of(_sums)} rows the probabilities of the classes do not add up to 1 (the first is row {_sums.FirstRow}).");
        }

        if (_zeros.Count > 0)
        {
            throw new RefusedException("zero-vectors", $"In {Of(_zeros)} rows the embedding is all zeros (the first is row {_zeros.FirstRow}): it has no direction, so nothing is near it or far from it.");
        }

        // A few may cross where little is known; more than that was never a distribution, or stands in another order than declared.
        if (_crossing.Count * 2 > _rows)
        {
            throw new RefusedException("quantiles-cross", $"In {Of(_crossing)} rows a higher quantile lies below a lower one (the first is row {_crossing.FirstRow}). The model gives its quantiles in another order than declared, or they are none.");
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

        if (_crossing.Count > 0)
        {
            yield return new ScoringFinding(
                "quantiles-cross",
                $"In {Of(_crossing)} rows a higher quantile lies below a lower one (the first is row {_crossing.FirstRow}).",
                _crossing.Count);
        }
    }

    private string Of(Tally tally) => string.Create(CultureInfo.InvariantCulture, $"{tally.Count} of {_rows}");

    /// <summary>Rows that have something, each counted once; rows come in order.</summary>
    private struct Tally
    {
        private long _last;

        public long Count { get; private set; }

        public long FirstRow { get; private set; }

        public void Add(long row)
        {
            if (Count == 0)
            {
                FirstRow = row + 1;
            }

            if (Count == 0 || row != _last)
            {
                (_last, Count) = (row, Count + 1);
            }
        }
    }
}
