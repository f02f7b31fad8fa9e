using Microsoft.AspNetCore.Components;
using Portal.Core.Compliance;
using Portal.Core.Monitoring.Health;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Tenancy;
using Portal.Web.Shell;

namespace Portal.Web.Home;

/// <summary>The first page, by role: what waits for me, computed from rows.</summary>
public sealed partial class HomePage
{
    private static readonly TimeSpan s_refresh = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan s_soon = TimeSpan.FromDays(30);

    /// <summary>Whose page it is, for members of several roles: who decides before who makes, who makes before who looks.</summary>
    private static readonly Role[] s_order = [Role.ComplianceOfficer, Role.Reviewer, Role.DataScientist, Role.TenantAdministrator, Role.Auditor, Role.Executive];

    private Seen? _seen;
    private Role? _role;
    private bool _mayReadTrail;
    private ITimer? _timer;
    private IDisposable? _listening;

    private sealed record Seen(
        IReadOnlyList<WaitingItem> Waiting, IReadOnlyList<NewestVersionRow> Versions, IReadOnlyList<LiveNowRow> Live, IReadOnlyList<RecentActRow> Acts, PostureFigures Posture,
        IReadOnlyList<WatchedRow> Watched, IReadOnlyList<FollowUpRow> Exceptions);

    [Inject]
    private Waiting Waiting { get; set; } = null!;

    [Inject]
    private ViewerClock Clock { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private NewestVersions Versions { get; set; } = null!;

    [Inject]
    private LiveNow Live { get; set; } = null!;

    [Inject]
    private RecentActs Acts { get; set; } = null!;

    [Inject]
    private Posture Posture { get; set; } = null!;

    [Inject]
    private WatchedModels Watched { get; set; } = null!;

    [Inject]
    private FollowUpList FollowUps { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        _listening = Clock.Changed.Add(() => _ = InvokeAsync(StateHasChanged));
        await LoadAsync();
        if (Gone.IsCancellationRequested)
        {
            return;
        }

        _timer = Time.CreateTimer(_ => _ = InvokeAsync(RefreshAsync), state: null, s_refresh, s_refresh);
    }

    /// <summary>While something is being evaluated the page follows it; otherwise it rests.</summary>
    private Task RefreshAsync() => _seen is { Posture.EvaluationsOpen: > 0 } && !Gone.IsCancellationRequested ? LoadAsync() : Task.CompletedTask;

    private Task LoadAsync() => RunAsync(async ct =>
    {
        await Task.Yield();
        var actor = await ActorAsync(ct);
        _role = Array.Find(s_order, actor.Roles.Contains) is var first && actor.Roles.Contains(first) ? first : null;
        _mayReadTrail = RoleRules.Refuses(actor, Permission.ReadAudit) is null;
        _seen = new Seen(
            await Waiting.ListAsync(ct), await Versions.ReadAsync(actor, 8, ct), await Live.ReadAsync(actor, 6, ct), await Acts.ReadAsync(actor, 7, ct), await Posture.ReadAsync(actor, ct),
            (await Watched.ReadAsync(actor, ct)).Rows,
            _role == Role.ComplianceOfficer ? await FollowUps.DueAsync(actor, s_soon, 5, ct) : []);
    });

    private string Greeting
    {
        get
        {
            var hour = Clock.Local(Clock.Now).Hour;
            var hello = hour is >= 5 and < 12 ? "Good morning." : hour is >= 12 and < 18 ? "Good afternoon." : "Good evening.";
            return _role is Role.Auditor or Role.Executive ? hello : _seen?.Waiting.Count switch
            {
                null => hello,
                0 => $"{hello} Nothing waits for you.",
                1 => $"{hello} One thing waits for you.",
                { } many => $"{hello} {Figures.Count(many)} things wait for you.",
            };
        }
    }

    private string Today => Clock.Local(Clock.Now).ToString("dddd, d MMMM yyyy", Figures.Culture);

    private string? Summary => _seen is { } seen ? $"{Figures.Count(seen.Posture.Versions, "version")} of {Figures.Count(seen.Posture.Models, "model")}" : null;

    protected override void Dispose(bool disposing)
    {
        _timer?.Dispose();
        _listening?.Dispose();
        base.Dispose(disposing);
    }
}
