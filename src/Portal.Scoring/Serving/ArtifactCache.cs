using System.Collections.Concurrent;
using System.Security.Cryptography;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Serving;

/// <summary>A kept file, which stays while it is in use.</summary>
internal sealed class KeptFile(string path, Action release) : IDisposable
{
    public string Path => path;

    public void Dispose() => release();
}

/// <summary>
/// Files of the portal by digest, so that one model or table is fetched once. What is in the folder is never believed: it is hashed
/// when it comes and each time that it is used. The longest unused go when there are too many bytes.
/// </summary>
internal sealed class ArtifactCache(string folder, long longest)
{
    private const int BufferSize = 128 * 1024;

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _doors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _used = new(StringComparer.Ordinal);
    private readonly Lock _one = new();

    /// <param name="file">Which.</param>
    /// <param name="fetchAsync">Hands over the bytes of the file; false when the portal would not give them.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>Null when the bytes could not be had, or were not those of the digest.</returns>
    public async Task<KeptFile?> GetAsync(LeasedFile file, Func<Func<Stream, CancellationToken, Task>, Task<bool>> fetchAsync, CancellationToken ct)
    {
        // The portal says it, but it becomes a path: nothing else than a digest may.
        if (file.Sha256.Length != 64 || !file.Sha256.All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        var path = Path.Combine(folder, file.Sha256);
        Use(file.Sha256, 1);
        var door = _doors.GetOrAdd(file.Sha256, _ => new SemaphoreSlim(1, 1));
        var kept = false;
        try
        {
            await door.WaitAsync(ct);
            try
            {
                kept = await IsWholeAsync(path, file, ct) || await FetchAsync(path, file, fetchAsync);
            }
            finally
            {
                door.Release();
            }

            return kept ? new KeptFile(path, () => Use(file.Sha256, -1)) : null;
        }
        finally
        {
            if (!kept)
            {
                Use(file.Sha256, -1);
            }

            Shrink();
        }
    }

    private static async Task<bool> IsWholeAsync(string path, LeasedFile file, CancellationToken ct)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        await using var content = File.OpenRead(path);
        if (content.Length != file.Length || Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct)) != file.Sha256)
        {
            return false;
        }

        File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime);
        return true;
    }

    private async Task<bool> FetchAsync(string path, LeasedFile file, Func<Func<Stream, CancellationToken, Task>, Task<bool>> fetchAsync)
    {
        var temporary = Path.Combine(Directory.CreateDirectory(folder).FullName, $"incoming-{Guid.CreateVersion7():N}");
        try
        {
            var digest = "";
            if (!await fetchAsync(async (content, ct) => digest = await WriteAsync(content, temporary, file.Length, ct)) || digest != file.Sha256)
            {
                return false;
            }

            File.Move(temporary, path, overwrite: true);
            return true;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Hashes on the way; more bytes than announced are not the file.</summary>
    private static async Task<string> WriteAsync(Stream content, string path, long length, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        await using (file)
        {
            long written = 0;
            int read;
            while ((read = await content.ReadAsync(buffer, ct)) > 0 && (written += read) <= length)
            {
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), ct);
            }

            return written == length ? Convert.ToHexStringLower(hash.GetHashAndReset()) : "";
        }
    }

    private void Use(string digest, int change)
    {
        lock (_one)
        {
            _used[digest] = _used.GetValueOrDefault(digest) + change;
        }
    }

    private void Shrink()
    {
        lock (_one)
        {
            var files = Directory.Exists(folder) ? new DirectoryInfo(folder).GetFiles().OrderByDescending(file => file.LastWriteTimeUtc).ToList() : [];
            long total = 0;
            foreach (var file in files)
            {
                var length = file.Length;
                total += length;
                if (total > longest && _used.GetValueOrDefault(file.Name) <= 0 && file.Name.Length == 64)
                {
                    file.Delete();
                    total -= length;
                }
            }
        }
    }
}
