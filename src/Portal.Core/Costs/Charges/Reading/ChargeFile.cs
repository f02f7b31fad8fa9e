using System.IO.Compression;

namespace Portal.Core.Costs.Charges;

/// <summary>Opens a file of charges as text, unpacking what is packed with gzip. What unpacks to far more than files of charges do is cut off.</summary>
internal static class ChargeFile
{
    private static ReadOnlySpan<byte> Gzip => [0x1F, 0x8B];

    public static Stream Open(Func<Stream> file)
    {
        var packed = file();
        Span<byte> head = stackalloc byte[2];
        var isPacked = packed.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.SequenceEqual(Gzip);
        packed.Position = 0;
        return isPacked ? new BoundedUnpacking(packed) : packed;
    }

    /// <summary>Where in the file reading has come to, packed or not.</summary>
    public static double Progress(Stream content, long position, long length) =>
        length == 0 ? 1 : Math.Clamp((content is BoundedUnpacking packed ? packed.Taken : position) / (double)length, 0, 1);

    private sealed class BoundedUnpacking(Stream packed) : Stream
    {
        /// <summary>Tables of charges shrink to a tenth or a thirtieth; a bomb to a thousandth part.</summary>
        private const int MostTimes = 100;

        private const long Free = 64 * 1024 * 1024;

        private readonly GZipStream _content = new(packed, CompressionMode.Decompress);
        private long _unpacked;

        public long Taken => packed.Position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _unpacked; set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            var read = _content.Read(buffer);
            _unpacked += read;
            return _unpacked > Free && _unpacked / MostTimes > packed.Position
                ? throw new InvalidDataException($"The file unpacks to more than {MostTimes} times its size.")
                : read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            _content.Dispose();
            packed.Dispose();
            base.Dispose(disposing);
        }
    }
}
