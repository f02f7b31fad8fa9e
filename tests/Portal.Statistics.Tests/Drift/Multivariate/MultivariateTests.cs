using Portal.Statistics.Drift.Multivariate;
using Portal.Statistics.Tests.Reference;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Drift.Multivariate;

public sealed class MultivariateTests
{
    private static readonly PermutationPlan s_quick = new() { Permutations = 99, MostRows = 500 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Measure_OneColumnShifted_IsFoundAndNamed()
    {
        var (reference, current) = (Bells(1, 200, 4), Bells(2, 200, 4, shift: 1));

        Assert.Equal(0.01, MeanDiscrepancy.Measure(reference, current, s_quick, Token)!.PValue);
        var classifier = DomainClassifier.Measure(reference, current, s_quick, Token)!;
        Assert.Equal(0.01, classifier.PValue);
        Assert.InRange(classifier.RocAuc, 0.65, 0.85);
        Assert.Equal("c0", classifier.Weights[0].Name);
        Assert.True(classifier.Weights[0].Weight > 0);
    }

    [Fact]
    public void Measure_CorrelationReversed_IsSeenByTheReconstruction()
    {
        var error = ReconstructionError.Measure(Pair(3, 600, 1), Pair(4, 60, -1))!;

        Assert.Equal(1, error.Components);
        Assert.True(error.AboveLimit);
        Assert.True(error.PValue < 1e-6);
        Assert.False(ReconstructionError.Measure(Pair(3, 600, 1), Pair(5, 60, 1))!.AboveLimit);
    }

    [Fact]
    public void Measure_AnyNumberOfThreads_GivesTheSameBits()
    {
        var (reference, current) = (Bells(6, 150, 3), Bells(7, 130, 3));

        Assert.Equal(
            MeanDiscrepancy.Measure(reference, current, s_quick with { Threads = 1 }, Token),
            MeanDiscrepancy.Measure(reference, current, s_quick with { Threads = 4 }, Token));
        Assert.Equal(
            DomainClassifier.Measure(reference, current, s_quick with { Threads = 1 }, Token)!.PValue,
            DomainClassifier.Measure(reference, current, s_quick with { Threads = 4 }, Token)!.PValue);
    }

    /// <summary>Each term of the sum of the definition, one by one.</summary>
    [Fact]
    public void MeanDiscrepancy_TrueSplit_IsTheSumOfTheDefinition()
    {
        var (reference, current) = (Bells(8, 21, 1), Bells(9, 34, 1));
        var measured = MeanDiscrepancy.Measure(reference, current, s_quick with { Permutations = 0 }, Token)!;
        var (own, other) = (reference.Values(0).ToArray(), current.Values(0).ToArray());
        var mean = own.Average();
        var deviation = Math.Sqrt(own.Average(value => (value - mean) * (value - mean)));
        double Kernel(double a, double b) => Math.Exp(-Math.Pow((a - b) / deviation, 2) / (2 * measured.Bandwidth * measured.Bandwidth));
        double Within(double[] side) =>
            (side.Sum(a => side.Sum(b => Kernel(a, b))) - side.Length) / (side.Length * (side.Length - 1.0));

        var expected = Within(own) + Within(other)
            - 2 * own.Average(a => other.Average(b => Kernel(a, b)));

        Assert.Equal(expected, measured.Squared, 1e-12);
        Assert.Null(measured.PValue);
    }

    [Fact]
    public void Measure_LargeSamples_AreDrawnDownBySeed()
    {
        var (reference, current) = (Bells(10, 400, 2), Bells(11, 300, 2));
        var plan = new PermutationPlan { Permutations = 20, MostRows = 100 };

        var first = MeanDiscrepancy.Measure(reference, current, plan, Token)!;

        Assert.Equal(100, first.ReferenceRows);
        Assert.Equal(first, MeanDiscrepancy.Measure(reference, current, plan, Token));
        Assert.NotEqual(first.Squared, MeanDiscrepancy.Measure(reference, current, plan with { Seed = 5 }, Token)!.Squared);
    }

    /// <summary>100 pairs of samples of one law: a test at 5 % may call about five of them different.</summary>
    [Fact]
    public void Measure_NoDrift_CallsFiveInAHundred()
    {
        var (discrepancies, classifiers) = (0, 0);
        for (ulong trial = 0; trial < 100; trial++)
        {
            var (reference, current) = (Bells(100 + trial, 45, 2), Bells(300 + trial, 40, 2));
            var plan = new PermutationPlan { Permutations = 39 };
            discrepancies += MeanDiscrepancy.Measure(reference, current, plan, Token)!.PValue <= 0.05 ? 1 : 0;
            classifiers += DomainClassifier.Measure(reference, current, plan, Token)!.PValue <= 0.05 ? 1 : 0;
        }

        Assert.InRange(discrepancies, 0, 12);
        Assert.InRange(classifiers, 0, 12);
    }

    [Fact]
    public void Measure_EverythingConstant_IsNoDrift()
    {
        var (reference, current) = (Table([3.0, 3, 3, 3]), Table([3.0, 3, 3]));

        Assert.Equal(1, MeanDiscrepancy.Measure(reference, current, s_quick, Token)!.PValue);
        Assert.Equal(0.5, DomainClassifier.Measure(reference, Table([3.0, 3, 3, 3]), s_quick, Token)!.RocAuc);
        Assert.Equal(1, DomainClassifier.Measure(reference, current, s_quick, Token)!.PValue);
        Assert.Null(ReconstructionError.Measure(reference, current));
    }

    [Fact]
    public void Measure_OneRowOrNone_IsNotDefined()
    {
        var (reference, one, none) = (Table([1.0, 2, 3]), Table([1.0]), Table([]));

        Assert.Null(MeanDiscrepancy.Measure(reference, one, null, Token));
        Assert.Null(MeanDiscrepancy.Measure(none, reference, null, Token));
        Assert.Null(DomainClassifier.Measure(one, reference, null, Token));
        Assert.Null(DomainClassifier.Measure(reference, none, null, Token));
        Assert.Null(ReconstructionError.Measure(reference, none));
        Assert.Null(ReconstructionError.Measure(reference, one)!.Limit);
    }

    [Fact]
    public void Measure_FarFewerCurrentRows_WeighsBothAlike()
    {
        var classifier = DomainClassifier.Measure(Bells(12, 400, 2), Bells(13, 20, 2, shift: 2), s_quick, Token)!;

        Assert.InRange(classifier.RocAuc, 0.8, 1);
        Assert.Equal(0.01, classifier.PValue);
    }

    [Fact]
    public void Encode_MissingAndCategories_BecomeColumns()
    {
        FeatureColumn[] reference = [FeatureColumn.OfNumbers("x", [1, 3, double.NaN, 9]), FeatureColumn.OfCategories("k", ["a", "b", "a", null])];
        FeatureColumn[] current = [FeatureColumn.OfNumbers("x", [double.PositiveInfinity, 4]), FeatureColumn.OfCategories("k", ["z", "a"])];

        var (one, other) = FeatureEncoding.Encode(reference, current);

        Assert.Equal(["x", "x (missing)", "k = a", "k = b", "k = (other)", "k (missing)"], one.Names);
        Assert.Equal([1, 3, 3, 9], one.Values(0));
        Assert.Equal([3, 4], other.Values(0));
        Assert.Equal([1, 0], other.Values(1));
        Assert.Equal([0, 1], other.Values(2));
        Assert.Equal([1, 0], other.Values(4));
        Assert.Equal([0, 0, 0, 1], one.Values(5));
    }

    [Fact]
    public void Encode_AllMissing_IsStillATable()
    {
        var (one, other) = FeatureEncoding.Encode(
            [FeatureColumn.OfNumbers("x", [double.NaN, double.NaN]), FeatureColumn.OfCategories("k", [null, null])],
            [FeatureColumn.OfNumbers("x", [1, 2]), FeatureColumn.OfCategories("k", ["a", "b"])]);

        Assert.Equal(["x", "x (missing)", "k = (other)", "k (missing)"], one.Names);
        Assert.NotNull(DomainClassifier.Measure(one, other, s_quick, Token));
    }

    [Fact]
    public void Encode_ColumnsThatDiffer_Throws()
    {
        FeatureColumn[] numbers = [FeatureColumn.OfNumbers("x", [1])];

        Assert.Throws<ArgumentException>(() => FeatureEncoding.Encode(numbers, [FeatureColumn.OfNumbers("y", [1])]));
        Assert.Throws<ArgumentException>(() => FeatureEncoding.Encode(numbers, [FeatureColumn.OfCategories("x", ["1"])]));
        Assert.Throws<ArgumentException>(() => FeatureEncoding.Encode([], []));
        Assert.Throws<ArgumentException>(() => FeatureTable.Of(["x"], [[double.NaN]]));
        Assert.Throws<ArgumentException>(() => MeanDiscrepancy.Measure(FeatureTable.Of(["x"], [[1]]), FeatureTable.Of(["y"], [[1]]), null, Token));
    }

    private static FeatureTable Table(double[] column) => FeatureTable.Of(["x"], [column]);

    private static FeatureTable Bells(ulong seed, int rows, int columns, double shift = 0)
    {
        var stream = new RandomStream(seed);
        double[][] made = [.. Enumerable.Range(0, columns).Select(_ => Bell(ref stream, rows))];
        made[0] = Array.ConvertAll(made[0], value => value + shift);
        return FeatureTable.Of([.. Enumerable.Range(0, columns).Select(column => $"c{column}")], made);
    }

    private static FeatureTable Pair(ulong seed, int rows, double sign)
    {
        var stream = new RandomStream(seed);
        var (first, noise) = (Bell(ref stream, rows), Bell(ref stream, rows));
        return FeatureTable.Of(["a", "b"], [first, [.. first.Zip(noise, (value, other) => sign * value + 0.2 * other)]]);
    }

    private static double[] Bell(ref RandomStream stream, int rows)
    {
        var values = new double[rows];
        for (var row = 0; row < rows; row++)
        {
            values[row] = GeneratedColumn.NextBell(ref stream);
        }

        return values;
    }
}
