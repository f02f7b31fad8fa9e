using System.Text;
using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Repeating;

namespace Portal.Core.Tests.Evaluations.Repeating;

public sealed class RepetitionRulesTests
{
    private const string Before = """{"machine":{"code":"1","device":{"cores":2,"name":"a"},"runtime":"1.29.0"},"results":{"metrics":{"auc":0.5}},"scoring":{"threshold":0.5},"version":{"sha256":"x"}}""";

    [Fact]
    public void Judge_EqualBytes_IsTheSame()
    {
        var comparison = Judge(Before, Before);

        Assert.Equal((RepetitionVerdict.Same, 0), (comparison.Verdict, comparison.Differing));
        Assert.Equal(comparison.Before, comparison.After);
    }

    [Theory]
    [InlineData("\"name\":\"a\"", "\"name\":\"b\"", "the device differs")]
    [InlineData("\"code\":\"1\"", "\"code\":\"2\"", "the version of the portal's code differs")]
    [InlineData("\"1.29.0\"", "\"1.30.0\"", "the version of the runtime differs")]
    [InlineData("\"cores\":2,\"name\":\"a\"", "\"cores\":4,\"name\":\"b\"", "the device differs")]
    public void Judge_OnlyTheMachine_IsTheSameElsewhere(string from, string to, string words)
    {
        var comparison = Judge(Before, Before.Replace(from, to, StringComparison.Ordinal));

        Assert.Equal(RepetitionVerdict.SameElsewhere, comparison.Verdict);
        Assert.StartsWith("Every figure is the same.", comparison.Sentence, StringComparison.Ordinal);
        Assert.Contains(words, comparison.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"auc\":0.5", "\"auc\":0.75", "The evidence differs in 1 place although model, data, rules, code, runtime and device are the same")]
    [InlineData("\"threshold\":0.5", "\"threshold\":0.4", "it was not made from the same: scoring.threshold differs.")]
    [InlineData("\"sha256\":\"x\"", "\"sha256\":\"y\"", "it was not made from the same: version.sha256 differs.")]
    public void Judge_AFigureOrARule_IsDifferent(string from, string to, string words)
    {
        var comparison = Judge(Before, Before.Replace(from, to, StringComparison.Ordinal));

        Assert.Equal(RepetitionVerdict.Different, comparison.Verdict);
        Assert.Contains(words, comparison.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_MachineAndFigures_NamesTheMachineFirst()
    {
        var after = Before.Replace("\"auc\":0.5", "\"auc\":0.75", StringComparison.Ordinal).Replace("\"name\":\"a\"", "\"name\":\"b\"", StringComparison.Ordinal);

        var comparison = Judge(Before, after);

        Assert.Equal(["machine.device.name", "results.metrics.auc"], comparison.Differences.Select(difference => difference.Path));
        Assert.Equal(0.25, comparison.Differences[1].Change);
        Assert.Contains("The usual cause is there: the device differs.", comparison.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":[1,2]}""", """{"a":[1,2,3]}""", "a[2]", null, "3")]
    [InlineData("""{"a":{"b":1}}""", """{"a":{}}""", "a.b", "1", null)]
    [InlineData("""{"a":{"b":1}}""", """{"a":7}""", "a", """{"b":1}""", "7")]
    [InlineData("""{"a":null}""", """{"a":"x"}""", "a", null, "\"x\"")]
    [InlineData("""{"a":true}""", """{"a":false}""", "a", "true", "false")]
    public void Of_AnyShape_NamesThePlace(string before, string after, string path, string? was, string? became)
    {
        var difference = Assert.Single(EvidenceDifferences.Of(Encoding.UTF8.GetBytes(before), Encoding.UTF8.GetBytes(after)));

        Assert.Equal((path, was, became, (double?)null), (difference.Path, difference.Before, difference.After, difference.Change));
    }

    [Fact]
    public void Judge_ManyPlaces_ShowsSomeAndCountsAll()
    {
        static string Rows(int value) => $"{{\"results\":[{string.Join(',', Enumerable.Repeat(value, RepetitionRules.MostShown + 5))}]}}";

        var comparison = Judge(Rows(1), Rows(2));

        Assert.Equal((RepetitionRules.MostShown, RepetitionRules.MostShown + 5), (comparison.Differences.Count, comparison.Differing));
    }

    [Theory]
    [InlineData(EvaluationState.Completed, EvaluationEvidence.CurrentFormat, null)]
    [InlineData(EvaluationState.Completed, "portal.evaluation.v1", "evaluation.older-evidence")]
    [InlineData(EvaluationState.Completed, null, "evaluation.nothing-to-repeat")]
    [InlineData(EvaluationState.Failed, null, "evaluation.nothing-to-repeat")]
    [InlineData(EvaluationState.Running, null, "evaluation.nothing-to-repeat")]
    public void Refuses_WhatCannotBeHeldAgainstAnything(EvaluationState state, string? format, string? code) => Assert.Equal(code, RepetitionRules.Refuses(state, format)?.Code);

    private static EvidenceComparison Judge(string before, string after) => RepetitionRules.Judge(Encoding.UTF8.GetBytes(before), Encoding.UTF8.GetBytes(after));
}
