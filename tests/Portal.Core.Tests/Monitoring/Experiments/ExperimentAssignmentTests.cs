using System.Globalization;
using Portal.Core.Monitoring.Experiments;

namespace Portal.Core.Tests.Monitoring.Experiments;

public sealed class ExperimentAssignmentTests
{
    private static readonly ExperimentId s_one = new(new Guid("0198f000-0000-7000-8000-000000000001"));
    private static readonly ExperimentId s_other = new(new Guid("0198f000-0000-7000-8000-000000000002"));

    /// <summary>The vectors of docs/experiments.md, made with another language's SHA-256.</summary>
    [Theory]
    [InlineData("application-1", 8306)]
    [InlineData("application-2", 1931)]
    [InlineData("A-1007", 7690)]
    [InlineData("Zürich/42", 7989)]
    [InlineData("0", 2178)]
    public void Bucket_OfAVector_IsTheDocumentedOne(string unit, int bucket) => Assert.Equal(bucket, ExperimentAssignment.BucketOf(s_one, unit));

    [Fact]
    public void Bucket_InAnotherExperiment_IsAnother() => Assert.Equal(389, ExperimentAssignment.BucketOf(s_other, "application-1"));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(4_999, 0)]
    [InlineData(5_000, 1)]
    [InlineData(7_499, 1)]
    [InlineData(7_500, 2)]
    [InlineData(9_999, 2)]
    public void Arm_IsTheOneWhoseShareHoldsTheBucket(int bucket, int arm) => Assert.Equal(arm, ExperimentAssignment.ArmOf(bucket, [5_000, 2_500, 2_500]));

    /// <summary>Chi-square over 100 cells: 99 degrees of freedom have 148.2 as their 99.9 % quantile.</summary>
    [Fact]
    public void Buckets_OfManyUnits_AreEven_AndTellNothingOfAnotherExperiment()
    {
        const int units = 100_000;
        var (cells, both) = (new double[100], 0);
        for (var unit = 0; unit < units; unit++)
        {
            var name = unit.ToString(CultureInfo.InvariantCulture);
            var bucket = ExperimentAssignment.BucketOf(s_one, name);
            cells[bucket / 100]++;
            both += bucket < 5_000 && ExperimentAssignment.BucketOf(s_other, name) < 5_000 ? 1 : 0;
        }

        Assert.True(cells.Sum(cell => (cell - 1000) * (cell - 1000) / 1000) < 148.2);
        Assert.InRange(both, 24_500, 25_500);
    }
}
