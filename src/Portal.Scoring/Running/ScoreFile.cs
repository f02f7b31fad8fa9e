using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Portal.Scoring.Running;

/// <summary>Writes scores as 64-bit floats, little-endian, and digests them on the way, while the next ones are made: two buffers of
/// one batch take turns.</summary>
/// <param name="path">Where it is written, over what was there.</param>
/// <param name="room">Scores of one batch.</param>
internal sealed class ScoreFile(string path, int room) : IAsyncDisposable
{
    private readonly FileStream _file = new(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private double[] _written = new double[room];
    private Task _writing = Task.CompletedTask;

    /// <summary>Where the next scores are put.</summary>
    public double[] Buffer { get; private set; } = new double[room];

    /// <summary>Writes the first scores of <see cref="Buffer"/>, which is another one afterwards.</summary>
    public async Task WriteAsync(int count)
    {
        await _writing;
        (_written, Buffer) = (Buffer, _written);
        var scores = _written.AsMemory(0, count);
        _writing = Task.Run(() => Write(scores.Span));
    }

    /// <returns>The digest.</returns>
    public async Task<string> FinishAsync()
    {
        await _writing;
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public async ValueTask DisposeAsync()
    {
        // Whoever gives up half-way has an error of his own to tell.
        await _writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _file.DisposeAsync();
        _hash.Dispose();
    }

    private void Write(Span<double> scores)
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
}
