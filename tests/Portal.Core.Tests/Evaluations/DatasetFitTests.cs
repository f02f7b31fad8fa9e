using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Registry;

namespace Portal.Core.Tests.Evaluations;

/// <summary>Which column a version may be scored against.</summary>
public sealed class DatasetFitTests
{
    private static readonly DatasetColumn[] s_columns =
    [
        new("application_id", ColumnType.Integer, ColumnRole.Identifier),
        new("income", ColumnType.Number, ColumnRole.Feature),
        new("amount", ColumnType.Number, ColumnRole.Feature),
        new("sex", ColumnType.Text, ColumnRole.ProtectedAttribute, "male"),
        new("asked_at", ColumnType.Instant, ColumnRole.Timestamp),
        new("note", ColumnType.Text, ColumnRole.Ignored),
        new("class", ColumnType.Text, ColumnRole.Label),
    ];

    [Theory]
    [InlineData(InputStyle.Columns, "class", "income,amount", null)]
    [InlineData(InputStyle.Columns, "class", "income,class", "label-as-feature")]
    [InlineData(InputStyle.Matrix, "class", "features", null)]
    [InlineData(InputStyle.Matrix, "class", "class", "label-as-feature")]
    [InlineData(InputStyle.Columns, "verdict", "income", "missing-label")]
    [InlineData(InputStyle.Columns, "amount", "income", "not-the-label")]
    [InlineData(InputStyle.Columns, "sex", "income", "not-the-label")]
    [InlineData(InputStyle.Columns, "application_id", "income", "not-the-label")]
    [InlineData(InputStyle.Columns, "note", "income", "not-the-label")]
    public void Classifier_IsScoredAgainstTheLabelOnly(InputStyle style, string label, string inputs, string? code) =>
        Assert.Equal(code, EvaluationRules.RefusesDataset(Rules(style, label, ["no", "yes"]), inputs.Split(','), s_columns)?.Code);

    [Theory]
    [InlineData("class", "income", null)]
    [InlineData("amount", "income", null)]
    [InlineData("amount", "income,amount", "label-as-feature")]
    [InlineData("sex", "income", "not-the-label")]
    [InlineData("application_id", "income", "not-the-label")]
    [InlineData("asked_at", "income", "not-the-label")]
    [InlineData("note", "income", "not-the-label")]
    public void Regression_MayPredictAFeature_ButNobodysGroupOrNumber(string label, string inputs, string? code) =>
        Assert.Equal(code, EvaluationRules.RefusesDataset(Rules(InputStyle.Columns, label, []), inputs.Split(','), s_columns)?.Code);

    [Fact]
    public void Matrix_FeatureOrderWithTheLabel_IsRefused()
    {
        var rules = Rules(InputStyle.Matrix, "class", ["no", "yes"]) with { FeatureOrder = ["income", "class"] };

        Assert.Equal("label-as-feature", EvaluationRules.RefusesDataset(rules, ["features"], s_columns)?.Code);
    }

    private static ScoringRules Rules(InputStyle style, string label, string[] classes) => new(
        style, style == InputStyle.Matrix ? ["income"] : [], new Dictionary<string, IReadOnlyDictionary<string, double>>(), label, classes,
        classes.Length == 0 ? "" : classes[1], classes.Length == 0 ? "" : classes[0], 0.5);
}
