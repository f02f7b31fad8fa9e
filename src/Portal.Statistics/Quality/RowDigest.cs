using System.Runtime.InteropServices;

namespace Portal.Statistics.Quality;

/// <summary>128 bits of some cells: equal cells give equal bits, and different ones almost never do (about one pair in 10³⁸).</summary>
/// <remarks>Two lanes of the mixing step of <see cref="Uncertainty.RandomStream"/>, with different starts. A number is equal to a number
/// of the same value, never to
/// its text; an absent cell is equal to an empty one.</remarks>
internal struct RowDigest
{
    private ulong _low;
    private ulong _high;

    public static RowDigest Start => new() { _low = 0x243F6A8885A308D3, _high = 0x13198A2E03707344 };

    public readonly UInt128 Bits => new(_high, _low);

    public void Add(QualityCell cell)
    {
        switch (cell.Kind)
        {
            case CellKind.Number or CellKind.Boolean:
                Mix((ulong)cell.Kind);
                Mix((ulong)BitConverter.DoubleToInt64Bits(cell.AsNumber + 0.0));
                break;
            case CellKind.Text:
                Mix((ulong)cell.Kind);
                Add(cell.AsText);
                break;
            default:
                Mix((ulong)CellKind.Missing);
                break;
        }
    }

    private void Add(string text)
    {
        Mix((ulong)text.Length);
        var bytes = MemoryMarshal.AsBytes(text.AsSpan());
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            Mix(MemoryMarshal.Read<ulong>(bytes));
        }

        ulong rest = 0;
        foreach (var part in bytes)
        {
            rest = (rest << 8) | part;
        }

        Mix(rest);
    }

    private void Mix(ulong value)
    {
        _low = Stir((_low ^ value) + 0x9E3779B97F4A7C15);
        _high = Stir((_high + value) * 0xD1342543DE82EF95 + 0x2545F4914F6CDD1D);
    }

    private static ulong Stir(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
