namespace Portal.Statistics.Counters;

/// <summary>A fixed division of [0, 1] into cells that are fine where scores of rare classes lie: each halving of the distance to 0, and
/// to 1, has equally many cells, down to 2⁻¹⁵.</summary>
/// <remarks>A cell is [its lower end, the next one's lower end); the last one includes 1. The same for all models and windows, so that
/// histograms add up.</remarks>
internal sealed class ScoreGrid
{
    private const int MantissaBits = 52;
    private const double Smallest = 1.0 / (1 << 15);

    private readonly int _shift;
    private readonly long _first;
    private readonly int _half;

    private ScoreGrid(int bits)
    {
        _shift = MantissaBits - bits;
        _first = BitConverter.DoubleToInt64Bits(Smallest) >> _shift;
        _half = (14 << bits) + 1;
    }

    /// <summary>64 cells in each halving: between 1/4 and 3/4 a cell is 1/256 wide.</summary>
    public static ScoreGrid Coarse { get; } = new(6);

    /// <summary>256 cells in each halving: between 1/4 and 3/4 a cell is 1/1,024 wide, at 1 % it is 1/32,768.</summary>
    public static ScoreGrid Fine { get; } = new(8);

    public int Cells => 2 * _half;

    /// <summary>The cell of a score of [0, 1]. Above ½ the distance to 1, which is exact there, is cut instead.</summary>
    public int Cell(double score)
    {
        if (score < 0.5)
        {
            return (int)Math.Max(0, (BitConverter.DoubleToInt64Bits(score) >> _shift) - _first + 1);
        }

        // One bit less, so that the cells of the distance include their upper end, which is the score's lower one.
        var bits = BitConverter.DoubleToInt64Bits(1 - score) - 1;
        return 2 * _half - 1 - (int)Math.Max(0, (bits >> _shift) - _first + 1);
    }

    /// <summary>The lowest score of a cell: exactly the scores of this cell and of those after it are at or above it.</summary>
    public double LowerEnd(int cell)
    {
        if (cell < _half)
        {
            return cell == 0 ? 0 : BitConverter.Int64BitsToDouble((cell - 1 + _first) << _shift);
        }

        var fromTop = 2 * _half - 1 - cell;
        return 1 - BitConverter.Int64BitsToDouble((fromTop + _first) << _shift);
    }

    public static bool Holds(double score) => score is >= 0 and <= 1;
}
