using Portal.Scoring.Contract;

namespace Portal.Scoring.Inputs;

/// <summary>Ends a scoring from deep inside with an answer; caught once, where the answer is said.</summary>
internal sealed class RefusedException(ScoringFailure failure) : Exception(failure.Sentence)
{
    public RefusedException(string code, string sentence)
        : this(ScoringFailure.Refuse(code, sentence))
    {
    }

    public ScoringFailure Failure { get; } = failure;
}
