namespace Portal.Core.Registry;

/// <summary>Where a part of the scoring rules comes from.</summary>
public enum RuleSource
{
    /// <summary>The file's metadata.</summary>
    File,

    /// <summary>The file's inputs and outputs leave no choice.</summary>
    Signature,

    /// <summary>Whoever registers the version.</summary>
    Member,
}

/// <summary>How a version would be scored, as far as file and member say so.</summary>
/// <param name="Known">All that is known.</param>
/// <param name="Sources">By the names of <see cref="ScoringFields"/>: where it is known from.</param>
/// <param name="Problems">By the same names: what is missing or contradicts the file, in sentences.</param>
/// <param name="LabelValues">The label column's values in the data, where they are known.</param>
/// <param name="Notes">Metadata that could not be understood.</param>
/// <param name="Rules">Null while there are problems.</param>
public sealed record ScoringDraft(
    ScoringStatement Known,
    IReadOnlyDictionary<string, RuleSource> Sources,
    IReadOnlyDictionary<string, string> Problems,
    IReadOnlyList<string>? LabelValues,
    IReadOnlyList<string> Notes,
    ScoringRules? Rules)
{
    /// <summary>Null when the rules are complete.</summary>
    public Refusal? Refusal => Problems.Count == 0
        ? null
        : new Refusal(
            RefusalKind.Invalid,
            "version.scoring",
            Problems.Values.First() + (Problems.Count == 1 ? "" : $" {Problems.Count - 1} more of the scoring rules {(Problems.Count == 2 ? "is" : "are")} open."),
            "The file does not say it, so whoever registers the version has to.")
        { Fields = Problems };
}
