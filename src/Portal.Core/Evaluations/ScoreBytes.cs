using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Portal.Core.Evaluations;

/// <summary>Scores as they are stored: 64-bit floats, little-endian, so that the digest is that of the scoring process.</summary>
internal static class ScoreBytes
{
    public static Stream Of(double[] scores)
    {
        var bytes = MemoryMarshal.AsBytes(scores.AsSpan()).ToArray();
        Turn(bytes);
        return new MemoryStream(bytes, writable: false);
    }

    /// <exception cref="InvalidDataException">The stream holds another number of scores.</exception>
    public static async Task<double[]> ReadAsync(Stream content, long count, CancellationToken ct)
    {
        if (content.Length != count * sizeof(double))
        {
            throw new InvalidDataException("The stored scores are not as many as the evaluation had.");
        }

        var bytes = new byte[content.Length];
        await content.ReadExactlyAsync(bytes, ct);
        Turn(bytes);
        return MemoryMarshal.Cast<byte, double>(bytes).ToArray();
    }

    private static void Turn(Span<byte> bytes)
    {
        if (!BitConverter.IsLittleEndian)
        {
            var words = MemoryMarshal.Cast<byte, long>(bytes);
            BinaryPrimitives.ReverseEndianness(words, words);
        }
    }
}
