using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Promotions;
using Portal.Web.Shell;

namespace Portal.Web.Promotions.Components;

public sealed partial class DecideForm
{
    private static readonly DecisionVerdict[] s_order = [DecisionVerdict.Approve, DecisionVerdict.RequestChanges, DecisionVerdict.Reject];

    private DecisionVerdict _chosen;
    private string _reason = "";
    private string? _error;
    private bool _touched;
    private Refusal? _common;
    private int? _stage;
    private ElementReference _form;
    private bool _drafted;

    [Inject]
    private BrowserModule Browser { get; set; } = null!;

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
    public required Func<DecisionDraft, CancellationToken, Task<Outcome<PromotionState>>> Decide { get; set; }

    /// <summary>The stages on which the reader's word counts now.</summary>
    [Parameter]
    public IReadOnlyList<OpenSeat> Seats { get; set; } = [];

    /// <summary>Set when the reader's sign-in is too old for the signature that the policy asks for.</summary>
    [Parameter]
    public Refusal? Unsigned { get; set; }

    /// <summary>The page's own path, to come back to after the sign-in was confirmed.</summary>
    [Parameter]
    public string From { get; set; } = "/";

    /// <summary>Under which name what is written is kept in this browser tab until it is sent; null keeps nothing.</summary>
    [Parameter]
    public string? DraftKey { get; set; }

    /// <summary>What an approval of a stage does; null where it goes live at once.</summary>
    [Parameter]
    public Func<OpenSeat?, string?>? Approving { get; set; }

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

    /// <summary>The sign-in grew too old while the page was open: found out by deciding.</summary>
    private Refusal? Aged => Unsigned is null && Refused?.Code == PromotionRules.SignInAgain ? Refused : null;

    private OpenSeat? Seat => Seats.FirstOrDefault(seat => seat.Stage == _stage) ?? (Seats.Count > 0 ? Seats[0] : null);

    /// <summary>The way to a confirmed sign-in leaves the page: what was written and chosen comes back from the browser tab.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_drafted || DraftKey is not { } key || _common is not null)
        {
            return;
        }

        _drafted = true;
        await RunAsync(async ct =>
        {
            if (await Browser.KeepDraftAsync(_form, key, ct) is [var written, var choice] && _reason.Length == 0)
            {
                _reason = written ?? "";
                if (Words.Parse<DecisionVerdict>(choice) is { } verdict && Refuses(verdict) is null)
                {
                    Choose(verdict);
                }
            }
        });
    }

    private void ChooseStage(string stage) => _stage = int.Parse(stage, CultureInfo.InvariantCulture);

    private static string Text(int stage) => stage.ToString(CultureInfo.InvariantCulture);

    private static string SeatText(OpenSeat seat) => seat.InPlaceOf is { } other ? $"{seat.Name}, in the place of {other}" : seat.Name;

    private void Choose(DecisionVerdict verdict) => (_chosen, _touched) = (verdict, true);

    private string Consequence(DecisionVerdict verdict) => (verdict, Live) switch
    {
        (DecisionVerdict.Approve, _) when Approving?.Invoke(Seat) is { } said => said,
        (DecisionVerdict.Approve, { } live) => $"Goes live in {Environment} at once, in place of version {live}.",
        (DecisionVerdict.Approve, null) => $"Goes live in {Environment} at once, as the first version there.",
        (DecisionVerdict.RequestChanges, _) => "Goes back to the requester. Your stage starts again after the answer, and so do those that the change touches.",
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
            var decided = await Decide(new DecisionDraft(_chosen, reason, Seat?.Stage), ct);
            Refused = decided.Refusal;
            if (decided.IsOk)
            {
                if (DraftKey is { } key)
                {
                    await Browser.ForgetDraftAsync(key, ct);
                }

                await OnDecided.InvokeAsync(decided.Value);
            }
        });
    }
}
