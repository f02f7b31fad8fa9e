using System.Globalization;
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

    /// <summary>So many days from now, as a date field writes it, in the reader's zone.</summary>
    private string Day(int days) => Clock.Local(Clock.Now).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The end of the day in the reader's zone, but not beyond what the policy allows on its last day.</summary>
    private DateTimeOffset? End()
    {
        if (!DateOnly.TryParseExact(_until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return null;
        }

        var end = new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(day.AddDays(1).ToDateTime(TimeOnly.MinValue), Clock.Zone), TimeSpan.Zero).AddMilliseconds(-1);
        return _until == Day(Longest) && end > Clock.Now.AddDays(Longest) ? Clock.Now.AddDays(Longest) : end;
    }

    private async Task SubmitAsync(string reason)
    {
        _wrong = null;
        if (End() is not { } until)
        {
            _wrong = "Choose the day on which it ends.";
            return;
        }

        await RunAsync((actor, ct) => Grant.RunAsync(actor, new GrantExceptionRequest(View.Number, Gate.Id, reason, View.EvidenceDigest, until, _what), ct), _ => OnGranted.InvokeAsync());
    }
}
