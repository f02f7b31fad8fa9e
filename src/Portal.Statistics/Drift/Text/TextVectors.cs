using System.Text;

namespace Portal.Statistics.Drift.Text;

/// <summary>Texts as sparse rows: words and pairs of neighbouring words, hashed into 2¹⁶ places, with the weight 1 + ln(count), each row
/// scaled to length 1.</summary>
internal sealed class TextVectors
{
    private const int Places = 1 << 16;

    private TextVectors(int[][] places, double[][] values, int width) => (Indices, Values, Width) = (places, values, width);

    /// <summary>Columns of each row that are not 0.</summary>
    public int[][] Indices { get; }

    /// <summary>Their values.</summary>
    public double[][] Values { get; }

    /// <summary>Number of columns: of the places only those that occur.</summary>
    public int Width { get; }

    public int Rows => Indices.Length;

    public static TextVectors Of(IReadOnlyList<string> texts)
    {
        var columns = new Dictionary<int, int>();
        var (indices, values) = (new int[texts.Count][], new double[texts.Count][]);
        for (var row = 0; row < texts.Count; row++)
        {
            var counts = Count(WordReader.Words(texts[row]));
            indices[row] = [.. counts.Keys.Select(place => Column(columns, place))];
            values[row] = [.. counts.Values.Select(count => 1 + Math.Log(count))];
            var length = Math.Sqrt(values[row].Sum(value => value * value));
            values[row] = Array.ConvertAll(values[row], value => value / length);
        }

        return new TextVectors(indices, values, columns.Count);
    }

    public double Dot(int row, double[] weights)
    {
        double sum = 0;
        var (places, values) = (Indices[row], Values[row]);
        for (var i = 0; i < places.Length; i++)
        {
            sum += values[i] * weights[places[i]];
        }

        return sum;
    }

    private static SortedDictionary<int, int> Count(List<string> words)
    {
        var counts = new SortedDictionary<int, int>();
        for (var i = 0; i < words.Count; i++)
        {
            Add(counts, Hash(words[i]));
            if (i > 0)
            {
                Add(counts, Hash($"{words[i - 1]} {words[i]}"));
            }
        }

        return counts;
    }

    private static void Add(SortedDictionary<int, int> counts, int place) =>
        counts[place] = counts.GetValueOrDefault(place) + 1;

    private static int Column(Dictionary<int, int> columns, int place)
    {
        if (!columns.TryGetValue(place, out var column))
        {
            columns[place] = column = columns.Count;
        }

        return column;
    }

    /// <summary>FNV-1a (G. Fowler, L. C. Noll and K.-P. Vo), folded: the same on every machine.</summary>
    private static int Hash(string text)
    {
        var hash = 2_166_136_261u;
        foreach (var part in Encoding.UTF8.GetBytes(text))
        {
            hash = unchecked((hash ^ part) * 16_777_619u);
        }

        return (int)((hash >> 16 ^ hash) % Places);
    }
}
