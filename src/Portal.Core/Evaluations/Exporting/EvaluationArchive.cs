namespace Portal.Core.Evaluations.Exporting;

/// <summary>What an exported evaluation is made of: a ZIP with these files and no others, none of them in a folder.</summary>
internal static class EvaluationArchive
{
    public const string Readme = "README.txt";
    public const string Sums = "SHA256SUMS";
    public const string Evidence = "evidence.json";
    public const string Dataset = "dataset.csv";
    public const string Model = "model.onnx";

    /// <summary>In the place of a model where texts were written elsewhere.</summary>
    public const string Texts = "texts.csv";

    /// <summary>For the scoring program alone; absent where no model is run.</summary>
    public const string Spec = "scoring-spec.json";

    public const int MostFiles = 7;

    /// <summary>Of the archive itself: beyond it, its form needs a second table of contents that could contradict the first.</summary>
    public const long LargestFile = uint.MaxValue - 1;

    private const long Small = 16L * 1024 * 1024;
    private const long Large = 16L * 1024 * 1024 * 1024;

    public static IReadOnlyList<string> Required { get; } = [Readme, Sums, Evidence, Dataset];

    /// <summary>Bytes that a file of the archive may have when it is unpacked; null for one that does not belong there.</summary>
    public static long? LimitOf(string name) => name switch
    {
        Readme or Sums or Spec => Small,
        Evidence => 4 * Small,
        Dataset or Model or Texts => Large,
        _ => null,
    };
}
