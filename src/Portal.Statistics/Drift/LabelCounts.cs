using System.Buffers;
using System.Runtime.InteropServices;

namespace Portal.Statistics.Drift;

/// <summary>Counts labels.</summary>
internal static class LabelCounts
{
    public static (Dictionary<string, long> Counts, long Missing) Of(ReadOnlySpan<string?> labels)
    {
        var (counts, missing) = (new Dictionary<string, long>(StringComparer.Ordinal), 0L);
        foreach (var label in labels)
        {
            if (label is null)
            {
                missing++;
            }
            else
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, label, out _)++;
            }
        }

        return (counts, missing);
    }

    public static Dictionary<string, long> Checked(IReadOnlyDictionary<string, long> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        foreach (var (label, rows) in counts)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows, label);
        }

        return new Dictionary<string, long>(counts, StringComparer.Ordinal);
    }

    public static (Dictionary<string, long> Counts, long Missing) Of(ReadOnlySpan<int> codes, IReadOnlyList<string> dictionary)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var room = ArrayPool<long>.Shared.Rent(dictionary.Count + 1);
        var cells = room.AsSpan(0, dictionary.Count + 1);
        cells.Clear();
        foreach (var code in codes)
        {
            // Missing ones come first, whatever the negative number.
            var cell = Math.Max(code, -1) + 1;
            if (cell >= cells.Length)
            {
                ArrayPool<long>.Shared.Return(room);
                throw new ArgumentOutOfRangeException(nameof(codes), code, $"The dictionary has {dictionary.Count} labels.");
            }

            cells[cell]++;
        }

        for (var code = 0; code < dictionary.Count; code++)
        {
            if (cells[code + 1] > 0)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, dictionary[code], out _) += cells[code + 1];
            }
        }

        var missing = cells[0];
        ArrayPool<long>.Shared.Return(room);
        return (counts, missing);
    }
}
