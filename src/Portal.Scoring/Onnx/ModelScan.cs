using Portal.Scoring.Contract;
using Portal.Scoring.Packages;

namespace Portal.Scoring.Onnx;

/// <summary>What can be learnt from a model file without ONNX Runtime.</summary>
/// <param name="Signature">What it says about itself.</param>
/// <param name="Categories">For an input that the graph encodes itself, the values it knows (numbers as text).</param>
internal sealed record ModelScan(ModelSignature Signature, IReadOnlyDictionary<string, IReadOnlySet<string>> Categories)
{
    private const long LargestFile = int.MaxValue;

    /// <summary>Reads a file and says what is wrong with it before a runtime has seen it.</summary>
    /// <param name="path">The model.</param>
    /// <param name="package">What it came in; <see langword="null"/> for a file by itself, which has no data files.</param>
    public static ScoringAnswer<ModelScan> Read(string path, ModelPackage? package = null)
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

        return Read(file.Span, package);
    }

    /// <summary>As <see cref="Read(string, ModelPackage?)"/>, from bytes.</summary>
    public static ScoringAnswer<ModelScan> Read(ReadOnlySpan<byte> bytes, ModelPackage? package = null)
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

        return (ExternalDataRules.Refuses(model.ExternalTensors, package) ?? Complaint(model)) is { } complaint
            ? ScoringAnswer<ModelScan>.No(complaint)
            : ScoringAnswer<ModelScan>.Of(new ModelScan(
                package is null ? model.Signature(bytes.Length) : model.Signature(package.ArchiveLength) with { Files = package.Files }, model.Categories));
    }

    private static ScoringFailure? Complaint(ModelReader model)
    {
        if (model.Functions.Refuses() is { } endless)
        {
            return endless;
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

    private static ScoringAnswer<ModelScan> NotOnnx(ReadOnlySpan<byte> bytes)
    {
        var guess = bytes switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => " It is a PNG picture.",
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
