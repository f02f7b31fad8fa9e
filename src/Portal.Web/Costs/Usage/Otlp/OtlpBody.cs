using System.IO.Compression;

namespace Portal.Web.Costs.Usage.Otlp;

/// <summary>Reads a body whole, as it was before it was packed, and no further than is allowed.</summary>
internal static class OtlpBody
{
    /// <summary>Bytes, before and after unpacking.</summary>
    public const int Largest = 64 * 1024 * 1024;

    /// <summary>Null when there is more than is allowed.</summary>
    /// <exception cref="InvalidDataException">It says that it is packed, and is not.</exception>
    public static async Task<MemoryStream?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > Largest)
        {
            return null;
        }

        var isPacked = string.Equals(request.Headers.ContentEncoding.ToString(), "gzip", StringComparison.OrdinalIgnoreCase);
        await using var limited = isPacked ? new GZipStream(new Counted(request.Body), CompressionMode.Decompress) : request.Body;
        var whole = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        try
        {
            while ((read = await limited.ReadAsync(buffer, ct)) > 0)
            {
                if (whole.Length + read > Largest)
                {
                    return null;
                }

                whole.Write(buffer, 0, read);
            }
        }
        catch (BodyTooLargeException)
        {
            return null;
        }

        whole.Position = 0;
        return whole;
    }

    private sealed class BodyTooLargeException : IOException;

    /// <summary>The packed body may be no longer either: a length need not be said.</summary>
    private sealed class Counted(Stream inner) : Stream
    {
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _read; set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            _read += read;
            return _read > Largest ? throw new BodyTooLargeException() : read;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
