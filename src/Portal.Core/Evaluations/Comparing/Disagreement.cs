using System.Globalization;
using Portal.Core.Evaluations.Measuring;
using Portal.Core.Registry;

namespace Portal.Core.Evaluations.Comparing;

/// <summary>What two versions say of each row, and where that differs. Pure.</summary>
internal abstract class Disagreement
{
    /// <summary>When two predictions differ, in a sentence.</summary>
    public abstract string Rule { get; }

    public static Disagreement Of(ComparedEvaluation first, ComparedEvaluation second) => first.Measurement.Task switch
    {
        ModelTask.Regression => new OfValues(first, second),
        _ => new OfClasses(first, second),
    };

    public abstract bool At(long row);

    /// <summary>What the first and the second say, in words.</summary>
    public abstract (string First, string Second) Said(long row);

    public abstract long Count();

    /// <summary>Classifiers disagree where they decide for different classes.</summary>
    private sealed class OfClasses(ComparedEvaluation first, ComparedEvaluation second) : Disagreement
    {
        private readonly string[] _first = Decided(first);
        private readonly string[] _second = Decided(second);

        public override string Rule => "Rows for which the two versions decide for different classes.";

        public override bool At(long row) => !string.Equals(_first[row], _second[row], StringComparison.Ordinal);

        public override (string First, string Second) Said(long row) => ($"{_first[row]} ({Score(first, row)})", $"{_second[row]} ({Score(second, row)})");

        public override long Count() => Enumerable.Range(0, _first.Length).LongCount(row => At(row));

        private static string[] Decided(ComparedEvaluation evaluation)
        {
            var rules = evaluation.Rules;
            string[] classes = evaluation.Measurement.Task == ModelTask.BinaryClassification
                ? [rules.ClassLabels.First(label => label != rules.PositiveClass), rules.PositiveClass]
                : [.. rules.ClassLabels];
            return Array.ConvertAll(evaluation.Measurement.Decisions(), index => classes[index]);
        }

        /// <summary>The largest probability of the row, or the one of the positive class.</summary>
        private static string Score(ComparedEvaluation evaluation, long row) =>
            evaluation.Scores.AsSpan((int)row * evaluation.Width, evaluation.Width).ToArray().Max().ToString("0.000", CultureInfo.InvariantCulture);
    }

    /// <summary>Regressions always differ: what counts is further apart than the second is usually off.</summary>
    private sealed class OfValues : Disagreement
    {
        private readonly double[] _first;
        private readonly double[] _second;
        private readonly double _far;

        public OfValues(ComparedEvaluation first, ComparedEvaluation second)
        {
            (_first, _second) = (first.Scores, second.Scores);
            var losses = second.Measurement.Losses();
            Array.Sort(losses);
            _far = losses[losses.Length / 2];
        }

        public override string Rule => string.Create(CultureInfo.InvariantCulture, $"Rows for which the two predictions lie further apart than {_far:0.###}, the median error of the second version.");

        public override bool At(long row) => Math.Abs(_first[row] - _second[row]) > _far;

        public override (string First, string Second) Said(long row) => (Write(_first[row]), Write(_second[row]));

        public override long Count() => Enumerable.Range(0, _first.Length).LongCount(row => At(row));

        private static string Write(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
    }
}
