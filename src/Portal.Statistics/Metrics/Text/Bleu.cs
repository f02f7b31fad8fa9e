namespace Portal.Statistics.Metrics.Text;

/// <summary>How many of a text's runs of one to four words occur in the references.</summary>
/// <remarks>BLEU of K. Papineni et al. (2002) as sacreBLEU computes it by default (M. Post, 2018): 13a tokenisation, case kept, exponential
/// smoothing of runs without a match, closest reference length. Compare only figures made so.</remarks>
/// <param name="Score">In [0, 100]; higher is better.</param>
/// <param name="Precisions">Percentages of matching runs of 1, 2, 3 and 4 words, smoothed; 0 where the texts have no run so long.</param>
/// <param name="BrevityPenalty">exp(1 − reference length / length) of texts shorter than their references, else 1.</param>
/// <param name="Length">Tokens of the predictions.</param>
/// <param name="ReferenceLength">Tokens of the references nearest in length.</param>
public sealed record Bleu(
    double Score, IReadOnlyList<double> Precisions, double BrevityPenalty, long Length, long ReferenceLength)
{
    private const int Longest = 4;

    /// <summary>Measures one text. Runs longer than the text don't count against it (sacreBLEU's <c>effective_order</c>, as its
    /// <c>sentence_bleu</c> does).</summary>
    /// <param name="example">The text and its references.</param>
    /// <exception cref="ArgumentException">There is no reference.</exception>
    public static Bleu OfSentence(TextExample example)
    {
        TextExample.Check([example]);
        var counts = new Counts();
        counts.Add(example);
        return counts.Score(effectiveOrder: true);
    }

    /// <summary>Measures many texts together: counts are summed before they are divided, so that this is no mean of sentences.</summary>
    /// <param name="examples">Texts and their references, at least one.</param>
    /// <exception cref="ArgumentException">There is no example, or one without a reference.</exception>
    public static Bleu OfCorpus(IReadOnlyList<TextExample> examples)
    {
        TextExample.Check(examples);
        var counts = new Counts();
        foreach (var example in examples)
        {
            counts.Add(example);
        }

        return counts.Score(effectiveOrder: false);
    }

    private sealed class Counts
    {
        private readonly long[] _matches = new long[Longest];
        private readonly long[] _totals = new long[Longest];
        private long _length;
        private long _referenceLength;

        public void Add(TextExample example)
        {
            var vocabulary = new Dictionary<string, uint>(StringComparer.Ordinal);
            var prediction = Ids(example.Prediction, vocabulary);
            uint[][] references = [.. example.References.Select(reference => Ids(reference, vocabulary))];
            _length += prediction.Length;
            _referenceLength += references.Select(reference => reference.Length)
                .OrderBy(length => Math.Abs(length - prediction.Length)).ThenBy(length => length).First();
            for (var order = 1; order <= Longest; order++)
            {
                var allowed = new Dictionary<UInt128, int>();
                foreach (var reference in references)
                {
                    foreach (var (run, count) in Runs(reference, order))
                    {
                        allowed[run] = Math.Max(allowed.GetValueOrDefault(run), count);
                    }
                }

                foreach (var (run, count) in Runs(prediction, order))
                {
                    _totals[order - 1] += count;
                    _matches[order - 1] += Math.Min(count, allowed.GetValueOrDefault(run));
                }
            }
        }

        public Bleu Score(bool effectiveOrder)
        {
            var penalty = _length >= _referenceLength ? 1 : _length == 0 ? 0 : Math.Exp(1 - (double)_referenceLength / _length);
            var precisions = new double[Longest];
            if (Array.TrueForAll(_matches, match => match == 0))
            {
                return new Bleu(0, precisions, penalty, _length, _referenceLength);
            }

            var orders = Longest;
            double smoothing = 1, logarithms = 0;
            for (var order = 0; order < Longest; order++)
            {
                if (_totals[order] == 0)
                {
                    orders = order;
                    break;
                }

                smoothing *= _matches[order] == 0 ? 2 : 1;
                precisions[order] = 100 * (_matches[order] == 0 ? 1 / smoothing : _matches[order]) / _totals[order];
                logarithms += Math.Log(precisions[order]);
            }

            var score = orders < Longest && !effectiveOrder ? 0 : penalty * Math.Exp(logarithms / orders);
            return new Bleu(score, precisions, penalty, _length, _referenceLength);
        }

        private static uint[] Ids(string text, Dictionary<string, uint> vocabulary)
        {
            var tokens = Tokenizer13A.Tokens(text);
            var ids = new uint[tokens.Length];
            for (var token = 0; token < ids.Length; token++)
            {
                vocabulary.TryAdd(tokens[token], (uint)vocabulary.Count);
                ids[token] = vocabulary[tokens[token]];
            }

            return ids;
        }

        private static Dictionary<UInt128, int> Runs(uint[] ids, int order) => RunCounter.Count(ids, order, 32);
    }
}
