using System.Globalization;
using System.Text;

namespace Portal.Statistics.Metrics.Text;

/// <summary>How much of a text appears, in the same order, in another.</summary>
/// <remarks>ROUGE-L of C.-Y. Lin (2004), sentence level, with β = 1. Tokens are runs of Unicode letters, digits and their combining marks in
/// lower case, without stemming; on ASCII texts this equals the <c>rouge_score</c> package. Languages that don't part words by spaces
/// make one token of a phrase: prefer <see cref="ChrF"/> for them.</remarks>
/// <param name="Precision">Longest common subsequence over tokens of the prediction, in [0, 1].</param>
/// <param name="Recall">Longest common subsequence over tokens of the reference, in [0, 1].</param>
/// <param name="F1">Their harmonic mean, in [0, 1]; 0 when either text has no token.</param>
public sealed record RougeL(double Precision, double Recall, double F1)
{
    /// <summary>Compares a text with its references: the one with the highest F1 counts, the first among equals.</summary>
    /// <param name="example">The text and its references.</param>
    /// <exception cref="ArgumentException">There is no reference.</exception>
    public static RougeL Measure(TextExample example)
    {
        TextExample.Check([example]);
        var prediction = Tokens(example.Prediction);
        return example.References.Select(reference => Of(prediction, Tokens(reference))).MaxBy(rouge => rouge.F1)!;
    }

    /// <summary>The tokens of a text.</summary>
    /// <param name="text">Any text.</param>
    public static IReadOnlyList<string> Tokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = new List<string>();
        var token = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || (token.Length > 0 && IsMark(rune)))
            {
                token.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (token.Length > 0)
            {
                tokens.Add(token.ToString());
                token.Clear();
            }
        }

        if (token.Length > 0)
        {
            tokens.Add(token.ToString());
        }

        return tokens;
    }

    private static RougeL Of(IReadOnlyList<string> prediction, IReadOnlyList<string> reference)
    {
        if (prediction.Count == 0 || reference.Count == 0)
        {
            return new RougeL(0, 0, 0);
        }

        var common = CommonSubsequence.Length(prediction, reference);
        return new RougeL(
            (double)common / prediction.Count,
            (double)common / reference.Count,
            2.0 * common / (prediction.Count + reference.Count));
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
