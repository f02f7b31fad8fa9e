using System.Text.RegularExpressions;

namespace Portal.Core.Storage;

/// <summary>What a name may look like, and the form in which two names are the same.</summary>
public static partial class Names
{
    public const int Longest = 100;

    /// <summary>Collations differ between the databases; an upper-cased column does not. A NUL, which PostgreSQL takes in no text, becomes what no name holds.</summary>
    public static string Normalize(string name) => name.Trim().Replace('\0', '\uFFFD').ToUpperInvariant();

    /// <summary>Names that stand in addresses: letters, digits, dot, dash, underscore, beginning with a letter or digit.</summary>
    public static Refusal? RefusesSlug(string field, string? name) =>
        name is { Length: > 0 and <= Longest } && Slug().IsMatch(name)
            ? null
            : Refusal.Invalid(field, $"A name has 1 to {Longest} letters, digits, dots, dashes or underscores and begins with a letter or digit.");

    /// <summary>Names for people: anything printable.</summary>
    public static Refusal? RefusesText(string field, string? text, int longest = Longest) =>
        text is not null && text.Trim().Length > 0 && text.Length <= longest && !text.Any(char.IsControl)
            ? null
            : Refusal.Invalid(field, $"This needs 1 to {longest} characters on one line.");

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]*\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Slug();
}
