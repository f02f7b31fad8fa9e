using Portal.Statistics.Metrics;
using Portal.Statistics.Tests.Oracles;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Metrics;

public sealed class RetrievalMetricsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Measure_SeededEmbeddings_AgreesWithScikitLearn()
    {
        var oracle = Oracle.Read("retrieval");
        var k = oracle["k"].Integer;

        var neighbours = CosineNeighbours.Find(Floats(oracle["queries"]), Floats(oracle["documents"]), oracle["dimensions"].Integer, k, Token);
        var metrics = RetrievalMetrics.Measure(neighbours, [.. oracle["relevant"].Items.Select(item => item.Integers)]);

        Assert.Equal(oracle["similarity"].Numbers, neighbours.Similarities.ToArray().Select(value => (double)value), (a, b) => Math.Abs(a - b) < 2e-6);
        Assert.Equal(oracle["recall"].Number, metrics.Recall!.Value, 1e-12);
        Assert.Equal(oracle["mrr"].Number, metrics.MeanReciprocalRank!.Value, 1e-12);
        Assert.Equal(oracle["without"].Integer, metrics.QueriesWithoutRelevant);
    }

    /// <summary>More documents than a block holds and more queries than go together, against every pair one by one.</summary>
    [Fact]
    public void Find_ManyDocuments_FindsWhatEveryPairSays()
    {
        const int Dimensions = 300, Documents = 900, Queries = 40;
        var stream = new RandomStream(1);
        float[] Random(int rows) => [.. Enumerable.Range(0, rows * Dimensions).Select(_ => (float)(stream.NextUnit() - 0.5))];
        var (queries, documents) = (Random(Queries), Random(Documents));

        var neighbours = CosineNeighbours.Find(queries, documents, Dimensions, 3, Token);

        for (var query = 0; query < Queries; query++)
        {
            var own = queries.AsSpan(query * Dimensions, Dimensions).ToArray();
            var expected = Enumerable.Range(0, Documents)
                .OrderByDescending(document => Cosine(own, documents.AsSpan(document * Dimensions, Dimensions))).Take(3);
            Assert.Equal(expected, neighbours.Documents.Slice(query * 3, 3).ToArray());
        }
    }

    [Fact]
    public void Find_EqualDocuments_TakesTheLowerIndexFirst()
    {
        var neighbours = CosineNeighbours.Find(new float[] { 1, 0 }, new float[] { 0, 1, 2, 0, 2, 0, 0, 0 }, 2, 9, Token);

        Assert.Equal([1, 2, 0, 3], neighbours.Documents.ToArray());
        Assert.Equal([1, 1, 0, 0], neighbours.Similarities.ToArray());
    }

    [Fact]
    public void Measure_NoQueryHasRelevantDocuments_IsNotDefined()
    {
        var neighbours = CosineNeighbours.Find(new float[] { 1 }, new float[] { 1 }, 1, 1, Token);

        Assert.Null(RetrievalMetrics.Measure(neighbours, [Array.Empty<int>()]).Recall);
        Assert.Throws<ArgumentException>(() => RetrievalMetrics.Measure(neighbours, []));
    }

    [Theory]
    [InlineData(new float[0])]
    [InlineData(new[] { 1f, 2, 3 })]
    [InlineData(new[] { 1f, float.NaN })]
    public void Find_RowsThatDoNotFit_Throws(float[] queries) =>
        Assert.Throws<ArgumentException>(() => CosineNeighbours.Find(queries, new float[] { 1, 2 }, 2, 1, Token));

    private static float[] Floats(Oracle numbers) => [.. numbers.Numbers.Select(number => (float)number)];

    private static double Cosine(float[] first, ReadOnlySpan<float> second)
    {
        double product = 0, one = 0, other = 0;
        for (var i = 0; i < first.Length; i++)
        {
            product += (double)first[i] * second[i];
            one += (double)first[i] * first[i];
            other += (double)second[i] * second[i];
        }

        return product / Math.Sqrt(one * other);
    }
}
