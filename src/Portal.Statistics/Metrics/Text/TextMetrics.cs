namespace Portal.Statistics.Metrics.Text;

/// <summary>What one text scores.</summary>
/// <param name="Answer">Exact match and token F1, each in [0, 1].</param>
/// <param name="RougeL">F1 of ROUGE-L, in [0, 1].</param>
/// <param name="Bleu">Sentence BLEU, in [0, 100].</param>
/// <param name="ChrF">Sentence chrF2, in [0, 100].</param>
public sealed record TextScores(AnswerMatch Answer, double RougeL, double Bleu, double ChrF);

/// <summary>How near the texts of a model come to their references.</summary>
/// <param name="Examples">Number of texts.</param>
/// <param name="ExactMatch">Share of texts that match a reference exactly after normalisation, in [0, 1].</param>
/// <param name="TokenF1">Mean token F1, in [0, 1].</param>
/// <param name="RougeL">Mean F1 of ROUGE-L, in [0, 1].</param>
/// <param name="Bleu">Corpus BLEU: no mean of sentences.</param>
/// <param name="ChrF">Corpus chrF2, in [0, 100]: no mean of sentences.</param>
/// <param name="PerExample">The scores of each text: what to draw from in a bootstrap.</param>
public sealed record TextMetrics(
    int Examples,
    double ExactMatch,
    double TokenF1,
    double RougeL,
    Bleu Bleu,
    double ChrF,
    IReadOnlyList<TextScores> PerExample)
{
    /// <summary>Measures texts.</summary>
    /// <param name="examples">Texts and their references, at least one.</param>
    /// <exception cref="ArgumentException">There is no example, or one without a reference.</exception>
    public static TextMetrics Measure(IReadOnlyList<TextExample> examples)
    {
        TextExample.Check(examples);
        TextScores[] scores =
        [
            .. examples.Select(example => new TextScores(
                AnswerMatch.Measure(example),
                Text.RougeL.Measure(example).F1,
                Text.Bleu.OfSentence(example).Score,
                Text.ChrF.OfSentence(example))),
        ];
        return new TextMetrics(
            examples.Count,
            scores.Average(score => score.Answer.ExactMatch),
            scores.Average(score => score.Answer.TokenF1),
            scores.Average(score => score.RougeL),
            Text.Bleu.OfCorpus(examples),
            Text.ChrF.OfCorpus(examples),
            scores);
    }
}
