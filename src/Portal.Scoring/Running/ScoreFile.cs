using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Runtime.InteropServices;

namespace Portal.Scoring.Running;

/// <summary>Writes scores as 64-bit floats, little-endian, and digests them on the way.</summary>
internal sealed class ScoreFile(string path) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.Create, FileAccess.Write, FileShare.None);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Write(Span<double> scores)
    {
        if (!BitConverter.IsLittleEndian)
        {
            var words = MemoryMarshal.Cast<double, long>(scores);
            BinaryPrimitives.ReverseEndianness(words, words);
        }

        var bytes = MemoryMarshal.AsBytes(scores);
        _file.Write(bytes);
        _hash.AppendData(bytes);
    }

    public string Finish()
    {
        _file.Flush();
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public void Dispose()
    {
        _file.Dispose();
        _hash.Dispose();
    }
}
