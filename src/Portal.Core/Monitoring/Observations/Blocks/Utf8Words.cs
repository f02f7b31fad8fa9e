using System.Collections;
using System.Text;

namespace Portal.Core.Monitoring.Observations.Blocks;

/// <summary>Texts that stay in UTF-8 until somebody reads one: a batch has as many ids as rows, and hardly any of them is ever looked at.</summary>
/// <param name="bytes">One text after the other.</param>
/// <param name="ends">Where each ends.</param>
internal sealed class Utf8Words(byte[] bytes, int[] ends) : IReadOnlyList<string>
{
    public int Count => ends.Length;

    public string this[int index] => Encoding.UTF8.GetString(Utf8(index));

    public ReadOnlySpan<byte> Utf8(int index)
    {
        var start = index == 0 ? 0 : ends[index - 1];
        return bytes.AsSpan(start, ends[index] - start);
    }

    /// <summary>Some of the texts, in that order.</summary>
    public Utf8Words Take(ReadOnlySpan<int> indexes)
    {
        var (length, kept) = (0, new int[indexes.Length]);
        for (var i = 0; i < kept.Length; i++)
        {
            length += Utf8(indexes[i]).Length;
            kept[i] = length;
        }

        var taken = new byte[length];
        for (var i = 0; i < kept.Length; i++)
        {
            var word = Utf8(indexes[i]);
            word.CopyTo(taken.AsSpan(kept[i] - word.Length));
        }

        return new Utf8Words(taken, kept);
    }

    /// <summary>Texts of nothing but white space.</summary>
    public int CountBlank()
    {
        var blank = 0;
        for (var index = 0; index < ends.Length; index++)
        {
            // Nothing between these two is white space, so that most texts need not be decoded.
            var word = Utf8(index);
            blank += (word.IsEmpty || word[0] is not (> (byte)' ' and < 0x7F)) && string.IsNullOrWhiteSpace(this[index]) ? 1 : 0;
        }

        return blank;
    }

    public IEnumerator<string> GetEnumerator()
    {
        for (var index = 0; index < ends.Length; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
