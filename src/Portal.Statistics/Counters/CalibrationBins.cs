using Portal.Statistics.Metrics;

namespace Portal.Statistics.Counters;

/// <summary>Rows, scores and positives in ten equal score bins [0, 0.1), [0.1, 0.2) … [0.9, 1]: enough for the expected calibration
/// error, and they add up.</summary>
internal sealed class CalibrationBins
{
    private const int BinCount = 10;

    private readonly long[] _rows = new long[BinCount];
    private readonly long[] _positives = new long[BinCount];
    private readonly FixedSum[] _scores = new FixedSum[BinCount];

    public long Rows => _rows.Sum();

    public long Positives => _positives.Sum();

    public double ScoreSum
    {
        get
        {
            var sum = default(FixedSum);
            foreach (var bin in _scores)
            {
                sum.Add(bin);
            }

            return sum.Value;
        }
    }

    public void Add(double score, bool positive)
    {
        var bin = Math.Min((int)(score * BinCount), BinCount - 1);
        _rows[bin]++;
        _positives[bin] += positive ? 1 : 0;
        _scores[bin].Add(score);
    }

    public void Merge(CalibrationBins other)
    {
        for (var bin = 0; bin < BinCount; bin++)
        {
            _rows[bin] += other._rows[bin];
            _positives[bin] += other._positives[bin];
            _scores[bin].Add(other._scores[bin]);
        }
    }

    /// <summary>The mean over rows of |mean score − positive rate| of their bin; <see langword="null"/> without rows.</summary>
    public double? ExpectedError()
    {
        double sum = 0;
        for (var bin = 0; bin < BinCount; bin++)
        {
            sum += Math.Abs(_scores[bin].Value - _positives[bin]);
        }

        return Rows == 0 ? null : sum / Rows;
    }

    public IReadOnlyList<CalibrationBin> Curve =>
    [
        .. Enumerable.Range(0, BinCount).Select(bin => new CalibrationBin(
            (double)bin / BinCount,
            (double)(bin + 1) / BinCount,
            _rows[bin],
            _rows[bin] == 0 ? null : _scores[bin].Value / _rows[bin],
            _rows[bin] == 0 ? null : (double)_positives[bin] / _rows[bin],
            WilsonInterval.Of(_positives[bin], _rows[bin]))),
    ];

    public void Write(ref CounterWriter writer)
    {
        writer.Sparse(_rows);
        for (var bin = 0; bin < BinCount; bin++)
        {
            if (_rows[bin] > 0)
            {
                writer.Count(_positives[bin]);
                _scores[bin].Write(ref writer);
            }
        }
    }

    public static CalibrationBins Read(ref CounterReader reader)
    {
        var read = new CalibrationBins();
        reader.Sparse(read._rows);
        for (var bin = 0; bin < BinCount; bin++)
        {
            if (read._rows[bin] > 0)
            {
                read._positives[bin] = reader.Count();
                read._scores[bin] = FixedSum.Read(ref reader);
                CounterReader.Require(
                    read._positives[bin] <= read._rows[bin] && read._scores[bin].Value <= read._rows[bin],
                    "A calibration bin holds more than its rows allow.");
            }
        }

        return read;
    }
}
