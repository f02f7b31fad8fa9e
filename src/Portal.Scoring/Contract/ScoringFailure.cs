namespace Portal.Scoring.Contract;

/// <summary>What kind of end a failed scoring came to; decides whether running it again can help.</summary>
public enum FailureKind
{
    /// <summary>The model or the table cannot be scored as they are. Running it again gives the same answer.</summary>
    Refused,

    /// <summary>A limit on memory, time or output stopped it.</summary>
    Stopped,

    /// <summary>The process ended without an answer.</summary>
    Crashed,

    /// <summary>Somebody asked for the end.</summary>
    Cancelled,
}

/// <summary>Why there are no scores.</summary>
/// <param name="Kind">What kind of end it was.</param>
/// <param name="Code">A stable word for programs, such as <c>missing-column</c>.</param>
/// <param name="Sentence">What a person reads: what is wrong and, where it helps, what to do.</param>
public sealed record ScoringFailure(FailureKind Kind, string Code, string Sentence)
{
    /// <summary>Of a code, as it is kept.</summary>
    public const int LongestCode = 100;

    /// <summary>Of a sentence, as it is kept.</summary>
    public const int LongestSentence = 2000;

    /// <summary>The same as far as it is kept: it may come from the untrusted side.</summary>
    /// <returns>A failure whose code and sentence are not longer than allowed.</returns>
    internal ScoringFailure Fitted() => this with { Code = Fit(Code, LongestCode), Sentence = Fit(Sentence, LongestSentence) };

    private static string Fit(string? text, int longest)
    {
        var clean = (text ?? "").Replace('\0', ' ');
        return clean.Length <= longest ? clean : clean[..(longest - 1)] + "…";
    }

    internal static ScoringFailure Refuse(string code, string sentence) => new(FailureKind.Refused, code, sentence);
}

/// <summary>Either what was asked for, or why not.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
/// <param name="Value">The answer; <see langword="null"/> when there is a failure.</param>
/// <param name="Failure">The reason; <see langword="null"/> when there is an answer.</param>
public sealed record ScoringAnswer<T>(T? Value, ScoringFailure? Failure)
    where T : class
{
    internal static ScoringAnswer<T> Of(T value) => new(value, null);

    internal static ScoringAnswer<T> No(ScoringFailure failure) => new(null, failure);

    internal static ScoringAnswer<T> Refused(string code, string sentence) => new(null, ScoringFailure.Refuse(code, sentence));
}
