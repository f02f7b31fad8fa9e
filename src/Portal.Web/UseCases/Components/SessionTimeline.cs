using Portal.Core.Tenancy;
using Portal.Core.UseCases;
using Portal.Web.Shell.Components;

namespace Portal.Web.UseCases.Components;

/// <summary>Who did what in a session, newest first, and what is still to come on top.</summary>
public static class SessionTimeline
{
    public static IReadOnlyList<TimelineEntry> Of(UseCaseView view, SessionView session, Actor? you)
    {
        var entries = new List<TimelineEntry>
        {
            new(TimelineState.Done, $"Submitted by {Name(session.SubmittedById, session.SubmittedBy, you)}", session.Note.Length == 0 ? null : $"“{session.Note}”", session.OpenedAt),
        };
        entries.AddRange(session.Votes.Select(vote => new TimelineEntry(
            StateOf(vote.Verdict), $"{UseCaseLabels.Past(vote.Verdict)} by {Name(vote.MemberId, vote.By, you)}",
            vote.Conditions.Count == 0 ? $"“{vote.Reason}”" : $"“{vote.Reason}” If: {string.Join("; ", vote.Conditions)}", vote.At)));
        entries.Add(session.Outcome switch
        {
            null => new(TimelineState.Now, "The board votes", $"{session.Tally.Sentence}{Still(view)}"),
            SessionOutcome.Approved => new(TimelineState.Live, "Approved", session.Tally.Sentence, session.ClosedAt),
            SessionOutcome.Withdrawn => new(TimelineState.Failed, "Withdrawn", "Its votes do not count any more.", session.ClosedAt),
            { } outcome => new(TimelineState.Failed, UseCaseLabels.Past(outcome), session.Tally.Sentence, session.ClosedAt),
        });
        entries.Reverse();
        return entries;
    }

    private static string Name(MemberId member, string name, Actor? you) => member == you?.Member ? "you" : name;

    private static string Still(UseCaseView view) => view.StillToVote.Count == 0 ? "" : $" Not yet: {string.Join(", ", view.StillToVote.Select(member => member.Name))}.";

    private static TimelineState StateOf(BoardVerdict verdict) => verdict switch
    {
        BoardVerdict.Approve => TimelineState.Done,
        BoardVerdict.Abstain => TimelineState.Coming,
        _ => TimelineState.Failed,
    };
}
