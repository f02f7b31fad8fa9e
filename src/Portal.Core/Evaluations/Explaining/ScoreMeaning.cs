using Portal.Core.Registry;

namespace Portal.Core.Evaluations.Explaining;

/// <summary>What it means that the numbers of a row change: how far the score moves, and whether anything else is decided.</summary>
/// <param name="Width">Numbers a row.</param>
internal sealed record ScoreMeaning(ModelTask Task, ScoringRules Rules, int Width)
{
    /// <summary>Whether a row has one score, so that it can rise or fall.</summary>
    public bool HasDirection => Task is not (ModelTask.MulticlassClassification or ModelTask.MultilabelClassification);

    public bool Decides => Task is ModelTask.BinaryClassification or ModelTask.MulticlassClassification or ModelTask.MultilabelClassification;

    /// <summary>Which number is the score where a row has one: of quantiles the one that is nearest to the median.</summary>
    private int At => Task == ModelTask.Forecasting ? Enumerable.Range(0, Width).MinBy(level => Math.Abs(Rules.Quantiles![level] - 0.5)) : 0;

    /// <summary>The score of each row.</summary>
    public double[] Scores(double[] numbers) => Column(numbers, At);

    /// <summary>One number of each row.</summary>
    public double[] Column(double[] numbers, int at)
    {
        var column = new double[numbers.Length / Width];
        for (var row = 0; row < column.Length; row++)
        {
            column[row] = numbers[(row * Width) + at];
        }

        return column;
    }

    /// <summary>How far each row's score moves. Of classes it is the probability that goes over to another class, of labels the mean over them.</summary>
    public double[] Sizes(double[] before, double[] after)
    {
        if (HasDirection)
        {
            return [.. Scores(before).Zip(Scores(after), (from, to) => Math.Abs(to - from))];
        }

        var parts = Task == ModelTask.MulticlassClassification ? 2 : Width;
        var sizes = new double[before.Length / Width];
        for (var i = 0; i < before.Length; i++)
        {
            sizes[i / Width] += Math.Abs(after[i] - before[i]) / parts;
        }

        return sizes;
    }

    /// <summary>Whether each row is decided otherwise; empty for a task that decides nothing.</summary>
    public bool[] Changed(double[] before, double[] after)
    {
        var changed = new bool[Decides ? before.Length / Width : 0];
        for (var row = 0; row < changed.Length; row++)
        {
            var from = before.AsSpan(row * Width, Width);
            var to = after.AsSpan(row * Width, Width);
            changed[row] = Task == ModelTask.MulticlassClassification ? Largest(from) != Largest(to) : Passes(from, to);
        }

        return changed;
    }

    private bool Passes(ReadOnlySpan<double> from, ReadOnlySpan<double> to)
    {
        for (var label = 0; label < from.Length; label++)
        {
            if ((from[label] >= Rules.DecisionThreshold) != (to[label] >= Rules.DecisionThreshold))
            {
                return true;
            }
        }

        return false;
    }

    private static int Largest(ReadOnlySpan<double> values)
    {
        var largest = 0;
        for (var i = 1; i < values.Length; i++)
        {
            largest = values[i] > values[largest] ? i : largest;
        }

        return largest;
    }
}
