using Portal.Core.Registry;
using Portal.Scoring.Contract;

namespace Portal.Core.Tests.Registry;

/// <summary>What only some tasks ask whoever registers a version.</summary>
public sealed class TaskQuestionsTests
{
    [Theory]
    [InlineData(ModelTask.Ranking, ScoringFields.QueryColumn)]
    [InlineData(ModelTask.Forecasting, ScoringFields.Quantiles)]
    [InlineData(ModelTask.MultilabelClassification, ScoringFields.LabelSeparator)]
    public void Make_SilentFile_AsksForIt(ModelTask task, string field)
    {
        var draft = Merge(task, new ScoringStatement(ClassLabels: ["a", "b"], DecisionThreshold: 0.5));

        Assert.Equal([field], draft.Problems.Keys);
        Assert.Null(draft.Rules);
    }

    [Fact]
    public void Make_Answered_TakesIt()
    {
        Assert.Equal("query", Merge(ModelTask.Ranking, new(QueryColumn: "query")).Rules!.QueryColumn);
        Assert.Equal([0.1, 0.9], Merge(ModelTask.Forecasting, new(Quantiles: [0.1, 0.9])).Rules!.Quantiles!);
        Assert.Null(Merge(ModelTask.Retrieval, new()).Rules!.RoleColumn);
        Assert.Equal("kind", Merge(ModelTask.Retrieval, new(RoleColumn: "kind")).Rules!.RoleColumn);
        var labels = Merge(ModelTask.MultilabelClassification, new(ClassLabels: ["a", "b"], DecisionThreshold: 0.5, LabelSeparator: "|")).Rules!;
        Assert.Equal(("|", 0.5), (labels.LabelSeparator, labels.DecisionThreshold));
        Assert.Equal(["a", "b"], labels.ClassLabels);
    }

    [Fact]
    public void Make_FileSaysOtherwise_IsAProblem()
    {
        Assert.Equal("The file says 0.1, 0.9, in this order.", Merge(ModelTask.Forecasting, new(Quantiles: [0.1, 0.5]), ("quantiles", "[0.1, 0.9]")).Problems[ScoringFields.Quantiles]);
        Assert.Equal("The file says query, not user.", Merge(ModelTask.Ranking, new(QueryColumn: "user"), ("query_column", "query")).Problems[ScoringFields.QueryColumn]);
    }

    [Theory]
    [InlineData("[0.9, 0.1]")]
    [InlineData("[0.5, 0.5]")]
    [InlineData("[0, 0.5]")]
    [InlineData("[0.5, 1]")]
    public void Make_LevelsThatAreNone_AreRefused(string quantiles) => Assert.Equal(
        "Quantiles are numbers between 0 and 1 that rise from column to column.", Merge(ModelTask.Forecasting, new(), ("quantiles", quantiles)).Problems[ScoringFields.Quantiles]);

    [Fact]
    public void Make_LabelThatHoldsTheSeparator_IsRefused() => Assert.Equal(
        "The label 'a|b' holds '|' itself, so it would be torn apart.",
        Merge(ModelTask.MultilabelClassification, new(ClassLabels: ["a|b"], DecisionThreshold: 0.5, LabelSeparator: "|")).Problems[ScoringFields.LabelSeparator]);

    [Fact]
    public void Make_LabelColumnAsAnotherOne_IsRefused()
    {
        Assert.Contains("truth", Merge(ModelTask.Ranking, new(QueryColumn: "truth")).Problems[ScoringFields.QueryColumn], StringComparison.Ordinal);
        Assert.Contains("truth", Merge(ModelTask.Retrieval, new(RoleColumn: "truth")).Problems[ScoringFields.RoleColumn], StringComparison.Ordinal);
    }

    private static ScoringDraft Merge(ModelTask task, ScoringStatement said, params (string Key, string Value)[] metadata)
    {
        var signature = new ModelSignature(
            8, "", "", [], [new ModelValue("features", "tensor", "float", [new Dimension(null, "N"), new Dimension(2, null)])], [],
            metadata.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal), 1, 1);
        return ScoringMerge.Make(task, signature, said with { LabelColumn = "truth", FeatureOrder = ["x", "y"] }, _ => null);
    }
}
