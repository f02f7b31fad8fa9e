using System.Text.Json.Nodes;
using Portal.Core.Evaluations.Repeating;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Tests.Evaluations;

/// <summary>
/// The same evaluation twice gives the same evidence digest; changing one byte of model, dataset or a threshold changes it. Each time with
/// the real process, in a portal of its own.
/// </summary>
public sealed class EvidenceDigestTests
{
    public static TheoryData<ModelTask> Tasks { get; } = [ModelTask.BinaryClassification, ModelTask.MulticlassClassification, ModelTask.Regression, ModelTask.MultilabelClassification];

    [Theory, MemberData(nameof(Tasks))]
    public async Task Evaluated_TwiceAndWithOneByteChanged_IsTheSameAndThenIsNot(ModelTask task)
    {
        // One of them with all that an installation explains; the others with a little of it.
        var options = task == ModelTask.BinaryClassification ? EvaluationWorld.ExplainsAll : null;
        var first = await EvaluatedTask.EvidenceAsync(task, options: options);
        var second = await EvaluatedTask.EvidenceAsync(task, options: options);
        var otherModel = await EvaluatedTask.EvidenceAsync(task, model: EvaluatedTask.OtherModel(task), options: options);
        var otherData = await EvaluatedTask.EvidenceAsync(task, table: EvaluatedTask.OtherTable(task), options: options);

        Assert.Equal(Digest.Of(first), Digest.Of(second));
        Assert.NotEqual(Digest.Of(first), Digest.Of(otherModel));
        Assert.NotEqual(Digest.Of(first), Digest.Of(otherData));

        // The byte of the model is one that no runtime looks at: every figure is the same, and the evidence is another one all the same.
        Assert.Equal(["version.sha256"], EvidenceDifferences.Of(first, otherModel).Select(difference => difference.Path));
        Assert.Contains("dataset.sha256", EvidenceDifferences.Of(first, otherData).Select(difference => difference.Path));
        Assert.DoesNotContain(EvidenceDifferences.Of(first, otherData), difference => difference.Path.StartsWith("version.", StringComparison.Ordinal) || difference.IsOfMachine);
    }

    [Theory]
    [InlineData(ModelTask.BinaryClassification)]
    [InlineData(ModelTask.MultilabelClassification)]
    public async Task Evaluated_WithAnotherThreshold_IsNotTheSame(ModelTask task)
    {
        var plain = await EvaluatedTask.EvidenceAsync(task);
        var threshold = JsonNode.Parse(plain)!["scoring"]!["decisionThreshold"]!.GetValue<double>();
        var same = await EvaluatedTask.EvidenceAsync(task, said: new ScoringStatement(DecisionThreshold: threshold));
        var other = await EvaluatedTask.EvidenceAsync(task, said: new ScoringStatement(DecisionThreshold: threshold + 1e-9));

        Assert.Equal(Digest.Of(plain), Digest.Of(same));
        Assert.NotEqual(Digest.Of(plain), Digest.Of(other));
        Assert.Equal("scoring.decisionThreshold", EvidenceDifferences.Of(plain, other)[0].Path);
    }
}
