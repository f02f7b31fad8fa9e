using Portal.Scoring.Contract;

namespace Portal.Scoring.Tests;

public sealed class ScoringFailureTests
{
    [Fact]
    public void Fitted_FromTheUntrustedSide_IsNotLongerThanIsKept()
    {
        var failure = new ScoringFailure(FailureKind.Refused, new string('c', 500), "a\0" + new string('s', 5000)).Fitted();

        Assert.Equal((ScoringFailure.LongestCode, ScoringFailure.LongestSentence), (failure.Code.Length, failure.Sentence.Length));
        Assert.StartsWith("a s", failure.Sentence, StringComparison.Ordinal);
        Assert.Equal("", new ScoringFailure(FailureKind.Refused, null!, "short").Fitted().Code);
    }
}
