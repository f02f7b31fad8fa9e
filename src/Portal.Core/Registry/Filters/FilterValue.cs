using System.Globalization;
using Portal.Core.Datasets;

namespace Portal.Core.Registry.Filters;

/// <summary>A value that a cell is compared with.</summary>
/// <param name="Number">Set where it was written as a number: 25 is the same as 25.0 then. In quotes it is text.</param>
internal sealed record FilterValue(string Text, double? Number)
{
    public static FilterValue Of(string text) => new(text, null);

    public static FilterValue Of(double number) => new(number.ToString("R", CultureInfo.InvariantCulture), number);

    public override string ToString() => Number is null ? FilterWord.WriteText(Text) : Text;
}

/// <summary>How names and values are written in a filter.</summary>
internal static class FilterWord
{
    private const string Signs = "(),=<>!\"";

    private static readonly string[] s_reserved = ["and", "or", "not", "in", "missing"];

    public static bool IsReserved(string word) => s_reserved.Contains(word, StringComparer.OrdinalIgnoreCase);

    public static bool IsPlain(char letter) => !char.IsWhiteSpace(letter) && !char.IsControl(letter) && !Signs.Contains(letter, StringComparison.Ordinal);

    /// <summary>The name of a column, in quotes where it would not be read as one.</summary>
    public static string Write(string name) => name.Length > 0 && name.All(IsPlain) && !IsReserved(name) ? name : Quote(name);

    /// <summary>A text, in quotes where it would be read as a number, too.</summary>
    public static string WriteText(string text) => CellForms.TryNumber(text, out _) ? Quote(text) : Write(text);

    private static string Quote(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
