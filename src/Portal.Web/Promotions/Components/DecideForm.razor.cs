using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Promotions;

namespace Portal.Web.Promotions.Components;

public sealed partial class DecideForm
{
    private static readonly DecisionVerdict[] s_order = [DecisionVerdict.Approve, DecisionVerdict.RequestChanges, DecisionVerdict.Reject];

    private DecisionVerdict _chosen;
    private string _reason = "";
    private string? _error;
    private bool _touched;
    private Refusal? _common;

    /// <summary>Why a verdict is not the reader's to give; null when it is.</summary>
    [Parameter, EditorRequired]
    public required Func<DecisionVerdict, Refusal?> Refuses { get; set; }

    /// <summary>Where the version goes.</summary>
    [Parameter, EditorRequired]
    public required string Environment { get; set; }

    /// <summary>The number of the version that is live there; null when none is.</summary>
    [Parameter]
    public int? Live { get; set; }

    /// <summary>Decides; its refusal is shown in place and what was typed stays.</summary>
    [Parameter, EditorRequired]
    public required Func<DecisionVerdict, string, CancellationToken, Task<Outcome<PromotionState>>> Decide { get; set; }

    [Parameter]
    public EventCallback<PromotionState> OnDecided { get; set; }

    /// <summary>The promotion is not what it was: the owner loads it again.</summary>
    [Parameter]
    public EventCallback OnStale { get; set; }

    protected override void OnParametersSet()
    {
        var refusals = s_order.Select(verdict => Refuses(verdict)).ToList();

        // One reason for all three is said once, in place of the form.
        _common = refusals.All(refusal => refusal is not null) ? refusals[^1] : null;
        if (!_touched || Refuses(_chosen) is not null)
        {
            _chosen = s_order.FirstOrDefault(verdict => Refuses(verdict) is null);
        }
    }

    private void Choose(DecisionVerdict verdict) => (_chosen, _touched) = (verdict, true);

    private string Consequence(DecisionVerdict verdict) => (verdict, Live) switch
    {
        (DecisionVerdict.Approve, { } live) => $"Goes live in {Environment} at once, in place of version {live}.",
        (DecisionVerdict.Approve, null) => $"Goes live in {Environment} at once, as the first version there.",
        (DecisionVerdict.RequestChanges, _) => "Goes back to the data scientist; only the stages that the change touches start again.",
        (_, { } live) => $"Ends this promotion. Version {live} stays live.",
        _ => "Ends this promotion. Nothing goes live.",
    };

    private Task SubmitAsync()
    {
        var reason = _reason.Trim();
        _error = reason.Length == 0 ? "Write why, in a sentence: it is what others will read later." : null;
        return _error is not null ? Task.CompletedTask : RunAsync(async ct =>
        {
            Refused = null;
            var decided = await Decide(_chosen, reason, ct);
            Refused = decided.Refusal;
            if (decided.IsOk)
            {
                await OnDecided.InvokeAsync(decided.Value);
            }
        });
    }
}
