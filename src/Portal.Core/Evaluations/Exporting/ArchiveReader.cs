using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;

namespace Portal.Core.Evaluations.Exporting;

/// <summary>The files of an archive, unpacked under their digests.</summary>
internal sealed record UnpackedArchive(IReadOnlyDictionary<string, StoredArtifact> Files);

/// <summary>
/// Unpacks an exported evaluation that came from anywhere. Its names are matched against those that belong there and become no paths;
/// each file has a limit that is counted while it is unpacked; and its table of contents is looked at before anything reads it.
/// </summary>
internal static class ArchiveReader
{
    private const string Code = "archive";
    private const int EndLength = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int LargestContents = 64 * 1024;
    private static ReadOnlySpan<byte> EndSignature => "PK\x05\x06"u8;

    public static async Task<Outcome<UnpackedArchive>> UnpackAsync(Stream file, ArtifactStore store, TenantId place, CancellationToken ct)
    {
        if (await RefusesContentsAsync(file, ct) is { } odd)
        {
            return odd;
        }

        try
        {
            file.Position = 0;
            await using var archive = await ZipArchive.CreateAsync(file, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, ct);
            if (RefusesNames([.. archive.Entries.Select(entry => entry.FullName)]) is { } wrong)
            {
                return wrong;
            }

            var files = new Dictionary<string, StoredArtifact>(StringComparer.Ordinal);
            foreach (var entry in archive.Entries)
            {
                await using var content = await entry.OpenAsync(ct);
                var limit = EvaluationArchive.LimitOf(entry.FullName)!.Value;
                var stored = await store.WriteAsync(place, content, limit, ct);
                if (!stored.IsOk)
                {
                    return Refuse($"{entry.FullName} is larger than {limit:N0} bytes (the limit) when it is unpacked.");
                }

                files[entry.FullName] = stored.Value;
            }

            return new UnpackedArchive(files);
        }
        catch (Exception broken) when (broken is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            return Refuse("The file is no whole ZIP archive.");
        }
    }

    internal static Refusal? RefusesNames(IReadOnlyList<string> names)
    {
        if (names.FirstOrDefault(name => EvaluationArchive.LimitOf(name) is null) is { } strange)
        {
            return Refuse($"The archive holds '{Shown(strange)}', which does not belong into an exported evaluation.");
        }

        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            return Refuse($"The archive holds {twice.Key} twice.");
        }

        var missing = EvaluationArchive.Required.FirstOrDefault(name => !names.Contains(name, StringComparer.Ordinal));
        var models = names.Count(name => name is EvaluationArchive.Model or EvaluationArchive.Texts);
        return missing is not null ? Refuse($"The archive has no {missing}.")
            : models != 1 ? Refuse($"The archive has to hold one of {EvaluationArchive.Model} and {EvaluationArchive.Texts}.")
            : null;
    }

    /// <summary>The record at the end says how long the table of contents is, which is read into memory as a whole.</summary>
    private static async Task<Refusal?> RefusesContentsAsync(Stream file, CancellationToken ct)
    {
        if (file.Length > EvaluationArchive.LargestFile)
        {
            return Refuse($"The archive has {file.Length:N0} bytes; {EvaluationArchive.LargestFile:N0} are the most.");
        }

        var tail = new byte[Math.Min(file.Length, EndLength + LongestComment)];
        file.Seek(-tail.Length, SeekOrigin.End);
        await file.ReadExactlyAsync(tail, ct);
        var at = tail.AsSpan().LastIndexOf(EndSignature);
        if (at < 0 || tail.Length - at < EndLength)
        {
            return Refuse("The file is no ZIP archive.");
        }

        var end = tail.AsSpan(at, EndLength);
        var (entries, length, start) = (BinaryPrimitives.ReadUInt16LittleEndian(end[10..]), BinaryPrimitives.ReadUInt32LittleEndian(end[12..]), BinaryPrimitives.ReadUInt32LittleEndian(end[16..]));
        return entries > EvaluationArchive.MostFiles || length > LargestContents || start > file.Length
            ? Refuse($"The archive has more than {EvaluationArchive.MostFiles} files, or a table of contents that does not fit it.")
            : null;
    }

    private static string Shown(string name)
    {
        const int longest = 60;
        var clean = new StringBuilder();
        foreach (var letter in name.Length <= longest ? name : name[..longest] + "…")
        {
            clean.Append(char.IsControl(letter) ? '?' : letter);
        }

        return clean.ToString();
    }

    private static Refusal Refuse(string sentence) => new(RefusalKind.Invalid, Code, sentence, "Take the archive as the portal exported it.");
}
