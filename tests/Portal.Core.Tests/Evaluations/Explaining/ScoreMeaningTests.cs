using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Explaining;
using Portal.Core.Registry;
using Portal.Scoring.Contract;
using InputStyle = Portal.Core.Registry.InputStyle;

namespace Portal.Core.Tests.Evaluations.Explaining;

/// <summary>What changed numbers mean in each task, by hand.</summary>
public sealed class ScoreMeaningTests
{
    private static readonly ScoringRules s_rules = new(
        InputStyle.Matrix, [], new Dictionary<string, IReadOnlyDictionary<string, double>>(), "label", ["a", "b", "c"], "", "", 0.5) { Quantiles = [0.1, 0.5, 0.9] };

    [Theory]
    [InlineData(ModelTask.BinaryClassification, 1, new[] { 0.4, 0.9 }, new[] { 0.6, 0.7 }, new[] { 0.2, 0.2 }, new[] { true, false })]
    [InlineData(ModelTask.MulticlassClassification, 3, new[] { 0.5, 0.3, 0.2 }, new[] { 0.2, 0.6, 0.2 }, new[] { 0.3 }, new[] { true })]
    [InlineData(ModelTask.MulticlassClassification, 3, new[] { 0.5, 0.3, 0.2 }, new[] { 0.4, 0.3, 0.3 }, new[] { 0.1 }, new[] { false })]
    [InlineData(ModelTask.MultilabelClassification, 3, new[] { 0.4, 0.8, 0.1 }, new[] { 0.7, 0.8, 0.1 }, new[] { 0.1 }, new[] { true })]
    [InlineData(ModelTask.Regression, 1, new[] { 10.0, 20 }, new[] { 7.0, 20 }, new[] { 3.0, 0 }, new bool[0])]
    [InlineData(ModelTask.Forecasting, 3, new[] { 1.0, 2, 3 }, new[] { 0.0, 4, 9 }, new[] { 2.0 }, new bool[0])]
    public void Change_OfATask_IsMeasuredInItsOwnWay(ModelTask task, int width, double[] before, double[] after, double[] sizes, bool[] changed)
    {
        var meaning = new ScoreMeaning(task, s_rules, width);

        Assert.Equal(sizes, meaning.Sizes(before, after), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(changed, meaning.Changed(before, after));
    }

    [Fact]
    public void Influence_WithoutAMetric_OrdersByMovement()
    {
        var answers = Answers(
            [0.2, 0.8],
            (new Probe(ProbeKind.Shuffled, "small", null, null), [0.3, 0.8]),
            (new Probe(ProbeKind.Shuffled, "large", null, null), [0.8, 0.2]),
            (new Probe(ProbeKind.Empty, "large", null, "It is missing."), null));
        var influence = new InfluenceOf(new ScoreMeaning(ModelTask.BinaryClassification, s_rules, 1), answers, answers.AsIs!, _ => null);

        var features = influence.Features([new("small", true, 2, null), new("large", true, 2, null), new("never asked", true, 2, null)]);

        Assert.Equal([("large", 0.6), ("small", 0.05)], features.Select(feature => (feature.Feature, Math.Round(feature.MeanChange, 12))));
        Assert.Equal(("It is missing.", null), (features[0].EmptyRefusal, features[0].Drop));
        Assert.Single(influence.LeftOut);
    }

    [Fact]
    public void Influence_WithAMetric_IsItsWorsening()
    {
        var answers = Answers(
            [1.0],
            (new Probe(ProbeKind.Shuffled, "x", null, null), [2.0]),
            (new Probe(ProbeKind.Shuffled, "x", null, null), [4.0]),
            (new Probe(ProbeKind.Lower, "x", null, null), [0.5]),
            (new Probe(ProbeKind.Higher, "x", null, null), [1.25]));
        var influence = new InfluenceOf(new ScoreMeaning(ModelTask.Regression, s_rules, 1), answers, answers.AsIs!, scores => scores[0]);

        var feature = Assert.Single(influence.Features([new("x", true, 50, 0.25)]));

        // Root mean squared error: less is better. Worsenings of 1 and 3.
        Assert.Equal((2.0, 2.0, 0.25), (feature.Drop, feature.MeanChange, feature.Step));
        Assert.Equal(new ScoreShift(0.375, 0.4875, null), feature.Moved);
    }

    [Fact]
    public void Flips_OfSeveralClasses_CountDecisionsByTheValueThatRowsHave()
    {
        var answers = Answers(
            [0.6, 0.4, 0, 0.6, 0.4, 0, 0.6, 0.4, 0],
            (new Probe(ProbeKind.Set, "sex", "f", null), [0.6, 0.4, 0, 0.6, 0.4, 0, 0.6, 0.4, 0]),
            (new Probe(ProbeKind.Set, "sex", "m", null), [0.4, 0.6, 0, 0.5, 0.4, 0.1, 0.6, 0.4, 0]));
        var column = new AttributeColumn(new DatasetColumn("sex", ColumnType.Text, ColumnRole.ProtectedAttribute), ["m", "f"], [1, 1, 0]);
        var flips = new FlipsOf(new ScoreMeaning(ModelTask.MulticlassClassification, s_rules, 3), answers, answers.AsIs!, [0, 1, 2], new TruthTable([], [], [], [column]));

        var found = flips.Of("sex");

        Assert.Equal([("m", "f", 1L, 0L), ("f", "m", 2L, 1L)], found.Select(flip => (flip.From!, flip.To, flip.Rows, flip.Changed!.Value)));
        Assert.Equal((0.5, 0.15, 0.2, null), (found[1].ChangedShare, Math.Round(found[1].MeanAbsoluteChange, 12), Math.Round(found[1].LargestChange, 12), found[1].MeanChange));
        Assert.Equal(0, found[0].LargestChange);
    }

    [Fact]
    public void Curves_OfSeveralClasses_ShowTheOneThatMovesMost()
    {
        var answers = Answers(
            [0.6, 0.4, 0],
            (new Probe(ProbeKind.Set, "x", "1", null), [0.6, 0.4, 0]),
            (new Probe(ProbeKind.Set, "x", "2", null), [0.5, 0.2, 0.3]));
        var feature = new FeatureInfluence("x", 5, null, null, null, 0.1, null, null, null, null);

        var curve = Assert.Single(DependenceOf.Curves(new ScoreMeaning(ModelTask.MulticlassClassification, s_rules, 3), answers, [feature], [new("x", true, 2, null)]));

        Assert.Equal(("c", true), (curve.Class, curve.IsNumber));
        Assert.Equal([new DependenceValue("1", 0, 0, 0), new DependenceValue("2", 0.3, 0.3, 0.3)], curve.Values);
    }

    private static ProbedScores Answers(double[] asIs, params (Probe Probe, double[]? Scores)[] others)
    {
        (Probe Probe, double[]? Scores)[] all = [(new Probe(ProbeKind.AsIs, "", null, null), asIs), .. others];
        var width = asIs.Length;
        return new ProbedScores(new ProbeReport(1, [], [.. all.Select(one => one.Probe)], "", []), [.. all.SelectMany(one => one.Scores ?? [])], width);
    }
}
