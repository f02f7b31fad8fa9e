using System.Text;

namespace Portal.Statistics.Drift.Text;

/// <summary>Numbers that describe texts; each is compared like any other numeric column.</summary>
/// <param name="Length">Characters (Unicode scalar values) of each text.</param>
/// <param name="Words">Words of each text.</param>
/// <param name="NonLetters">Share of characters that are neither letters nor white space, in [0, 1]; not a number for an empty text.</param>
/// <param name="Unknown">Share of words that no text of the reference has, in [0, 1]; not a number for a text without words. A text of the
/// reference is held against the other ones, or none of its words could be unknown.</param>
public sealed record TextDescriptors(double[] Length, double[] Words, double[] NonLetters, double[] Unknown)
{
    /// <summary>Describes texts of the reference and of the current sample.</summary>
    /// <param name="reference">The reference; <see langword="null"/> means missing and is left out.</param>
    /// <param name="current">The current sample, likewise.</param>
    public static (TextDescriptors Reference, TextDescriptors Current) Measure(
        IReadOnlyList<string?> reference, IReadOnlyList<string?> current)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        (string Text, List<string> Words)[] own = [.. reference.OfType<string>().Select(text => (text, WordReader.Words(text)))];
        (string Text, List<string> Words)[] other = [.. current.OfType<string>().Select(text => (text, WordReader.Words(text)))];
        var texts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in own.SelectMany(text => text.Words.Distinct(StringComparer.Ordinal)))
        {
            texts[word] = texts.GetValueOrDefault(word) + 1;
        }

        return (Describe(own, word => texts[word] > 1), Describe(other, texts.ContainsKey));
    }

    private static TextDescriptors Describe((string Text, List<string> Words)[] texts, Predicate<string> known) => new(
        [.. texts.Select(item => (double)item.Text.EnumerateRunes().Count())],
        [.. texts.Select(item => (double)item.Words.Count)],
        [.. texts.Select(item => Share(
            item.Text.EnumerateRunes().Count(rune => !Rune.IsLetter(rune) && !Rune.IsWhiteSpace(rune)),
            item.Text.EnumerateRunes().Count()))],
        [.. texts.Select(item => Share(item.Words.Count(word => !known(word)), item.Words.Count))]);

    private static double Share(int part, int whole) => whole == 0 ? double.NaN : (double)part / whole;
}
