using System.Globalization;
using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Core.Registry.Filters;

namespace Portal.Core.Tests.Registry.Filters;

public sealed class SliceFilterTests
{
    private static readonly string[] s_columns = ["age", "sex", "purpose", "amount", "and", "zip code"];

    [Theory]
    [InlineData("age >= 60 and sex = female", "age >= 60 and sex = female")]
    [InlineData("  age>=60.0\nAND (sex=female)", "age >= 60 and sex = female")]
    [InlineData("purpose in (car, repairs)", "purpose in (car, repairs)")]
    [InlineData("purpose in (car,car)", "purpose = car")]
    [InlineData("amount > 5e3 and not housing=own", "amount > 5000 and not housing = own")]
    [InlineData("housing != own", "not housing = own")]
    [InlineData("missing( age ) or age<18", "missing(age) or age < 18")]
    [InlineData("(a = 1 or b = 2) and c = 3", "(a = 1 or b = 2) and c = 3")]
    [InlineData("(a = 1 and b = 2) or (c = 3 or d = 4)", "a = 1 and b = 2 or c = 3 or d = 4")]
    [InlineData("not (a = 1 and b = 2)", "not (a = 1 and b = 2)")]
    [InlineData("not not a = 1", "not not a = 1")]
    [InlineData("\"zip code\" = \"01234\"", "\"zip code\" = 01234")]
    [InlineData("code = \"25\"", "code = \"25\"")]
    [InlineData("job = \"un\"\"skilled\"", "job = \"un\"\"skilled\"")]
    [InlineData("\"and\" = \"not\"", "\"and\" = \"not\"")]
    [InlineData("purpose = radio/television", "purpose = radio/television")]
    [InlineData("temperature <= -0.5", "temperature <= -0.5")]
    [InlineData("größe = naïve", "größe = naïve")]
    public void Parse_Filter_IsWrittenInOneWay(string text, string canonical)
    {
        var written = SliceFilter.Parse(text).Value.ToString();

        Assert.Equal(canonical, written);
        Assert.Equal(canonical, SliceFilter.Parse(written).Value.ToString());
    }

    [Theory]
    [InlineData("", "At character 1: the name of a column is expected, not the end.")]
    [InlineData("age", "At character 4: =, !=, <, <=, >, >= or in is expected after the column age, not the end.")]
    [InlineData("age > sixty", "At character 7: a number is expected after >, not sixty.")]
    [InlineData("age > \"60\"", "At character 7: a number is expected after >, not \"60\".")]
    [InlineData("age > NaN", "At character 7: a number is expected after >, not NaN.")]
    [InlineData("sex =", "At character 6: a value is expected, not the end.")]
    [InlineData("sex = and", "At character 7: a value is expected, not and; in quotes it would be read as a name.")]
    [InlineData("sex = \"\"", "At character 7: an empty value is a missing one: write missing(column).")]
    [InlineData("sex = female age > 3", "At character 14: and, or, or the end is expected, not age.")]
    [InlineData("(sex = female", "At character 14: and, or, or ) is expected, not the end.")]
    [InlineData("sex = female)", "At character 13: and, or, or the end is expected, not ).")]
    [InlineData("purpose in car", "At character 12: ( is expected after in, not car.")]
    [InlineData("purpose in (car", "At character 16: a comma or ) is expected after a value, not the end.")]
    [InlineData("purpose in ()", "At character 13: a value is expected, not ).")]
    [InlineData("missing age", "At character 9: ( is expected after missing, not age.")]
    [InlineData("missing(age", "At character 12: ) is expected after the column, not the end.")]
    [InlineData("purpose = \"car", "At character 11: the quote is never closed.")]
    [InlineData("!age = 3", "At character 1: ! is read as != only; write not before a condition.")]
    [InlineData("age ! 3", "At character 5: ! is read as != only; write not before a condition.")]
    [InlineData("age = 3\u0001", "At character 8: this letter can't be read.")]
    [InlineData("not", "At character 4: the name of a column is expected, not the end.")]
    public void Parse_WhatIsNoFilter_SaysWhereAndWhatWasExpected(string text, string sentence) =>
        Assert.Equal(sentence, SliceFilter.Parse(text).Refusal?.Sentence);

    [Theory]
    [InlineData(SliceFilter.Deepest, true)]
    [InlineData(SliceFilter.Deepest + 1, false)]
    public void Parse_Depth_IsBounded(int depth, bool expected)
    {
        var text = new string('(', depth) + "a = 1" + new string(')', depth);

        Assert.Equal(expected, SliceFilter.Parse(text).IsOk);
        Assert.False(SliceFilter.Parse(new string('(', SliceFilter.Deepest) + "a != 1" + new string(')', SliceFilter.Deepest)).IsOk);
    }

