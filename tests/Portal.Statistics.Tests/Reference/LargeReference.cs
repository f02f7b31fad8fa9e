namespace Portal.Statistics.Tests.Reference;

/// <summary>Large cases of the kinds that other files have, told by their inputs and by what they ask for.</summary>
internal sealed class LargeReference : IReferenceFile
{
    public string Name => "large_n";

    public IReadOnlyDictionary<string, object?> Answer(ReferenceCase given)
    {
        var kind = given.Has("y_true") ? "fairness" : given.Asks("chi2") ? "categorical" : "numeric";
        return ReferenceFiles.Named(kind)?.Answer(given) ?? throw new NotSupportedException($"Nobody answers cases of {kind}.");
    }
}
