using System.Buffers;
using System.Security.Cryptography;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Packages;

/// <summary>Takes entries as they come out of an archive and writes them into one folder, counting what really comes.</summary>
internal sealed class PackageWriter(string folder, long archiveLength, PackageLimits limits)
{
    private const int BufferSize = 128 * 1024;

    private readonly Dictionary<string, bool> _isFile = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<PackageFile> _files = [];
    private long _written;

    public IReadOnlyList<PackageFile> Files => _files;

    /// <summary>The number of the current entry, counted from 1.</summary>
    public int Entry { get; private set; }

    /// <summary>Counts the next entry, whatever it is.</summary>
    public void Next()
    {
        if (++Entry > limits.Entries)
        {
            throw PackageRefusals.TooManyEntries(limits.Entries);
        }
    }

    /// <summary>Holds a folder's path to the same rules; it is made when a file needs it.</summary>
    public void Folder(string path)
    {
        if (PackagePath.Check(path, Entry, limits) is { Length: > 0 } name)
        {
            Claim(name, isFile: false);
        }
    }

    /// <param name="path">Inside the package.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="checksum">What the archive says of them, where it says it. A size that lies ends the bytes early: this tells.</param>
    /// <exception cref="InvalidDataException">They are others.</exception>
    public void File(string path, Stream content, uint? checksum = null)
    {
        var name = PackagePath.Check(path, Entry, limits);
        if (name.Length == 0 || path.EndsWith('/'))
        {
            throw PackageRefusals.Path(Entry);
        }

        if (PackagePath.IsDebris(name))
        {
            return;
        }

        Claim(name, isFile: true);
        var target = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        _files.Add(Write(name, target, content, checksum));
    }

    /// <summary>A name is one thing: not two files, and not a file and a folder.</summary>
    private void Claim(string name, bool isFile)
    {
        for (var slash = name.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = name.IndexOf('/', slash + 1))
        {
            Claim(name[..slash], isFile: false);
        }

        if (!_isFile.TryAdd(name, isFile) && (isFile || _isFile[name]))
        {
            throw PackageRefusals.Duplicate(Entry);
        }
    }

    private PackageFile Write(string name, string target, Stream content, uint? checksum)
    {
        var crc = new Crc32();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var file = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long length = 0;
            int read;
            while ((read = content.Read(buffer)) > 0)
            {
                length += read;
                Count(read, length);
                hash.AppendData(buffer, 0, read);
                crc.Add(buffer.AsSpan(0, read));
                file.Write(buffer, 0, read);
            }

            if (checksum is { } expected && expected != crc.Value)
            {
                throw new InvalidDataException("The checksum of an entry is another.");
            }

            return new PackageFile(name, length, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Count(int read, long length)
    {
        _written += read;
        if (_written > limits.RatioFromBytes && _written / limits.Ratio > archiveLength)
        {
            throw PackageRefusals.Bomb(limits.Ratio);
        }

        if (length > limits.FileBytes)
        {
            throw PackageRefusals.FileTooLarge(Entry, limits.FileBytes);
        }

        if (_written > limits.TotalBytes)
        {
            throw PackageRefusals.TooLarge(limits.TotalBytes);
        }
    }
}
