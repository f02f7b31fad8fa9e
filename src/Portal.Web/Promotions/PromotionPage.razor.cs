using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Tenancy;
using Portal.Web.Promotions.Components;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Promotions;

/// <summary>Where it is decided: what is asked, what speaks for and against it, on which evidence, by whom.</summary>
public sealed partial class PromotionPage
{
    private Loaded<PromotionView>? _loaded;
    private Actor? _actor;
    private GateVerdict? _granting;
    private bool _withdrawing;

    /// <summary>P-12, or the number alone.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    [Inject]
    private PromotionDetail Promotions { get; set; } = null!;

    [Inject]
    private Decide Decide { get; set; } = null!;

    [Inject]
    private WithdrawPromotion Withdraw { get; set; } = null!;

    [Inject]
    private News News { get; set; } = null!;

    private RenderFragment? Refusal => (Refused, Failure) switch
    {
        ({ } refused, _) => builder =>
        {
            builder.OpenComponent<RefusalNote>(0);
            builder.AddAttribute(1, nameof(RefusalNote.Refusal), refused);
            builder.CloseComponent();
        },
        (_, { } failure) => builder =>
        {
            builder.OpenComponent<RefusalNote>(2);
            builder.AddAttribute(3, nameof(RefusalNote.Sentence), failure);
            builder.CloseComponent();
        },
        _ => null,
    };

    private async Task LearnAsync(PromotionView view) => _actor = await ActorAsync(Gone);

    private static string Question(PromotionView view) => view.Renewal is not null
        ? $"{(PromotionRules.IsOpen(view.State) ? "Renew the approval of" : "Renewal of")} {view.Model} version {view.VersionNumber} in {view.Place.Name}{(PromotionRules.IsOpen(view.State) ? "?" : "")}"
        : PromotionRules.IsOpen(view.State)
        ? $"Make {view.Model} version {view.VersionNumber} live in {view.Place.Name}?"
        : $"{view.Model} version {view.VersionNumber} for {view.Place.Name}";

    /// <summary>What would be refused is said before it is tried.</summary>
    private Refusal? Refuses(PromotionView view, DecisionVerdict verdict) =>
        view.State == PromotionState.ChangesRequested ? view.May.Reject
        : OwnPart(view) is { } own ? own
        : verdict != DecisionVerdict.Approve ? view.May.Reject
        : view.May.Reject is null && view.State == PromotionState.NeedsException ? view.May.Approve! with { Sentence = OpenGates(view) }
        : view.May.Approve ?? (view.LiveChanged
            ? new(RefusalKind.Stale, "promotion.live-changed", $"{(view.LiveNow is { } live ? $"Version {live}" : "Nothing")} is live in {view.Place.Name} now, which is not what it was compared with.", "Send it back, so that it is asked for again.")
            : null);

    /// <summary>Whoever had a part in it is told so first, whatever their roles.</summary>
    private Refusal? OwnPart(PromotionView view)
    {
        var part = _actor?.Member is not { } me ? null : me == view.RegisteredById ? "You registered this version" : me == view.RequestedById && view.Frozen.Policy.Rules.Separation.Requester ? "You asked for this promotion" : null;
        var able = string.Join(" or ", view.Deciders.Where(decider => decider.WhyNot is null).Select(decider => decider.Name));
        return part is null ? null : new(RefusalKind.Blocked, "promotion.own-part", $"{part}, so someone else decides.", able.Length == 0 ? "Nobody else has a role that decides yet." : $"{able} can.");
    }

    private static string OpenGates(PromotionView view) =>
        $"Not possible while a gate blocks it: {string.Join("; ", view.Frozen.Verdicts.Where(verdict => verdict.IsOpen).Select(verdict => verdict.Title))}.{(view.Frozen.Policy.Rules.Exceptions is { } exceptions ? $" {Words.Sentence(exceptions.GrantedBy.OneInWords())} may let it pass." : "")}";

    private static IEnumerable<(Tone Tone, string Text)> Chips(PromotionView view)
    {
        var open = view.Frozen.Verdicts.Where(verdict => verdict.IsOpen).ToList();
        var failed = open.Count(verdict => verdict.Verdict == Verdict.Failed);
        if (failed > 0)
        {
            yield return (Tone.Failed, $"{Figures.Count(failed, "gate")} failed");
        }

        if (open.Count > failed)
        {
            yield return (Tone.Missing, $"{Figures.Count(open.Count - failed, "gate")} without evidence");
        }

        yield return WaitsForMe(view) ? (Tone.Running, "Waits for you") : (PromotionLabels.ToneOf(view.State), PromotionLabels.StateWord(view.State));
    }

    private static bool WaitsForMe(PromotionView view) =>
        PromotionRules.IsOpen(view.State) && (view.State == PromotionState.NeedsException ? view.May.GrantException : view.May.Approve) is null;

    /// <summary>Without a delegate no row offers an exception.</summary>
    private EventCallback<GateVerdict> Grants(PromotionView view) =>
        view.State == PromotionState.NeedsException && view.May.GrantException is null
            ? EventCallback.Factory.Create<GateVerdict>(this, gate => (_granting, Refused) = (gate, null))
            : default;

    private async Task<Outcome<PromotionState>> DecideAsync(PromotionView view, DecisionDraft draft, CancellationToken ct) =>
        await Decide.RunAsync(await ActorAsync(ct), new DecideRequest(view.Number, draft.Verdict, draft.Reason, view.EvidenceDigest, draft.Stage), ct);

    private Task AnsweredAsync(PromotionView view, AnsweredChanges answered)
    {
        News.Tell(answered.Restarted.Count == 0 ? $"P-{view.Number} {answered.State.InWords()}" : $"P-{view.Number} {answered.State.InWords()}; {string.Join(", ", answered.Restarted)} started again");
        return _loaded!.ReloadAsync();
    }

    /// <summary>Of this member alone: a tab may see several sign in.</summary>
    private string? DraftKey(PromotionView view) => _actor is { Member: { } me } ? $"portal-decision-{me}-{view.Number}" : null;

    private static VersionId? LiveVersionOf(PromotionView view) => view is { Renewal: null, Frozen.Evidence.Champion: { } live } ? new VersionId(live.Id) : null;

    private async Task DecidedAsync(PromotionView view, PromotionState state)
    {
        News.Tell(state == PromotionState.Approved && view.Renewal is not null ? $"The approval of {view.Model} version {view.VersionNumber} in {view.Place.Name} is renewed"
            : state == PromotionState.Approved ? $"{view.Model} version {view.VersionNumber} goes live in {view.Place.Name} {RolloutWords.Begins(view.Frozen.Policy.Rules.Rollout, view.Place, view.Frozen.Evidence.Champion is null)}" : $"P-{view.Number} {state.InWords()}");
        await _loaded!.ReloadAsync();
    }

    private Task WithdrawAsync(PromotionView view, string reason) => RunAsync(
        (actor, ct) => Withdraw.RunAsync(actor, new WithdrawPromotionRequest(view.Number, reason), ct),
        _ => CloseAndReloadAsync());

    private Task CloseAndReloadAsync()
    {
        Close();
        return _loaded!.ReloadAsync();
    }

    private void Close() => (_granting, _withdrawing, Refused) = (null, false, null);
}
