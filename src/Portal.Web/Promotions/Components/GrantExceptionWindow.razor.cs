using Microsoft.AspNetCore.Components;
using Portal.Core.Promotions;
using Portal.Core.Promotions.FollowUps;
using Portal.Web.Shell;

namespace Portal.Web.Promotions.Components;

public sealed partial class GrantExceptionWindow
{
    private const int Usual = 14;

    private string _until = "";
    private string _what = "";
    private string? _wrong;

    [Parameter, EditorRequired]
    public required PromotionView View { get; set; }

    [Parameter, EditorRequired]
    public required GateVerdict Gate { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnGranted { get; set; }

    [Inject]
    private GrantException Grant { get; set; } = null!;

    [Inject]
    private ViewerClock Clock { get; set; } = null!;

    /// <summary>The frozen policy's.</summary>
    private int Longest => View.Frozen.Policy.Rules.Exceptions?.LongestDays ?? Usual;

    protected override void OnInitialized() =>
        (_until, _what) = (Day(Math.Min(Usual, Longest)), $"{Gate.Title}: make it pass, or take {View.Model} version {View.VersionNumber} back.");

    private string Day(int days) => ExceptionEnd.Day(Clock.Now, days, Clock.Zone);

    private async Task SubmitAsync(string reason)
    {
        _wrong = null;
        if (ExceptionEnd.Of(_until, Clock.Now, Longest, Clock.Zone) is not { } until)
        {
            _wrong = "Choose the day on which it ends.";
            return;
        }

        await RunAsync((actor, ct) => Grant.RunAsync(actor, new GrantExceptionRequest(View.Number, Gate.Id, reason, View.EvidenceDigest, until, _what), ct), _ => OnGranted.InvokeAsync());
    }
}
