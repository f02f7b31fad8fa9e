using System.Numerics;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Drift.Multivariate;

/// <summary>Ways to split the pooled rows into two samples of the given sizes: the true one first, then the permutations. Each row has a
/// 1 for every split that puts it into the reference, a tile of splits beside each other.</summary>
internal sealed class PermutedSplits
{
    private readonly double[][] _tiles;

    public PermutedSplits(int reference, int rows, PermutationPlan plan)
    {
        (Reference, Rows, Count) = (reference, rows, plan.Permutations + 1);
        _tiles = new double[(Count + Width - 1) / Width][];
        for (var tile = 0; tile < _tiles.Length; tile++)
        {
            _tiles[tile] = new double[rows * Width];
        }

        var order = new int[rows];
        for (var split = 0; split < Count; split++)
        {
            for (var row = 0; row < rows; row++)
            {
                order[row] = row;
            }

            if (split > 0)
            {
                SeededSample.Shuffle(order, reference, new RandomStream(unchecked(plan.Seed + (ulong)split)));
            }

            foreach (var row in order.AsSpan(0, reference))
            {
                _tiles[split / Width][row * Width + split % Width] = 1;
            }
        }
    }

    /// <summary>Splits of a tile: two vectors.</summary>
    public static int Width { get; } = 2 * Vector<double>.Count;

    public int Reference { get; }

    public int Rows { get; }

    public int Count { get; }

    public int Tiles => _tiles.Length;

    public double[] Tile(int tile) => _tiles[tile];

    public bool InReference(int split, int row) => _tiles[split / Width][row * Width + split % Width] > 0;
}
