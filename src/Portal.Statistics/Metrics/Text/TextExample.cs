namespace Portal.Statistics.Metrics.Text;

/// <summary>A text that a model made, and the texts that would have been right.</summary>
/// <remarks>Texts are compared code point by code point: bring them to one Unicode normal form first where sources differ. Halves of
/// surrogate pairs count as U+FFFD.</remarks>
/// <param name="Prediction">What the model made.</param>
/// <param name="References">At least one right text; the one nearest to the prediction counts unless a metric says otherwise.</param>
public sealed record TextExample(string Prediction, IReadOnlyList<string> References)
{
    internal static void Check(IReadOnlyList<TextExample> examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        if (examples.Count == 0)
        {
            throw new ArgumentException("A metric needs at least one example.", nameof(examples));
        }

        for (var example = 0; example < examples.Count; example++)
        {
            if (examples[example].References.Count == 0)
            {
                throw new ArgumentException($"Example {example} has no reference.", nameof(examples));
            }
        }
    }
}
