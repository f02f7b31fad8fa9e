using System.Globalization;
using Portal.Scoring.Contract;
using Portal.Scoring.Packages;

namespace Portal.Scoring.Onnx;

/// <summary>Whether a model's weights in other files are its own: inside its package, and within their file. Pure.</summary>
/// <remarks>What a model names is never repeated in a sentence: it is text of whoever made the file.</remarks>
internal static class ExternalDataRules
{
    public static ScoringFailure? Refuses(IReadOnlyCollection<ExternalTensor> tensors, ModelPackage? package)
    {
        if (tensors.Any(tensor => LeavesFolder(tensor.Location)))
        {
            return ScoringFailure.Refuse(
                "external-data-escapes", "The model wants to read data from a file outside its own folder. Save it as one file with all weights inside.");
        }

        if (package is null)
        {
            return tensors.Count == 0 ? null : ScoringFailure.Refuse(
                "external-data",
                "The model keeps weights in another file. Save it as one file with all weights inside, or put the model and its data files into one zip or tar package.");
        }

        var folder = package.ModelName[..(package.ModelName.LastIndexOf('/') + 1)];
        var lengths = package.Files.ToDictionary(file => file.Name, file => file.Length, StringComparer.Ordinal);
        foreach (var tensor in tensors)
        {
            if (!lengths.TryGetValue(folder + tensor.Location, out var length))
            {
                return ScoringFailure.Refuse(
                    "external-data-missing", "The model keeps weights in a file that the package does not hold. Put all files that the export wrote into the package, where the model names them.");
            }

            if (!Fits(tensor, length))
            {
                return ScoringFailure.Refuse(
                    "external-data-range", $"The model reads weights from bytes that a data file of the package, with {length.ToString("N0", CultureInfo.InvariantCulture)} bytes, does not have. The file may belong to another export, or was cut off.");
            }
        }

        return null;
    }

    private static bool Fits(ExternalTensor tensor, long file) =>
        tensor is { Offset: { } offset, Length: { } length } && offset >= 0 && length >= 0 && offset <= file && length <= file - offset;

    private static bool LeavesFolder(string location) =>
        location.Length == 0
        || location.StartsWith('/')
        || location.Contains('\\', StringComparison.Ordinal)
        || location.Contains(':', StringComparison.Ordinal)
        || location.Split('/').Contains("..", StringComparer.Ordinal);
}
