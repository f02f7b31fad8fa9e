using Portal.Core.Monitoring.Monitors;

namespace Portal.Core.Monitoring.Retraining;

/// <summary>What of a retraining request stays for whoever may not read protected attributes: that something moved, not which protected column and how far. Pure.</summary>
internal static class ProtectedMoves
{
    public static IReadOnlyList<MovedSubject> Hide(IReadOnlyList<MovedSubject> moved, IReadOnlyCollection<string> columns) => [.. moved.Select(one => ProtectedWords.IsAbout(one.Subject, columns)
        ? new MovedSubject(ProtectedWords.Unnamed, one.Measure, null, null, ProtectedWords.Instead)
        : one with { Sentence = ProtectedWords.Unname(one.Sentence, columns) })];
}
