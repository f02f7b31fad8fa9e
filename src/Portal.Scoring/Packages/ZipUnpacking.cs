using System.IO.Compression;

namespace Portal.Scoring.Packages;

/// <summary>Takes a zip archive apart, entry by entry.</summary>
internal static class ZipUnpacking
{
    private const int KindOfFile = 0xF000;
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;
    private const int SymbolicLink = 0xA000;

    public static void Unpack(Stream content, PackageWriter writer)
    {
        using var archive = new ZipArchive(content, ZipArchiveMode.Read);
        foreach (var entry in archive.Entries)
        {
            writer.Next();
            if (entry.IsEncrypted)
            {
                throw PackageRefusals.Encrypted(writer.Entry);
            }

            RefuseKind(entry, writer.Entry);
            if (entry.FullName.EndsWith('/'))
            {
                writer.Folder(entry.FullName);
                continue;
            }

            using var file = entry.Open();
            writer.File(entry.FullName, file, entry.Crc32);
        }
    }

    /// <summary>Archives made on Unix say in their attributes what kind of file each entry was.</summary>
    private static void RefuseKind(ZipArchiveEntry entry, int number)
    {
        switch ((entry.ExternalAttributes >> 16) & KindOfFile)
        {
            case 0 or RegularFile or Folder:
                break;
            case SymbolicLink:
                throw PackageRefusals.Link(number);
            default:
                throw PackageRefusals.Special(number);
        }
    }
}
