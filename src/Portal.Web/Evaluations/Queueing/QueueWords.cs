using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Queueing;
using Portal.Web.Shell;

namespace Portal.Web.Evaluations.Queueing;

/// <summary>What is said of an evaluation's place in the line.</summary>
public static class QueueWords
{
    public static string InWords(EvaluationPriority priority) => priority switch
    {
        EvaluationPriority.Low => "Low",
        EvaluationPriority.Normal => "Normal",
        EvaluationPriority.High => "High",
        _ => throw new ArgumentOutOfRangeException(nameof(priority), priority, null),
    };

    /// <summary>"Waiting for a free place · next in your line · starts in about 2 minutes at the earliest".</summary>
    public static string Line(EvaluationRow row, QueueStanding? standing) => (row.State, standing) switch
    {
        (EvaluationState.Queued, { Waits: not null }) => "Waiting for a machine",
        (EvaluationState.Queued, { NotBefore: not null }) => "Waiting before the next try",
        (EvaluationState.Queued, { Ahead: { } ahead } found) => $"{EvaluationsPages.Doing(row)} · {Place(ahead)}{(found.StartsIn is { } starts ? $" · {Starts(starts)}" : "")}",
        (EvaluationState.Queued, null) => $"{EvaluationsPages.Doing(row)} · more than {Figures.Count(EvaluationQueue.Longest)} are before it in your line",
        _ => EvaluationsPages.Doing(row),
    };

    /// <summary>Rounded as far as a guess may be: to 5 seconds below a minute, to minutes below an hour, to 10 minutes above.</summary>
    public static long? Seconds(TimeSpan? guess) => guess is not { } span ? null : span.TotalSeconds switch
    {
        <= 0 => 0,
        < 60 => Up(span.TotalSeconds, 5),
        < 3600 => Up(span.TotalSeconds, 60),
        _ => Up(span.TotalSeconds, 600),
    };

    private static string Place(int ahead) => ahead switch
    {
        0 => "next in your line",
        1 => "1 is before it in your line",
        _ => $"{Figures.Count(ahead)} are before it in your line",
    };

    private static string Starts(TimeSpan starts) => starts < TimeSpan.FromSeconds(1) ? "starts with the next free place" : $"starts in {Figures.About(starts)} at the earliest";

    private static long Up(double seconds, int step) => (long)Math.Ceiling(seconds / step) * step;
}
