using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Portal.Scoring.Tests.Hostile;

/// <summary>Packages that mean harm, each around an honest model. Written when they are asked for.</summary>
internal static class HostileArchives
{
    private const int Symlink = 0xA1FF << 16;

    public static byte[] Make(string name) => s_archives[name]();

    private static readonly Dictionary<string, Func<byte[]>> s_archives = new(StringComparer.Ordinal)
    {
        ["zip-slip.zip"] = () => Zip(("../../../srv/evil", "evil"u8.ToArray())),
        ["absolute.zip"] = () => Zip(("/etc/cron.d/evil", "evil"u8.ToArray())),
        ["drive.zip"] = () => Zip(("C:/Windows/evil.dll", "evil"u8.ToArray())),
        ["backslash.zip"] = () => Zip((@"..\..\evil", "evil"u8.ToArray())),
        ["control-character.zip"] = () => Zip(("weights\u0000.bin", "evil"u8.ToArray())),
        ["deep.zip"] = () => Zip((string.Concat(Enumerable.Repeat("d/", 20)) + "weights.bin", "deep"u8.ToArray())),
        ["long-path.zip"] = () => Zip((new string('p', 3000), "long"u8.ToArray())),
        ["same-name.zip"] = () => Zip(("weights.bin", "one"u8.ToArray()), ("Weights.BIN", "other"u8.ToArray())),
        ["file-and-folder.zip"] = () => Zip(("weights", "one"u8.ToArray()), ("weights/more.bin", "other"u8.ToArray())),
        ["many.zip"] = () => Zip([.. Enumerable.Range(0, 100_000).Select(i => ($"{i}", Array.Empty<byte>()))]),
        ["bomb.zip"] = () => Zip(("weights.bin", new byte[300 * 1024 * 1024])),
        ["overlapping.zip"] = Overlapping,
        ["encrypted.zip"] = Encrypted,
        ["symlink.zip"] = () => Zip([("passwords", "/etc/passwd"u8.ToArray())], attributes: Symlink),
        ["cut-off.zip"] = () => Zip(("weights.bin", new byte[5000]))[..^40],
        ["lying-size.zip"] = LyingSize,
        ["no-model.zip"] = () => Zip([("data.pkl", "PyTorch keeps its tensors so"u8.ToArray())], model: null),
        ["two-models.zip"] = () => Zip(("other.onnx", HostileModels.Make("honest"))),

        ["symlink.tar"] = () => Tar(new PaxTarEntry(TarEntryType.SymbolicLink, "passwords") { LinkName = "/etc/passwd" }),
        ["hard-link.tar"] = () => Tar(new PaxTarEntry(TarEntryType.HardLink, "passwords") { LinkName = "/etc/passwd" }),
        ["device.tar"] = () => Tar(new PaxTarEntry(TarEntryType.BlockDevice, "disk") { DeviceMajor = 8, DeviceMinor = 0 }),
        ["pipe.tar"] = () => Tar(new PaxTarEntry(TarEntryType.Fifo, "pipe")),
        ["slip.tar"] = () => Tar(File("../../evil", "evil"u8.ToArray())),
        ["lying-size.tar"] = () => WithSize(Tar(File("weights.bin", new byte[100])), "weights.bin", 8_000_000_000),
        ["bomb.tar.gz"] = () => Gzip(Tar(File("weights.bin", new byte[300 * 1024 * 1024]))),
        ["garbage.tar.gz"] = () => Gzip("This is no tar archive, though it came as one."u8.ToArray()),
    };

    public static byte[] Zip(params (string Name, byte[] Content)[] more) => Zip(more, HostileModels.Make("honest"));

    public static byte[] Zip((string Name, byte[] Content)[] more, byte[]? model, int attributes = 0)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in model is null ? more : [("model.onnx", model), .. more])
            {
                var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
                entry.ExternalAttributes = name == "model.onnx" ? 0 : attributes;
                using var file = entry.Open();
                file.Write(content);
            }
        }

        return bytes.ToArray();
    }

    private static byte[] Zip((string Name, byte[] Content)[] more, int attributes) => Zip(more, HostileModels.Make("honest"), attributes);

    private static byte[] Tar(params TarEntry[] entries) => TarOf([File("model.onnx", HostileModels.Make("honest")), .. entries]);

    public static byte[] TarOf(params TarEntry[] entries)
    {
        using var bytes = new MemoryStream();
        using (var archive = new TarWriter(bytes, leaveOpen: true))
        {
            Array.ForEach(entries, archive.WriteEntry);
        }

        return bytes.ToArray();
    }

    public static TarEntry File(string name, byte[] content) => new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) };

    public static byte[] Gzip(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return bytes.ToArray();
    }

    /// <summary>900 names for the same compressed bytes: small as a file, large when each is unpacked.</summary>
    private static byte[] Overlapping()
    {
        var one = Zip([("weights.bin", new byte[8 * 1024 * 1024])], model: null);
        var directory = one.AsSpan().IndexOf("PK\u0001\u0002"u8);
        var end = one.AsSpan().IndexOf("PK\u0005\u0006"u8);
        var header = one[directory..end];
        var name = Encoding.ASCII.GetBytes("weights.bin");
        var at = header.AsSpan().IndexOf(name);
        var headers = new List<byte>();
        for (var i = 0; i < 900; i++)
        {
            Encoding.ASCII.GetBytes($"weights.{i:000}").CopyTo(header, at);
            headers.AddRange(header);
        }

        var tail = one[end..];
        BinaryPrimitives.WriteUInt16LittleEndian(tail.AsSpan(8), 900);
        BinaryPrimitives.WriteUInt16LittleEndian(tail.AsSpan(10), 900);
        BinaryPrimitives.WriteUInt32LittleEndian(tail.AsSpan(12), (uint)headers.Count);
        return [.. one[..directory], .. headers, .. tail];
    }

    private static byte[] Encrypted()
    {
        var zip = Zip(("weights.bin", "secret"u8.ToArray()));
        foreach (var (mark, flags) in new[] { ("PK\u0001\u0002", 8), ("PK\u0003\u0004", 6) })
        {
            var at = zip.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(mark));
            zip[at + flags] |= 1;
        }

        return zip;
    }

    /// <summary>Says that 300 MB are 10 bytes, in both places where a zip archive says it.</summary>
    private static byte[] LyingSize()
    {
        var zip = Zip(("weights.bin", new byte[300 * 1024 * 1024]));
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8) + 24), 10);
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(zip.AsSpan().LastIndexOf("PK\u0003\u0004"u8) + 22), 10);
        return zip;
    }

    private static byte[] WithSize(byte[] tar, string name, long size)
    {
        var header = tar.AsSpan(tar.AsSpan().IndexOf(Encoding.ASCII.GetBytes(name)), 512);
        Encoding.ASCII.GetBytes(Convert.ToString(size, 8).PadLeft(11, '0') + "\0").CopyTo(header[124..]);
        header[148..156].Fill((byte)' ');
        var sum = 0;
        foreach (var value in header)
        {
            sum += value;
        }

        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header[148..]);
        return tar;
    }
}
