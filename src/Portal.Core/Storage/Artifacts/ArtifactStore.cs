using System.Buffers;
using System.Security.Cryptography;

namespace Portal.Core.Storage.Artifacts;

/// <summary>What was written: its name and its size.</summary>
public sealed record StoredArtifact(Digest Digest, long Length);

/// <summary>
/// Bytes on disk by tenant and digest. Names come from digests alone, so that nothing a person sends becomes a path.
/// A file appears under its name only when it is whole and on the disk.
/// </summary>
public sealed class ArtifactStore(string root)
{
    private const int BufferSize = 128 * 1024;
    private const string Incoming = "incoming";

    /// <summary>No upload takes that long: what is older was left by a process that died.</summary>
    private static readonly TimeSpan s_longestUpload = TimeSpan.FromDays(1);

    /// <summary>Streams to disk, hashing on the way. More than <paramref name="limit"/> bytes are refused and leave nothing behind.</summary>
    public async Task<Outcome<StoredArtifact>> WriteAsync(TenantId tenant, Stream content, long limit, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, tenant.ToString(), Incoming)).FullName;
        var temporary = Path.Combine(folder, Guid.CreateVersion7().ToString("N"));
        try
        {
            var written = await ReceiveAsync(content, temporary, limit, ct);
            if (written is not { } stored)
            {
                return new Refusal(RefusalKind.TooLarge, "too-large", $"The file is larger than {limit:N0} bytes (the limit).", "Send a smaller file, or ask the operator to raise Portal:Artifacts:MaxUploadBytes.");
            }

            Keep(temporary, PathOf(tenant, stored.Digest));
            return stored;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Where the bytes lie, for processes that are handed a path. The file is never written again.</summary>
    public string PathOf(TenantId tenant, Digest digest) => Path.Combine(root, tenant.ToString(), digest.Hex[..2], digest.Hex);

    public bool Exists(TenantId tenant, Digest digest) => File.Exists(PathOf(tenant, digest));

    /// <exception cref="FileNotFoundException">The store has lost it: a defect, never a person's mistake.</exception>
    public Stream OpenRead(TenantId tenant, Digest digest) =>
        new FileStream(PathOf(tenant, digest), FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.Asynchronous | FileOptions.SequentialScan);

    /// <summary>An empty file for what is looked at once and not kept. It is deleted when it is closed.</summary>
    public FileStream OpenScratch(TenantId tenant)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, tenant.ToString(), Incoming)).FullName;
        return new FileStream(
            Path.Combine(folder, Guid.CreateVersion7().ToString("N")), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
    }

    /// <summary>Deletes bytes that no row names any more.</summary>
    public void Delete(TenantId tenant, Digest digest) => File.Delete(PathOf(tenant, digest));

    /// <summary>True when the bytes still hash to their name.</summary>
    public async Task<bool> IsWholeAsync(TenantId tenant, Digest digest, CancellationToken ct)
    {
        if (!Exists(tenant, digest))
        {
            return false;
        }

        await using var content = OpenRead(tenant, digest);
        return Digest.FromHash(await SHA256.HashDataAsync(content, ct)) == digest;
    }

    /// <summary>Writes and deletes a file, to see whether it can.</summary>
    /// <exception cref="IOException">It can't.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not.</exception>
    public void Probe()
    {
        var path = Path.Combine(Directory.CreateDirectory(root).FullName, Guid.CreateVersion7().ToString("N"));
        File.WriteAllBytes(path, []);
        File.Delete(path);
    }

    /// <summary>Deletes parts of uploads that never ended. Asked at the start of a serving portal; other nodes' running uploads are younger.</summary>
    /// <returns>How many.</returns>
    public int SweepIncoming(DateTimeOffset now)
    {
        var left = (Directory.Exists(root) ? Directory.EnumerateDirectories(root) : [])
            .Select(tenant => new DirectoryInfo(Path.Combine(tenant, Incoming))).Where(folder => folder.Exists)
            .SelectMany(folder => folder.EnumerateFiles()).Where(file => file.LastWriteTimeUtc < now.UtcDateTime - s_longestUpload).ToList();
        left.ForEach(file => file.Delete());
        return left.Count;
    }

    private static async Task<StoredArtifact?> ReceiveAsync(Stream content, string path, long limit, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
            await using (file)
            {
                long length = 0;
                int read;
                while ((read = await content.ReadAsync(buffer, ct)) > 0)
                {
                    length += read;
                    if (length > limit)
                    {
                        return null;
                    }

                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), ct);
                }

                file.Flush(flushToDisk: true);
                return new(Digest.FromHash(hash.GetHashAndReset()), length);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Keep(string temporary, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
        {
            File.Move(temporary, path, overwrite: true);
        }
    }
}
