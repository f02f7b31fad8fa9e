using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Portal.Statistics.Quality;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Quality;

public sealed class QualityTests
{
    private static readonly QualityRules s_rules = new(
    [
        new ColumnRule("id", ColumnType.Integer) { Required = true, Key = true },
        new ColumnRule("x", ColumnType.Number) { Required = true, Minimum = 0, Maximum = 10 },
        new ColumnRule("state", ColumnType.Text) { Allowed = ["NY", "CA"] },
        new ColumnRule("code", ColumnType.Text) { Pattern = "[A-Z]{2}[0-9]+" },
        new ColumnRule("on", ColumnType.Boolean),
    ]);

    private static readonly DateTimeOffset s_instant = new(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(2));

    [Fact]
    public void Add_EachFault_IsCountedOnce()
    {
        var tally = new QualityTally(s_rules);
        tally.Add([QualityCell.Of(1), QualityCell.Of(11), QualityCell.Of("TX"), QualityCell.Of("AB1x"), QualityCell.Of("yes")], s_instant);
        tally.Add([QualityCell.Of(1.5), QualityCell.Of(double.PositiveInfinity), QualityCell.Of("ca"), QualityCell.Of("AB12"), QualityCell.Of(true)]);
        tally.Add([QualityCell.Missing, QualityCell.Of(double.NaN), QualityCell.Of(" "), QualityCell.Of(""), QualityCell.Absent], s_instant.AddDays(-1));

        var counters = tally.Counters();

        Assert.Equal(new ColumnCounters(3, 1, 0, 1, 0, 0, 0), counters.Columns["id"]);
        Assert.Equal(new ColumnCounters(3, 1, 0, 0, 2, 0, 0), counters.Columns["x"]);
        Assert.Equal(new ColumnCounters(3, 1, 1, 0, 0, 2, 0), counters.Columns["state"]);
        Assert.Equal(new ColumnCounters(3, 1, 1, 0, 0, 0, 1), counters.Columns["code"]);
        Assert.Equal(new ColumnCounters(2, 1, 0, 1, 0, 0, 0), counters.Columns["on"]);
        Assert.Equal(s_instant.ToUniversalTime(), counters.Newest);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Count_ByColumns_IsTheSameAsByRows(bool isKeyed)
    {
        var rules = new QualityRules([.. s_rules.Columns.Take(4).Select(rule => rule with { Key = isKeyed && rule.Key })]);
        var (stream, tally) = (new RandomStream(3), new QualityTally(rules));
        var (ids, numbers, words) = (new double[300], new double[300], new[] { "NY", " ", "TX", "AB1" });
        var (texts, states, codes) = (new Dictionary<int, string>(), new int[300], new int[300]);
        for (var row = 0; row < ids.Length; row++)
        {
            ids[row] = stream.NextIndex(9) == 0 ? 1.5 : stream.NextIndex(4);
            numbers[row] = stream.NextIndex(4) switch { 0 => double.NaN, 1 => double.PositiveInfinity, var other => 4.0 * other };
            (states[row], codes[row]) = (stream.NextIndex(5) - 1, stream.NextIndex(5) - 1);
            if (double.IsNaN(numbers[row]) && stream.NextIndex(2) == 0)
            {
                texts[row] = stream.NextIndex(2) == 0 ? " " : "n/a";
            }

            var number = texts.TryGetValue(row, out var text) ? QualityCell.Of(text) : QualityCell.Of(numbers[row]);
            tally.Add([QualityCell.Of(ids[row]), number, Cell(states[row]), Cell(codes[row])], s_instant.AddMinutes(row));
        }

        var none = new Dictionary<int, string>();
        QualityColumn[] columns = [QualityColumn.OfNumbers(ids, none), QualityColumn.OfNumbers(numbers, texts), QualityColumn.OfWords(words, states), QualityColumn.OfWords(words, codes)];
        var counted = QualityTally.Count(rules, columns, ids.Length, s_instant.AddMinutes(ids.Length - 1));

        Assert.Equal(Bytes(tally.Counters()), Bytes(counted));
        Assert.True(counted.RepeatedRows > 0);

        QualityCell Cell(int code) => code < 0 ? QualityCell.Missing : QualityCell.Of(words[code]);
    }

    [Fact]
    public void Count_NamesAndAbsentColumns_RepeatNothing()
    {
        var rules = new QualityRules([new ColumnRule("name", ColumnType.Text) { Key = true }, new ColumnRule("x", ColumnType.Number)]);

        var counted = QualityTally.Count(rules, [QualityColumn.OfNames(1), QualityColumn.Absent], 4, null);

        Assert.Equal((4, 0, 0), (counted.Rows, counted.RepeatedRows, counted.RepeatedKeys));
        Assert.Equal(new ColumnCounters(4, 1, 1, 0, 0, 0, 0), counted.Columns["name"]);
        Assert.Equal(new ColumnCounters(0, 4, 0, 0, 0, 0, 0), counted.Columns["x"]);
    }

    [Fact]
    public void Merge_BatchesInAnyOrder_AreTheWhole()
    {
        var stream = new RandomStream(1);
        var batches = Enumerable.Range(0, 5).Select(_ => Batch(ref stream, 40).Counters()).ToArray();

        var forth = Merged(batches);
        var back = Merged([.. batches.Reverse()]);

        Assert.Equal(Bytes(forth), Bytes(back));
        Assert.Equal(200, forth.Rows);
        Assert.Equal(batches.Sum(batch => batch.Columns["x"].Missing), forth.Columns["x"].Missing);
        Assert.Equal(Bytes(batches[0]), Bytes(Merged([batches[0], new QualityCounters()])));
    }

    [Fact]
    public void Write_AnyCounters_AreReadBack()
    {
        var stream = new RandomStream(2);
        var tally = Batch(ref stream, 100);
        tally.AddUnexpected("späte Spalte");
        var counters = tally.Counters();

        var read = QualityCounters.Read(Bytes(counters));

        Assert.Equal(Bytes(counters), Bytes(read));
        Assert.Equal(counters.Columns.OrderBy(column => column.Key), read.Columns.OrderBy(column => column.Key));
        Assert.Equal(counters.Newest, read.Newest);
        Assert.Equal(["späte Spalte"], read.Unexpected);
        Assert.True(Bytes(counters).Length < 120);
    }

    [Fact]
    public void Read_MalformedBytes_AreRefusedWithAFormatException()
    {
        var stream = new RandomStream(3);
        var bytes = Bytes(Batch(ref stream, 20).Counters());
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<FormatException>(() => QualityCounters.Read(bytes.AsSpan(0, length)));
        }

        Assert.Throws<FormatException>(() => QualityCounters.Read([.. bytes, 7]));
        Assert.Throws<FormatException>(() => QualityCounters.Read([9, .. bytes[1..]]));
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), noise =>
        {
            try
            {
                QualityCounters.Read([1, .. noise]);
            }
            catch (FormatException)
            {
                // The only refusal there is.
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Measure_NoRows_ScoresZeroAndBlocks()
    {
        var score = QualityScore.Measure(new QualityCounters(), s_rules);

        Assert.Equal(0, score.Score);
        Assert.Equal(QualityBand.Block, score.Band);
        Assert.Null(score[QualityKind.Completeness]);
        Assert.All(score.Dimensions, dimension => Assert.NotEmpty(dimension.Sentence));
    }

    [Fact]
    public void Measure_NoRules_CannotSay()
    {
        var rules = new QualityRules([]);
        var tally = new QualityTally(rules);
        tally.Add([]);
        tally.Add([]);

        Assert.All(QualityScore.Measure(tally.Counters(), rules).Dimensions, dimension => Assert.Null(dimension.Value));
    }

    [Theory]
    [InlineData(24, 1)]
    [InlineData(48, 0.5)]
    [InlineData(72, 0)]
    [InlineData(500, 0)]
    public void Measure_Age_FallsFromTheLimitToThreeTimesIt(double hours, double expected)
    {
        var score = QualityScore.Measure(new QualityCounters(), s_rules, TimeSpan.FromHours(hours), TimeSpan.FromHours(24));

        Assert.Equal(expected, score[QualityKind.Freshness]!.Value, 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            QualityScore.Measure(new QualityCounters(), s_rules, TimeSpan.Zero, TimeSpan.Zero));
    }

    [Fact]
    public void Learn_Reference_GivesRangeAndAllowedSet()
    {
        double[] numbers = [.. Enumerable.Range(0, 1_001).Select(value => value / 10.0)];

        var range = QualityRules.LearnNumbers("x", numbers);
        var set = QualityRules.LearnTexts("k", ["b", "a", "a", "b", null, " "]);

        Assert.Equal(ColumnType.Number, range.Type);
        Assert.True(range.Required);
        Assert.Equal(0.1 - 9.98, range.Minimum!.Value, 1e-9);
        Assert.Equal(99.9 + 9.98, range.Maximum!.Value, 1e-9);
        Assert.Equal(["a", "b"], set.Allowed!.Order());
        Assert.False(set.Required);
    }

    [Fact]
    public void Learn_NothingToLearnFrom_GivesTheTypeAlone()
    {
        Assert.Null(QualityRules.LearnNumbers("x", [5, 5, 5]).Minimum);
        Assert.False(QualityRules.LearnNumbers("x", [double.NaN]).Required);
        Assert.Null(QualityRules.LearnTexts("name", ["Ann", "Bob", "Eve"]).Allowed);
        Assert.Null(QualityRules.LearnTexts("k", []).Allowed);
        Assert.ThrowsAny<ArgumentException>(() => new ColumnRule("k", ColumnType.Text) { Pattern = "(" });
        Assert.ThrowsAny<ArgumentException>(() => new ColumnRule("k", ColumnType.Text) { Pattern = @"(a)\1" });
        Assert.Throws<ArgumentException>(() => new QualityRules([new ColumnRule("k", ColumnType.Text), new ColumnRule("k", ColumnType.Number)]));
    }

    [Fact]
    public void Profile_HardColumns_AreDescribed()
    {
        var profile = ColumnProfile.Of([0, 1, 2, 3, 100, double.NaN, double.NegativeInfinity]);
        var constant = ColumnProfile.Of([0.1, 0.1, 0.1]);
        var empty = ColumnProfile.Of([double.NaN]);

        Assert.Equal((7, 1, 1, 5), (profile.Rows, profile.Missing, profile.NonFinite, profile.Distinct));
        Assert.Equal(21.2, profile.Mean!.Value, 1e-12);
        Assert.Equal(0.2, profile.ZeroShare);
        Assert.Equal(0.2, profile.OutlierShare);
        Assert.Equal(2, profile.Quantiles![3]);
        Assert.Equal(0, constant.StandardDeviation);
        Assert.Equal(0, constant.OutlierShare);
        Assert.Null(empty.Mean);
    }

    private static QualityTally Batch(ref RandomStream stream, int rows)
    {
        var tally = new QualityTally(s_rules);
        for (var row = 0; row < rows; row++)
        {
            tally.Add(
                [
                    QualityCell.Of((double)stream.NextIndex(30)),
                    stream.NextIndex(9) == 0 ? QualityCell.Missing : QualityCell.Of(12 * stream.NextUnit()),
                    QualityCell.Of(stream.NextIndex(2) == 0 ? "NY" : "TX"),
                    QualityCell.Of($"AB{stream.NextIndex(5)}"),
                    QualityCell.Of(true),
                ],
                s_instant.AddMinutes(stream.NextIndex(1_000)));
        }

        return tally;
    }

    private static QualityCounters Merged(QualityCounters[] batches)
    {
        var whole = new QualityCounters();
        foreach (var batch in batches)
        {
            whole.Merge(batch);
        }

        return whole;
    }

    private static byte[] Bytes(QualityCounters counters)
    {
        var output = new ArrayBufferWriter<byte>();
        counters.Write(output);
        return output.WrittenSpan.ToArray();
    }
}
