using System.Buffers;
using System.Security.Cryptography;
using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>A request's body, taken in whole before it is looked at: on disk, hashed on the way, gone when it is disposed of.</summary>
internal sealed class SpooledBody : IAsyncDisposable
{
    private const int BufferSize = 256 * 1024;

    private readonly FileStream _file;

    private SpooledBody(FileStream file, Digest digest) => (_file, Digest) = (file, digest);

    public Digest Digest { get; }

    public long Length => _file.Length;

    /// <param name="file">Empty, and deleted when it is closed.</param>
    /// <param name="limit">Bytes.</param>
    public static async Task<Outcome<SpooledBody>> ReceiveAsync(FileStream file, Stream body, long limit, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        var isTaken = false;
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            int read;
            while ((read = await body.ReadAtLeastAsync(buffer.AsMemory(0, BufferSize), BufferSize, throwOnEndOfStream: false, ct)) > 0)
            {
                if (file.Position + read > limit)
                {
                    return BatchRefusals.TooLarge($"The batch is larger than {limit:N0} bytes (the limit).", nameof(ObservationOptions.MaxBatchBytes));
                }

                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), ct);
            }

            isTaken = true;
            return new SpooledBody(file, Digest.FromHash(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            if (!isTaken)
            {
                await file.DisposeAsync();
            }
        }
    }

    /// <summary>From its beginning; whoever reads it may dispose of it.</summary>
    public Stream Open()
    {
        _file.Position = 0;
        return _file;
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
