using System.IO.MemoryMappedFiles;

namespace Portal.Scoring.Onnx;

/// <summary>A model file mapped read-only: it may be 2 GB and is not copied.</summary>
internal sealed unsafe class ModelBytes : IDisposable
{
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly byte* _start;

    public ModelBytes(string path)
    {
        Length = new FileInfo(path).Length;
        if (Length is 0 or > int.MaxValue)
        {
            return;
        }

        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    public long Length { get; }

    public ReadOnlySpan<byte> Span => new(_start, checked((int)Length));

    public void Dispose()
    {
        if (_start is not null)
        {
            _view!.SafeMemoryMappedViewHandle.ReleasePointer();
        }

        _view?.Dispose();
        _file?.Dispose();
    }
}
