using System.IO.Compression;
using System.Text;
using Portal.Core.Evaluations.Exporting;

namespace Portal.Core.Tests.Evaluations.Exporting;

/// <summary>Archives that the portal never wrote: each is refused with a sentence, and nothing of it becomes a path.</summary>
public sealed class HostileArchiveTests
{
    private static readonly string[] s_whole = ["README.txt", "SHA256SUMS", "evidence.json", "dataset.csv", "model.onnx"];

    [Theory]
    [InlineData("../../etc/passwd", "holds '../../etc/passwd', which does not belong")]
    [InlineData("/srv/x", "holds '/srv/x', which does not belong")]
    [InlineData("folder/model.onnx", "which does not belong")]
    [InlineData("model.onnx\u0007", "holds 'model.onnx?', which does not belong")]
    [InlineData("MODEL.ONNX", "which does not belong")]
    [InlineData("README.txt", "holds README.txt twice")]
    [InlineData("texts.csv", "has to hold one of model.onnx and texts.csv")]
    public async Task Verify_NameThatDoesNotBelong_IsRefused(string name, string part) => await RefusedAsync(Pack([.. s_whole, name]), part);

    [Theory]
    [InlineData("evidence.json", "The archive has no evidence.json.")]
    [InlineData("SHA256SUMS", "The archive has no SHA256SUMS.")]
    [InlineData("dataset.csv", "The archive has no dataset.csv.")]
    [InlineData("model.onnx", "has to hold one of model.onnx and texts.csv")]
    public async Task Verify_FileThatIsMissing_IsRefused(string name, string part) => await RefusedAsync(Pack([.. s_whole.Where(whole => whole != name)]), part);

    [Fact]
    public async Task Verify_MoreFilesThanBelong_IsRefusedBeforeTheyAreRead() =>
        await RefusedAsync(Pack([.. Enumerable.Range(0, 2000).Select(i => $"file-{i}")]), "The archive has more than 7 files");

    [Fact]
    public async Task Verify_SmallFileThatUnpacksToMuch_StopsAtTheLimit()
    {
        var archive = new MemoryStream();
        await using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in s_whole)
            {
                await using var entry = await zip.CreateEntry(name).OpenAsync(TestContext.Current.CancellationToken);
                await entry.WriteAsync(new byte[name == "README.txt" ? 17 * 1024 * 1024 : 4], TestContext.Current.CancellationToken);
            }
        }

        Assert.True(archive.Length < 64 * 1024);
        await RefusedAsync(archive, "README.txt is larger than 16,777,216 bytes (the limit) when it is unpacked.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no archive at all, only some text that somebody renamed")]
    [InlineData("PK\u0005\u0006")]
    public async Task Verify_NoArchive_IsRefused(string text) => await RefusedAsync(new MemoryStream(Encoding.ASCII.GetBytes(text)), "The file is no ZIP archive.");

    [Fact]
    public async Task Verify_CutOff_IsRefused()
    {
        var bytes = Pack(s_whole).ToArray();

        await RefusedAsync(new MemoryStream([.. bytes.AsSpan(0, bytes.Length / 3), .. bytes.AsSpan(bytes.Length - 22)]), "a table of contents that does not fit it");
        await RefusedAsync(new MemoryStream([.. bytes.AsSpan(0, 30), .. new byte[100], .. bytes.AsSpan(130)]), "The file is no whole ZIP archive.");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"format":"portal.evaluation.v3"}""")]
    [InlineData("""{"format":"portal.evaluation.v3","version":null}""")]
    public void Read_EvidenceThatIsNone_IsRefused(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { ["evidence.json"] = "e", ["dataset.csv"] = "d", ["model.onnx"] = "m" };

        var read = ArchiveRules.Read(files, "e  evidence.json\nd  dataset.csv\nm  model.onnx\n", bytes, known: null);

        Assert.Equal("archive.evidence", read.Refusal!.Code);
    }

    [Theory]
    [InlineData("e  evidence.json\nd  dataset.csv\n", "model.onnx is not as it was exported: its SHA-256 is m, SHA256SUMS says nothing.")]
    [InlineData("e  evidence.json\nd  dataset.csv\nm  model.onnx\nx  other\n", "SHA256SUMS names a file that is not there.")]
    [InlineData("e evidence.json\n", "SHA256SUMS is malformed.")]
    [InlineData("e  evidence.json\ne  evidence.json\n", "SHA256SUMS is malformed.")]
    public void Read_SumsThatDoNotFit_AreRefused(string sums, string sentence)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { ["evidence.json"] = "e", ["dataset.csv"] = "d", ["model.onnx"] = "m" };

        Assert.Equal(sentence, ArchiveRules.Read(files, sums, "{}"u8.ToArray(), known: null).Refusal!.Sentence);
    }

    private static async Task RefusedAsync(Stream archive, string part)
    {
        var refusal = (await ExportedFile.VerifyAsync(archive)).Refusal!;

        Assert.Equal(RefusalKind.Invalid, refusal.Kind);
        Assert.Contains(part, refusal.Sentence, StringComparison.Ordinal);
    }

    private static MemoryStream Pack(IReadOnlyList<string> names)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write("text"u8);
            }
        }

        return packed;
    }
}
