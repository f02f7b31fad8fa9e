using System.IO.Compression;
using Portal.Scoring.Contract;
using Portal.Scoring.Inputs;

namespace Portal.Scoring.Packages;

/// <summary>A package unpacked into a folder of its own, which goes with it. Only the child process makes one, under its limits.</summary>
internal sealed class ModelPackage : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("package-");

    private ModelPackage(long archiveLength)
    {
        ArchiveLength = archiveLength;
    }

    /// <summary>Where the model lies.</summary>
    public string ModelPath => Path.Combine(_folder.FullName, ModelName);

    /// <summary>The model's path inside the package: what it names its data files from.</summary>
    public string ModelName { get; private set; } = "";

    public IReadOnlyList<PackageFile> Files { get; private set; } = [];

    public long ArchiveLength { get; }

    /// <returns><see langword="null"/> when the file is no archive but, perhaps, a model.</returns>
    /// <exception cref="RefusedException">It is an archive and cannot be a package.</exception>
    public static ModelPackage? Open(string path, PackageLimits limits)
    {
        var form = ArchiveForms.Of(path);
        if (form == ArchiveForm.None)
        {
            return null;
        }

        var package = new ModelPackage(new FileInfo(path).Length);
        try
        {
            package.Unpack(path, form, limits);
            return package;
        }
        catch
        {
            package.Dispose();
            throw;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Unpack(string path, ArchiveForm form, PackageLimits limits)
    {
        var writer = new PackageWriter(_folder.FullName, ArchiveLength, limits);
        try
        {
            using var content = File.OpenRead(path);
            using var plain = form == ArchiveForm.GzippedTar ? new GZipStream(content, CompressionMode.Decompress) : null;
            if (form == ArchiveForm.Zip)
            {
                ZipUnpacking.Unpack(content, writer);
            }
            else
            {
                TarUnpacking.Unpack(plain ?? (Stream)content, writer);
            }
        }
        catch (Exception damage) when (damage is InvalidDataException or EndOfStreamException or FormatException or NotSupportedException or ArgumentException or OverflowException)
        {
            throw PackageRefusals.Corrupt(form);
        }

        Files = [.. writer.Files.OrderBy(file => file.Name, StringComparer.Ordinal)];
        var models = Files.Where(file => file.Name.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)).ToList();
        ModelName = models.Count switch
        {
            0 => throw PackageRefusals.NoModel(),
            1 => models[0].Name,
            var several => throw PackageRefusals.SeveralModels(several),
        };
    }
}
