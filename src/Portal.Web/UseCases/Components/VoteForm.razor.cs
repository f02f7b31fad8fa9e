using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.UseCases;

namespace Portal.Web.UseCases.Components;

public sealed partial class VoteForm
{
    private const int MostCharacters = BoardVote.MostConditions * (BoardVote.LongestCondition + 1);

    private static readonly BoardVerdict[] s_order = [BoardVerdict.Approve, BoardVerdict.RequestChanges, BoardVerdict.Reject, BoardVerdict.Abstain];

    private BoardVerdict _chosen;
    private string _reason = "";
    private string _conditions = "";
    private string? _error;

    /// <summary>With an open session.</summary>
    [Parameter, EditorRequired]
    public required UseCaseView View { get; set; }

    /// <summary>The vote was cast, or the case is not what it was: the owner loads it again.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnVoted { get; set; }

    [Inject]
    private CastVote Cast { get; set; } = null!;

    protected override void OnInitialized() => _chosen = s_order.First(verdict => Refuses(verdict) is null || View.May.Vote is not null);

    private Refusal? Refuses(BoardVerdict verdict) => verdict == BoardVerdict.Approve ? View.May.Approve : View.May.Vote;

    private string Consequence(BoardVerdict verdict)
    {
        var after = BoardRules.Tally([.. View.Open!.Votes.Select(vote => vote.Verdict), verdict], View.Open.Tally.Quorum);
        return verdict == BoardVerdict.Abstain ? "Takes no side and does not count for the quorum."
            : after.Outcome is { } outcome ? $"Decides: {UseCaseLabels.Past(outcome).ToLowerInvariant()}."
            : $"The board goes on. {after.Sentence}";
    }

    private Task SubmitAsync()
    {
        var reason = _reason.Trim();
        _error = reason.Length == 0 ? "Write why, in a sentence: it is what others will read later." : null;
        string[] conditions = _chosen == BoardVerdict.Approve ? _conditions.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
        return _error is not null
            ? Task.CompletedTask
            : RunAsync((actor, ct) => Cast.RunAsync(actor, new CastVoteRequest(View.Number, _chosen, reason, View.Open!.CaseDigest, conditions), ct), _ => OnVoted.InvokeAsync());
    }
}
