using Portal.Core.Promotions.FollowUps;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Promotions.FollowUps;

/// <summary>Follow-ups as pages show them.</summary>
public static class FollowUpWords
{
    public static string InWords(this FollowUpKind kind) => kind switch
    {
        FollowUpKind.ExceptionEnds => "exception",
        FollowUpKind.BreakGlassReview => "review after break-glass",
        FollowUpKind.EvidenceAges => "renewal",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The gate that was let pass, or what is to be looked at.</summary>
    public static string TitleOf(FollowUpRow row) => row.GateTitle ?? row.GateId ?? Words.Sentence(row.Kind.InWords());

    public static bool IsOverdue(FollowUpRow row, DateTimeOffset now) => row.IsOpen && now >= row.DueAt;

    /// <summary>Red only once the day has passed.</summary>
    public static (Tone Tone, string Text) StateOf(FollowUpRow row, DateTimeOffset now) =>
        !row.IsOpen ? (Tone.Passed, row.DoneBy is null ? "Closed" : "Completed")
        : IsOverdue(row, now) ? (Tone.Failed, "Overdue")
        : (row.Kind switch { FollowUpKind.ExceptionEnds => Tone.Waived, FollowUpKind.EvidenceAges => Tone.Missing, _ => Tone.Queued }, "Open");

    /// <summary>Who let it go, or the portal where its clock asks.</summary>
    public static string By(FollowUpRow row) => row.CreatedBy ?? "the portal";

    /// <summary>Of a renewal that is open: where it is asked for; null for everything else.</summary>
    public static string? RenewUrl(FollowUpRow row) => row is { Kind: FollowUpKind.EvidenceAges, IsOpen: true } ? PromotionsPages.RequestUrl(row.Model, row.Version, row.Place.Name) : null;

    /// <summary>"ends in 12 days", "ended 3 days ago".</summary>
    public static string Left(DateTimeOffset until, DateTimeOffset now)
    {
        var left = until - now;
        return left <= TimeSpan.Zero ? $"overdue for {Span(-left)}" : $"ends in {Span(left)}";
    }

    public static TimelineEntry ToEntry(FollowUpEvent line) => line.Action switch
    {
        "follow-up.opened" => new(TimelineState.Waived, $"Opened by {line.By}", line.Said, line.At),
        "follow-up.overdue" => new(TimelineState.Failed, "Was not completed in time", "An incident was opened.", line.At),
        "follow-up.completed" => new(TimelineState.Done, $"Completed by {line.By}", $"“{line.Said}”", line.At),
        "follow-up.closed" => new(TimelineState.Done, "Closed: nothing is left to put right", line.Said, line.At),
        _ => new(TimelineState.Failed, $"{line.By} was refused", line.Said, line.At),
    };

    private static string Span(TimeSpan span) =>
        span.TotalDays >= 1 ? Figures.Count((long)span.TotalDays, "day") : span.TotalHours >= 1 ? Figures.Count((long)span.TotalHours, "hour") : "less than an hour";
}
