using System.Text;

namespace Portal.Scoring.Inputs;

/// <summary>Compares keys by their bytes, so that a field of a table is looked up without becoming a string.</summary>
internal sealed class Utf8Keys : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static Utf8Keys Instance { get; } = new();

    public static Dictionary<byte[], TValue> Index<TValue>(IEnumerable<KeyValuePair<string, TValue>> pairs)
    {
        var index = new Dictionary<byte[], TValue>(Instance);
        foreach (var (key, value) in pairs)
        {
            index[Encoding.UTF8.GetBytes(key)] = value;
        }

        return index;
    }

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = new HashCode();
        hash.AddBytes(alternate);
        return hash.ToHashCode();
    }
}
