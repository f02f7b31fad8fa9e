namespace Portal.Scoring.Contract;

/// <summary>What a model file says about itself, read without running it.</summary>
/// <param name="IrVersion">Version of the file format.</param>
/// <param name="Producer">Name of the tool that wrote the file; may be empty.</param>
/// <param name="ProducerVersion">Version of that tool; may be empty.</param>
/// <param name="Opsets">Operator sets that the model is written against.</param>
/// <param name="Inputs">What the model must be given.</param>
/// <param name="Outputs">What it gives back.</param>
/// <param name="Metadata">Key–value pairs of the author, in the order of the file.</param>
/// <param name="Nodes">Number of operators, subgraphs included.</param>
/// <param name="Bytes">Size of the file.</param>
public sealed record ModelSignature(
    long IrVersion,
    string Producer,
    string ProducerVersion,
    IReadOnlyList<Opset> Opsets,
    IReadOnlyList<ModelValue> Inputs,
    IReadOnlyList<ModelValue> Outputs,
    IReadOnlyDictionary<string, string> Metadata,
    long Nodes,
    long Bytes)
{
    /// <summary>What kind of file it is.</summary>
    public ArtifactFormat Format { get; init; }

    /// <summary>What the package holds; <see langword="null"/> where the file is the model itself.</summary>
    public IReadOnlyList<PackageFile>? Files { get; init; }

    /// <summary>How its weights are kept, as far as the file tells: <c>INT8</c>, <c>INT4</c>, <c>FP16</c>, <c>BF16</c>, <c>FP32</c> or
    /// <c>FP64</c>; null where they are not tensors, as those of trees, or where the version was registered before this was read.</summary>
    public string? Precision { get; init; }
}

/// <summary>What kind of file a version is.</summary>
public enum ArtifactFormat
{
    /// <summary>A model that is run.</summary>
    Onnx,

    /// <summary>A table (CSV) of what a model gave elsewhere; its columns stand as outputs.</summary>
    OutputTable,
}

/// <summary>A version of one domain of operators.</summary>
/// <param name="Domain">The domain; <c>ai.onnx</c> for the standard one.</param>
/// <param name="Version">Its version.</param>
public sealed record Opset(string Domain, long Version);

/// <summary>One input or output of a model.</summary>
/// <param name="Name">Its name; may contain spaces.</param>
/// <param name="Kind"><c>tensor</c>, <c>sequence(map)</c>, <c>sequence</c>, <c>map</c>, <c>optional</c>, <c>sparse</c> or <c>unknown</c>.</param>
/// <param name="ElementType">Type of a tensor's elements in the words of the runtime (<c>float</c>, <c>double</c>, <c>int64</c>,
/// <c>string</c> …); of a map, <c>key → value</c>.</param>
/// <param name="Shape">Dimensions of a tensor; <see langword="null"/> when the file does not say.</param>
public sealed record ModelValue(string Name, string Kind, string ElementType, IReadOnlyList<Dimension>? Shape)
{
    /// <summary>How people write it: <c>features: float [N, 10]</c>.</summary>
    public override string ToString() =>
        $"{Name}: {(Kind == "tensor" ? ElementType : $"{Kind} {ElementType}")}{(Shape is null ? "" : $" [{string.Join(", ", Shape)}]")}";
}

/// <summary>One dimension: a size, a name for a size that is free, or nothing known.</summary>
/// <param name="Size">The fixed size.</param>
/// <param name="Symbol">The name of a free one, such as <c>N</c>.</param>
public sealed record Dimension(long? Size, string? Symbol)
{
    /// <summary>The size, the symbol or <c>?</c>.</summary>
    public override string ToString() =>
        Size is { } size ? size.ToString(System.Globalization.CultureInfo.InvariantCulture) : Symbol ?? "?";
}
