using Portal.Scoring.Contract;

namespace Portal.Scoring.Onnx;

/// <summary>What can be learnt from a model file without ONNX Runtime.</summary>
/// <param name="Signature">What it says about itself.</param>
/// <param name="Categories">For an input that the graph encodes itself, the values it knows (numbers as text).</param>
internal sealed record ModelScan(ModelSignature Signature, IReadOnlyDictionary<string, IReadOnlySet<string>> Categories)
{
    private const long LargestFile = int.MaxValue;

    /// <summary>Reads a file and says what is wrong with it before a runtime has seen it.</summary>
    public static ScoringAnswer<ModelScan> Read(string path)
    {
        using var file = new ModelBytes(path);
        if (file.Length == 0)
        {
            return ScoringAnswer<ModelScan>.Refused("empty", "The file is empty (0 bytes).");
        }

        if (file.Length > LargestFile)
        {
            return ScoringAnswer<ModelScan>.Refused("too-large", "The file is larger than 2 GB, the most that one ONNX file can be.");
        }

        return Read(file.Span);
    }

    /// <summary>As <see cref="Read(string)"/>, from bytes.</summary>
    public static ScoringAnswer<ModelScan> Read(ReadOnlySpan<byte> bytes)
    {
        var model = new ModelReader();
        try
        {
            model.Read(bytes);
        }
        catch (MalformedModelException defect)
        {
            return model.LooksLikeOnnx
                ? ScoringAnswer<ModelScan>.Refused("corrupt", $"This is not a readable ONNX file: {defect.Message}. It may have been cut off on its way; upload it again.")
                : NotOnnx(bytes);
        }

        if (!model.LooksLikeOnnx || !model.HasGraph)
        {
            return NotOnnx(bytes);
        }

        return Complaint(model) is { } complaint
            ? ScoringAnswer<ModelScan>.No(complaint)
            : ScoringAnswer<ModelScan>.Of(new ModelScan(model.Signature(bytes.Length), model.Categories));
    }

    private static ScoringFailure? Complaint(ModelReader model)
    {
        // The place itself is not repeated: it is text of whoever made the file.
        if (model.ExternalFiles.Any(LeavesFolder))
        {
            return ScoringFailure.Refuse(
                "external-data-escapes", "The model wants to read data from a file outside its own folder. Save it as one file with all weights inside.");
        }

        if (model.ExternalFiles.Count > 0)
        {
            return ScoringFailure.Refuse("external-data", "The model keeps weights in another file. Save it as one file with all weights inside.");
        }

        foreach (var unknown in model.UnknownOperators())
        {
            return ScoringFailure.Refuse(
                "unknown-operator-domain",
                $"The model uses the operator `{Shorten(unknown.Operator)}` of the domain `{Shorten(unknown.Domain)}`, which ONNX Runtime does not know. Export it with standard operators.");
        }

        return model.Outputs.Count == 0
            ? ScoringFailure.Refuse("no-outputs", "The model's graph has no output.")
            : null;
    }

    private static bool LeavesFolder(string location) =>
        location.Length == 0
        || location.StartsWith('/')
        || location.StartsWith('\\')
        || (location.Length > 1 && location[1] == ':')
        || location.Split('/', '\\').Contains("..", StringComparer.Ordinal);

    private static ScoringAnswer<ModelScan> NotOnnx(ReadOnlySpan<byte> bytes)
    {
        var guess = bytes switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => " It is a PNG picture.",
            [(byte)'P', (byte)'K', 3, 4, ..] => " It is a zip archive; PyTorch and Keras files are such archives, export the model to ONNX.",
            [0x1F, 0x8B, ..] => " It is a gzip archive.",
            [0x80, >= 2 and <= 5, ..] => " It is a Python pickle; export the model to ONNX.",
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => " It is a PDF document.",
            [(byte)'<', ..] => " It is a web page or XML.",
            [(byte)'{', ..] => " It is JSON.",
            _ => "",
        };
        return ScoringAnswer<ModelScan>.Refused("not-onnx", "This is not an ONNX file." + guess);
    }

    private static string Shorten(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
