using Portal.Statistics.Metrics.Text;
using Portal.Statistics.Tests.Oracles;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Metrics.Text;

public sealed class TextMetricsTests
{
    private const double Tolerance = 1e-9;

    private static readonly Oracle s_oracle = Oracle.Read("text");

    public static TheoryData<int> Examples => [.. Enumerable.Range(0, s_oracle["examples"].Items.Count())];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Measure_OneText_AgreesWithThePublishedTools(int number)
    {
        var oracle = s_oracle["examples"].Items.ElementAt(number);
        var example = Example(oracle);

        var answer = AnswerMatch.Measure(example);

        Assert.Equal(oracle["exact"].Number, answer.ExactMatch);
        Assert.Equal(oracle["f1"].Number, answer.TokenF1, Tolerance);
        Assert.Equal(oracle["bleu"].Number, Bleu.OfSentence(example).Score, Tolerance);
        Assert.Equal(oracle["chrf"].Number, ChrF.OfSentence(example), Tolerance);
        if (oracle["rouge"].Numbers is [var precision, var recall, var f1])
        {
            var rouge = RougeL.Measure(example);
            Assert.Equal(precision, rouge.Precision, Tolerance);
            Assert.Equal(recall, rouge.Recall, Tolerance);
            Assert.Equal(f1, rouge.F1, Tolerance);
        }
    }

    [Fact]
    public void Measure_Corpus_AgreesWithSacreBleu()
    {
        TextExample[] examples = [.. s_oracle["examples"].Items.Select(Example)];

        var metrics = TextMetrics.Measure(examples);

        var bleu = s_oracle["bleu"];
        Assert.Equal(bleu["score"].Number, metrics.Bleu.Score, Tolerance);
        Assert.Equal(bleu["precisions"].Numbers, metrics.Bleu.Precisions, (a, b) => Math.Abs(a - b) < Tolerance);
        Assert.Equal(bleu["penalty"].Number, metrics.Bleu.BrevityPenalty, Tolerance);
        Assert.Equal(bleu["length"].Integer, metrics.Bleu.Length);
        Assert.Equal(bleu["reference_length"].Integer, metrics.Bleu.ReferenceLength);
        Assert.Equal(s_oracle["chrf"].Number, metrics.ChrF, Tolerance);
        Assert.Equal(s_oracle["examples"].Items.Average(example => example["f1"].Number), metrics.TokenF1, Tolerance);
        Assert.Equal(examples.Length, metrics.PerExample.Count);
    }

    [Fact]
    public void OfCorpus_NoTextHasFourWords_IsZero() =>
        Assert.Equal(s_oracle["short_bleu"].Number, Bleu.OfCorpus([new("a b", ["a b"]), new("c", ["c d"])]).Score);

    [Fact]
    public void Measure_CorpusInAnotherOrder_ChangesNothing()
    {
        TextExample[] examples = [.. s_oracle["examples"].Items.Select(Example)];

        Assert.Equal(Bleu.OfCorpus(examples).Score, Bleu.OfCorpus([.. examples.Reverse()]).Score);
        Assert.Equal(ChrF.OfCorpus(examples), ChrF.OfCorpus([.. examples.Reverse()]));
    }

    [Theory]
    [InlineData("Größe und Maß", "größe MASS", 1 / 2.5)] // ß stays ß
    [InlineData("Ärger e\u0301te", "ärger E\u0301TE", 1)] // marks stay with their letter
    [InlineData("\U00010400 x", "\U00010428 y", 0.5)] // letters beyond the basic plane have a lower case, too
    public void RougeL_OtherScripts_AreWords(string prediction, string reference, double f1) =>
        Assert.Equal(f1, RougeL.Measure(new TextExample(prediction, [reference])).F1, Tolerance);

    [Fact]
    public void Measure_BrokenUnicode_IsAnsweredAllTheSame()
    {
        var metrics = TextMetrics.Measure([new("a \ud83d b\ude00", ["a \ud83d b\ude00"]), new("\0 \u200f\ufeff", ["\uffff"])]);

        Assert.Equal(0.5, metrics.ExactMatch);
        Assert.Equal(100, metrics.PerExample[0].ChrF, Tolerance);
    }

    [Fact]
    public void RougeL_LongTexts_FindsTheCommonSubsequence()
    {
        for (ulong seed = 1; seed <= 40; seed++)
        {
            var stream = new RandomStream(seed * 1_000);
            string[] Words(int count) => [.. Enumerable.Range(0, count).Select(_ => "abcdef"[stream.NextIndex(6)].ToString())];
            var (first, second) = (Words(1 + stream.NextIndex(200)), Words(1 + stream.NextIndex(200)));

            var rouge = RougeL.Measure(new TextExample(string.Join(' ', first), [string.Join(' ', second)]));

            Assert.Equal((double)Common(first, second) / first.Length, rouge.Precision, Tolerance);
        }
    }

    [Fact]
    public void Measure_NothingToCompare_Throws()
    {
        Assert.Throws<ArgumentException>(() => TextMetrics.Measure([]));
        Assert.Throws<ArgumentException>(() => TextMetrics.Measure([new("a", [])]));
        Assert.Throws<ArgumentException>(() => RougeL.Measure(new("a", [])));
    }

    private static TextExample Example(Oracle oracle) => new(oracle["prediction"].Text, oracle["references"].Texts);

    /// <summary>The table of the textbook.</summary>
    private static int Common(string[] first, string[] second)
    {
        var table = new int[first.Length + 1, second.Length + 1];
        for (var i = 1; i <= first.Length; i++)
        {
            for (var j = 1; j <= second.Length; j++)
            {
                table[i, j] = first[i - 1] == second[j - 1] ? table[i - 1, j - 1] + 1 : Math.Max(table[i - 1, j], table[i, j - 1]);
            }
        }

        return table[first.Length, second.Length];
    }
}
