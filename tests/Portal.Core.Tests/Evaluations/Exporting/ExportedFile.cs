using System.IO.Compression;
using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Exporting;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;

namespace Portal.Core.Tests.Evaluations.Exporting;

/// <summary>An exported archive as files in memory, to be changed and packed again by a test.</summary>
internal sealed class ExportedFile
{
    private ExportedFile(string name, List<(string Name, byte[] Bytes)> files) => (Name, Files) = (name, files);

    public string Name { get; }

    /// <summary>In the order of the archive.</summary>
    public List<(string Name, byte[] Bytes)> Files { get; }

    public byte[] this[string name]
    {
        get => Files.Single(file => file.Name == name).Bytes;
        set => Files[Files.FindIndex(file => file.Name == name)] = (name, value);
    }

    public static async Task<ExportedFile> OfAsync(TestPortal portal, Actor actor, EvaluationId id)
    {
        var export = (await portal.Get<ExportEvaluation>().RunAsync(actor, id, CancellationToken.None)).Value;
        using var written = new Wire();
        await export.WriteAsync(written, CancellationToken.None);
        written.Position = 0;
        using var zip = new ZipArchive(written, ZipArchiveMode.Read);
        return new ExportedFile(export.FileName, [.. zip.Entries.Select(entry => (entry.FullName, Read(entry)))]);
    }

    /// <summary>Changes one byte, and says so in the list of digests where wished: then the change is well hidden.</summary>
    public void Change(string name, Action<byte[]> change, bool hidden)
    {
        var bytes = this[name].ToArray();
        change(bytes);
        this[name] = bytes;
        if (hidden)
        {
            Sign();
        }
    }

    /// <summary>Writes the list of digests anew.</summary>
    public void Sign() => this["SHA256SUMS"] = System.Text.Encoding.UTF8.GetBytes(
        string.Concat(Files.Where(file => file.Name != "SHA256SUMS").Select(file => $"{Digest.Of(file.Bytes).Hex}  {file.Name}\n")));

    public MemoryStream Pack()
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in Files)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(bytes);
            }
        }

        return packed;
    }

    public Task<Outcome<VerifiedEvaluation>> VerifyAsync(string? digest = null) => VerifyAsync(Pack(), digest);

    /// <summary>In a folder of its own, with nothing of a portal but its code.</summary>
    public static async Task<Outcome<VerifiedEvaluation>> VerifyAsync(Stream archive, string? digest = null)
    {
        var folder = Directory.CreateTempSubdirectory("portal-verify-test-");
        try
        {
            await using (archive)
            {
                return await new VerifyEvaluation(folder.FullName, new ScoringProcess(), new EvaluationOptions())
                    .RunAsync(new VerifyEvaluationRequest(archive, digest), _ => { }, TestContext.Current.CancellationToken);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>As an answer is: whoever writes has to wait.</summary>
    private sealed class Wire : MemoryStream
    {
        private bool _written;

        public override bool CanSeek => _written;

        public override long Position
        {
            get => base.Position;
            set
            {
                _written = true;
                base.Position = value;
            }
        }

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            base.Write(buffer.ToArray(), 0, buffer.Length);
            return ValueTask.CompletedTask;
        }
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
