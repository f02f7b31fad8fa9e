using System.Globalization;
using Portal.Scoring.Inputs;

namespace Portal.Scoring.Packages;

/// <summary>Why a package is not unpacked. Entries are named by their number: a name is text of whoever made the file.</summary>
internal static class PackageRefusals
{
    public static RefusedException Corrupt(ArchiveForm form) => new(
        "package-corrupt", $"The package cannot be read as a {(form == ArchiveForm.Zip ? "zip" : "tar")} archive: it is cut off or damaged. Make it anew and upload it again.");

    public static RefusedException TooManyEntries(int limit) => new("package-entries", $"The package has more than {Count(limit)} entries (the limit).");

    public static RefusedException FileTooLarge(int entry, long limit) => new("package-file-size", $"Entry {entry} of the package unpacks to more than {Megabytes(limit)} (the limit for one file).");

    public static RefusedException TooLarge(long limit) => new("package-size", $"The package unpacks to more than {Megabytes(limit)} (the limit).");

    public static RefusedException Bomb(int limit) => new("package-ratio", $"The package unpacks to more than {Count(limit)} times its own size (the limit). Archives that do are made to fill disks.");

    public static RefusedException Path(int entry) => new(
        "package-path", $"The path of entry {entry} of the package leads out of it or means something else on another system. Paths are relative, with forward slashes, without `..`, drive letters and special characters.");

    public static RefusedException TooDeep(int entry, int limit) => new("package-depth", $"Entry {entry} of the package lies in more than {limit} folders (the limit).");

    public static RefusedException PathTooLong(int entry, int limit) => new("package-path-length", $"The path of entry {entry} of the package is longer than {limit} characters (the limit).");

    public static RefusedException Link(int entry) => new("package-link", $"Entry {entry} of the package is a link. A package holds files and folders only.");

    public static RefusedException Special(int entry) => new("package-special-file", $"Entry {entry} of the package is a device, a pipe or another special file. A package holds files and folders only.");

    public static RefusedException Duplicate(int entry) => new("package-duplicate", $"Entry {entry} of the package has the name of an earlier one; capital and small letters count as the same.");

    public static RefusedException Encrypted(int entry) => new("package-encrypted", $"Entry {entry} of the package is encrypted. A package must be readable without a password.");

    public static RefusedException NoModel() => new(
        "package-no-model", "The package holds no .onnx file. Put the model and its data files into it. PyTorch and Keras files are archives, too: export the model to ONNX first.");

    public static RefusedException SeveralModels(int models) => new("package-several-models", $"The package holds {Count(models)} .onnx files. A version is one model: put one into each package.");

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Megabytes(long bytes) => (bytes / (1024.0 * 1024)).ToString("N0", CultureInfo.InvariantCulture) + " MB";
}
