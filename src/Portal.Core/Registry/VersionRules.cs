using System.Text.RegularExpressions;
using Portal.Core.Datasets;
using Portal.Core.Storage;

namespace Portal.Core.Registry;

/// <summary>What is asked of the parts of a version that people write. Pure.</summary>
public static partial class VersionRules
{
    public const int LongestDescription = 4000;
    public const int MostTags = 50;
    public const int LongestTagKey = 100;
    public const int LongestTagValue = 1000;

    public static Refusal? Refuses(string? description, IReadOnlyDictionary<string, string>? tags) =>
        Texts.Refuses("description", description, LongestDescription) is { } unkept ? unkept
        : tags is null ? null
        : tags.Count > MostTags ? Refusal.Invalid("tags", $"A version has at most {MostTags} tags.")
        : tags.Select(tag => RefusesTag(tag.Key, tag.Value)).FirstOrDefault(refusal => refusal is not null);

    /// <summary>Numbers name versions by themselves, and "latest" would promise to move with each registration.</summary>
    public static Refusal? RefusesAlias(string alias) =>
        Names.RefusesSlug("alias", alias)
        ?? (NumberLike().IsMatch(alias) || string.Equals(alias, "latest", StringComparison.OrdinalIgnoreCase)
            ? Refusal.Invalid("alias", $"'{alias}' cannot be an alias: numbers name versions by themselves, and latest would move without anybody moving it.")
            : null);

    /// <summary>What a member says of the training data must agree with what the file says.</summary>
    public static Refusal? RefusesTrainingData(DatasetVersionName name, Digest? digest, string? declared) =>
        digest is not { } there ? Refusal.Invalid("trainingData", $"There is no {name}.")
        : Digest.TryParse(declared, out var trainedOn) && trainedOn != there
            ? Refusal.Invalid("trainingData", $"The file says that it was trained on data with the digest {trainedOn.Hex[..8]}…{trainedOn.Hex[^4..]}; {name} has {there.Hex[..8]}…{there.Hex[^4..]}.")
            : null;

    internal static List<VersionTag> Tags(TenantId tenant, VersionId version, IReadOnlyDictionary<string, string>? tags) =>
        [.. (tags ?? new Dictionary<string, string>(StringComparer.Ordinal)).Select(tag => new VersionTag { TenantId = tenant, VersionId = version, Key = tag.Key.Trim(), Value = tag.Value.Trim() })];

    private static Refusal? RefusesTag(string key, string? value) =>
        Names.RefusesText($"tags.{key}", key, LongestTagKey) is not null ? Refusal.Invalid("tags", $"A tag's name has 1 to {LongestTagKey} characters on one line.")
        : !string.Equals(key, key.Trim(), StringComparison.Ordinal) ? Refusal.Invalid("tags", $"The tag '{key.Trim()}' begins or ends with a space.")
        : value is null || value.Length > LongestTagValue || value.Any(char.IsControl) ? Refusal.Invalid("tags", $"The value of the tag '{key}' has at most {LongestTagValue:N0} characters on one line.")
        : null;

    [GeneratedRegex(@"\A[vV]?[0-9]+\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex NumberLike();
}