    [Fact]
    public void Parse_Length_IsBoundedAsTypedAndAsWritten()
    {
        Assert.Contains("at most 500 characters", SliceFilter.Parse("a = " + new string('x', 500)).Refusal!.Sentence, StringComparison.Ordinal);
        Assert.Contains("written out it has", SliceFilter.Parse(string.Join("or", Enumerable.Repeat("(a=1)", 70))).Refusal!.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("age >= 60", "60", true)]
    [InlineData("age > 60", "60", false)]
    [InlineData("age > 60", "60.5", true)]
    [InlineData("age < 60", "", false)]
    [InlineData("not age < 60", "", true)]
    [InlineData("age < 60", "unknown", false)]
    [InlineData("age <= 6", "06", false)]
    [InlineData("age = 25", "25.0", true)]
    [InlineData("age = \"25\"", "25.0", false)]
    [InlineData("age in (24, 25)", "2.5e1", true)]
    [InlineData("age = young", "Young", false)]
    [InlineData("age != young", "", true)]
    [InlineData("missing(age)", "", true)]
    [InlineData("missing(age)", " ", false)]
    [InlineData("age = 1 or age = 2 and sex = x", "1", true)]
    [InlineData("(age = 1 or age = 2) and sex = x", "1", false)]
    public void Bind_OfOneCell_MatchesOrNot(string filter, string cell, bool expected) =>
        Assert.Equal(expected, Matches(SliceFilter.Parse(filter).Value, [cell, "", "", "", "", ""]));

    [Fact]
    public void Columns_AreNamedOnce() =>
        Assert.Equal(["age", "sex"], SliceFilter.Parse("age > 3 and (sex = female or missing(age))").Value.Columns);

    [Fact]
    public void Write_AnyFilter_IsReadAsTheSameAgain()
    {
        var random = new Random(20260302);
        for (var round = 0; round < 3000; round++)
        {
            var filter = Made(random, 4);
            var read = SliceFilter.Parse(filter.ToString());

            if (filter.ToString().Length > SliceFilter.Longest)
            {
                Assert.False(read.IsOk);
                continue;
            }

            Assert.True(read.IsOk, $"{filter}: {read.Refusal?.Sentence}");
            Assert.Equal(filter.ToString(), read.Value.ToString());
            for (var row = 0; row < 5; row++)
            {
                string[] cells = [.. s_columns.Select(_ => Text(random))];
                Assert.Equal(Matches(filter, cells), Matches(read.Value, cells));
            }
        }
    }

    [Fact]
    public void Parse_Anything_NeverThrows()
    {
        var random = new Random(7);
        string[] pieces = ["age", "sex", " ", "(", ")", "and", "or", "not", "in", "missing", "=", "!=", "<", ">=", "\"", "\"\"", ",", "60", "-1e999", "!", "\u0000", "\ud800", "é", "\n", "\t"];
        for (var round = 0; round < 50_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => pieces[random.Next(pieces.Length)]));
            var read = SliceFilter.Parse(text);

            Assert.StartsWith("At character ", read.Refusal?.Sentence ?? "At character ", StringComparison.Ordinal);
            if (read.IsOk)
            {
                Assert.Equal(read.Value.ToString(), SliceFilter.Parse(read.Value.ToString()).Value.ToString());
            }
        }
    }

    [Theory]
    [InlineData("slices[0].name", " ", "a = 1", "b", "a = 1")]
    [InlineData("slices[1].name", "Old", "a = 1", "old ", "a = 2")]
    [InlineData("slices[1].filter", "Old", "a = 1", "Young", "a <")]
    public void Rules_SliceThatIsNotFit_IsNamed(string field, string firstName, string firstFilter, string secondName, string secondFilter) =>
        Assert.Equal([field], SliceRules.Read([new(firstName, firstFilter), new(secondName, secondFilter)]).Refusal!.Fields.Keys);

    [Fact]
    public void Rules_TooMany_AreRefused()
    {
        NamedSlice[] slices = [.. Enumerable.Range(0, SliceRules.Most + 1).Select(number => new NamedSlice(number.ToString(CultureInfo.InvariantCulture), "a=1"))];

        Assert.Equal(["slices"], SliceRules.Read(slices).Refusal!.Fields.Keys);
        Assert.Equal("a = 1", SliceRules.Read(slices[1..]).Value[0].Filter);
    }

    private static bool Matches(SliceFilter filter, string[] cells) => filter.Bind(column => Array.IndexOf(s_columns, column))(new Cells(cells));

    private static SliceFilter Made(Random random, int depth) => random.Next(depth == 0 ? 3 : 6) switch
    {
        0 => new SliceFilter.Compared(Column(random), (NumberComparison)random.Next(4), Number(random)),
        1 => new SliceFilter.OneOf(Column(random), [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Value(random)).Distinct()]),
        2 => new SliceFilter.Missing(Column(random)),
        3 => new SliceFilter.Not(Made(random, depth - 1)),
        4 => new SliceFilter.All([Made(random, depth - 1), Made(random, depth - 1)]),
        _ => new SliceFilter.Any([Made(random, depth - 1), Made(random, depth - 1), Made(random, depth - 1)]),
    };

    private static FilterValue Value(Random random) => random.Next(2) == 0 ? FilterValue.Of(Number(random)) : Text(random) is { Length: > 0 } text ? FilterValue.Of(text) : FilterValue.Of("x");

    private static double Number(Random random) => random.Next(4) switch { 0 => random.Next(-3, 3), 1 => random.NextDouble(), 2 => random.NextDouble() * 1e17, _ => -1e-7 };

    private static string Text(Random random)
    {
        string[] texts = ["", "1", "-2", "0.5", "01", "car", "radio/television", "un\"skilled", "two words", "and", "missing", "(", "NaN", "1e400", "\"", "\n"];
        return texts[random.Next(texts.Length)];
    }

    private static string Column(Random random) => s_columns[random.Next(s_columns.Length)];

    private sealed class Cells(string[] cells) : ICells
    {
        public ReadOnlySpan<char> Cell(int column) => cells[column];
    }
}
