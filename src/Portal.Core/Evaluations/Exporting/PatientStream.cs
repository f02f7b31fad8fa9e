namespace Portal.Core.Evaluations.Exporting;

/// <summary>
/// A ZIP writes its headers and the ends of its files without waiting, which an answer on the wire does not allow. What is written so, a
/// few kilobytes, is kept until the next write that can wait, or the end.
/// </summary>
internal sealed class PatientStream(Stream to) : Stream
{
    /// <summary>A file that was written without waiting would be held whole.</summary>
    private const int MostKept = 1024 * 1024;

    private readonly MemoryStream _kept = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <exception cref="InvalidOperationException">More is written without waiting than headers are long.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_kept.Length + buffer.Length > MostKept)
        {
            throw new InvalidOperationException("Contents are written without waiting.");
        }

        _kept.Write(buffer);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await PassOnAsync(cancellationToken);
        await to.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
        // Nothing leaves but by waiting.
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await PassOnAsync(cancellationToken);
        await to.FlushAsync(cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async Task PassOnAsync(CancellationToken ct)
    {
        if (_kept.Length > 0)
        {
            await to.WriteAsync(_kept.GetBuffer().AsMemory(0, (int)_kept.Length), ct);
            _kept.SetLength(0);
        }
    }
}
