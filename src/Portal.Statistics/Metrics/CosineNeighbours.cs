using System.Numerics.Tensors;

namespace Portal.Statistics.Metrics;

/// <summary>The documents nearest to each query by the cosine of their embeddings, found exactly.</summary>
/// <remarks>Documents are walked in blocks that stay in the processor's cache while a group of queries meets them. Sums of products are
/// vectorised: similarities may differ in their last bits between processors, and so may the order of documents that are as good as
/// equal; on one machine, results are the same for any number of threads.</remarks>
/// <param name="K">Neighbours of each query.</param>
/// <param name="Documents">N × K indices of documents, nearest first, the lower index first among equals.</param>
/// <param name="Similarities">Their cosines in [−1, 1]; 0 for an embedding of zeros, as scikit-learn's <c>cosine_similarity</c>.</param>
public sealed record CosineNeighbours(int K, ReadOnlyMemory<int> Documents, ReadOnlyMemory<float> Similarities)
{
    private const int QueriesTogether = 32;
    private const int BlockFloats = 64 * 1024;

    /// <summary>Finds the neighbours.</summary>
    /// <param name="queries">N × D finite numbers, row after row.</param>
    /// <param name="documents">M × D finite numbers.</param>
    /// <param name="dimensions">D, at least 1.</param>
    /// <param name="k">Neighbours of each query, at least 1; no more than there are documents are found.</param>
    /// <param name="cancellation">Stops between groups of queries.</param>
    /// <exception cref="ArgumentException">The lengths are no whole rows, one is empty, or a number is not finite.</exception>
    public static CosineNeighbours Find(
        ReadOnlyMemory<float> queries,
        ReadOnlyMemory<float> documents,
        int dimensions,
        int k,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        var unitQueries = Normalised(queries.Span, dimensions, nameof(queries));
        var unitDocuments = Normalised(documents.Span, dimensions, nameof(documents));
        var count = unitQueries.Length / dimensions;
        k = Math.Min(k, unitDocuments.Length / dimensions);
        var (found, similarities) = (new int[count * k], new float[count * k]);
        Parallel.For(
            0,
            (count + QueriesTogether - 1) / QueriesTogether,
            new ParallelOptions { CancellationToken = cancellation },
            group =>
            {
                var first = group * QueriesTogether;
                var size = Math.Min(QueriesTogether, count - first);
                Search(
                    unitQueries.AsSpan(first * dimensions, size * dimensions),
                    unitDocuments,
                    dimensions,
                    found.AsSpan(first * k, size * k),
                    similarities.AsSpan(first * k, size * k));
            });
        return new CosineNeighbours(k, found, similarities);
    }

    private static void Search(
        ReadOnlySpan<float> queries, ReadOnlySpan<float> documents, int dimensions, Span<int> found, Span<float> similarities)
    {
        var count = queries.Length / dimensions;
        var k = found.Length / count;
        var total = documents.Length / dimensions;
        var block = Math.Max(1, BlockFloats / dimensions);
        similarities.Fill(float.NegativeInfinity);
        for (var start = 0; start < total; start += block)
        {
            var end = Math.Min(total, start + block);
            for (var query = 0; query < count; query++)
            {
                var own = queries.Slice(query * dimensions, dimensions);
                var nearest = found.Slice(query * k, k);
                var similar = similarities.Slice(query * k, k);
                for (var document = start; document < end; document++)
                {
                    var similarity = TensorPrimitives.Dot(own, documents.Slice(document * dimensions, dimensions));
                    if (similarity > similar[^1])
                    {
                        Insert(nearest, similar, document, similarity);
                    }
                }
            }
        }
    }

    /// <summary>Puts a document behind all that are at least as similar; documents come in order of their index.</summary>
    private static void Insert(Span<int> nearest, Span<float> similar, int document, float similarity)
    {
        var place = similar.Length - 1;
        for (; place > 0 && similar[place - 1] < similarity; place--)
        {
            (nearest[place], similar[place]) = (nearest[place - 1], similar[place - 1]);
        }

        (nearest[place], similar[place]) = (document, similarity);
    }

    private static float[] Normalised(ReadOnlySpan<float> rows, int dimensions, string name)
    {
        if (rows.IsEmpty || rows.Length % dimensions != 0)
        {
            throw new ArgumentException($"{rows.Length} numbers are no whole rows of {dimensions}.", name);
        }

        var unit = new float[rows.Length];
        for (var start = 0; start < rows.Length; start += dimensions)
        {
            var row = rows.Slice(start, dimensions);
            var norm = TensorPrimitives.Norm(row);
            if (!float.IsFinite(norm))
            {
                throw new ArgumentException($"Row {start / dimensions} has a number that is not finite, or too large.", name);
            }

            if (norm > 0)
            {
                TensorPrimitives.Divide(row, norm, unit.AsSpan(start, dimensions));
            }
        }

        return unit;
    }
}
