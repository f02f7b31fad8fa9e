using System.Text.RegularExpressions;

namespace Portal.Statistics.Metrics.Text;

/// <summary>How well a short answer matches the right one.</summary>
/// <remarks>After P. Rajpurkar et al. (2016, 2018, SQuAD): lower case, ASCII punctuation and the words a, an, the removed, words parted by
/// white space. The rule is made for English; other languages keep their articles and their own punctuation.</remarks>
/// <param name="ExactMatch">1 when the normalised answer equals a normalised reference, else 0.</param>
/// <param name="TokenF1">Harmonic mean of precision and recall of the words, counted with repetition, against the best reference; when
/// an answer or a reference has no word, 1 if both have none, else 0. In [0, 1].</param>
public sealed partial record AnswerMatch(double ExactMatch, double TokenF1)
{
    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    /// <summary>Compares an answer.</summary>
    /// <param name="example">The answer and its references.</param>
    /// <exception cref="ArgumentException">There is no reference.</exception>
    public static AnswerMatch Measure(TextExample example)
    {
        TextExample.Check([example]);
        var answer = Words(example.Prediction);
        double exact = 0, best = 0;
        foreach (var reference in example.References)
        {
            var right = Words(reference);
            exact = answer.AsSpan().SequenceEqual(right) ? 1 : exact;
            best = Math.Max(best, F1(answer, right));
        }

        return new AnswerMatch(exact, best);
    }

    /// <summary>The words of a normalised text.</summary>
    /// <param name="text">Any text.</param>
    public static string[] Words(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = string.Concat(text.ToLowerInvariant().Where(character => !Punctuation.Contains(character, StringComparison.Ordinal)));
        return Articles().Replace(plain, " ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    private static double F1(string[] answer, string[] right)
    {
        if (answer.Length == 0 || right.Length == 0)
        {
            return answer.Length == right.Length ? 1 : 0;
        }

        var left = right.CountBy(word => word).ToDictionary();
        var shared = 0;
        foreach (var word in answer)
        {
            if (left.GetValueOrDefault(word) > 0)
            {
                left[word]--;
                shared++;
            }
        }

        return 2.0 * shared / (answer.Length + right.Length);
    }

    [GeneratedRegex(@"\b(?:a|an|the)\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Articles();
}
