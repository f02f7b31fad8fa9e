using System.Formats.Tar;

namespace Portal.Scoring.Packages;

/// <summary>Takes a tar archive apart, entry by entry.</summary>
internal static class TarUnpacking
{
    public static void Unpack(Stream content, PackageWriter writer)
    {
        using var archive = new TarReader(content, leaveOpen: true);
        while (archive.GetNextEntry() is { } entry)
        {
            writer.Next();
            switch (entry.EntryType)
            {
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                    writer.File(entry.Name, entry.DataStream ?? Stream.Null);
                    break;
                case TarEntryType.Directory:
                    writer.Folder(entry.Name);
                    break;
                case TarEntryType.GlobalExtendedAttributes:
                    break;
                case TarEntryType.SymbolicLink or TarEntryType.HardLink:
                    throw PackageRefusals.Link(writer.Entry);
                default:
                    throw PackageRefusals.Special(writer.Entry);
            }
        }
    }
}
