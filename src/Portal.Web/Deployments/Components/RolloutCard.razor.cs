using Microsoft.AspNetCore.Components;
using Portal.Core.Deployments.Rollouts;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Tenancy;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Deployments.Components;

public sealed partial class RolloutCard
{
    private RolloutView? _view;
    private IReadOnlyList<OpenException> _waived = [];
    private bool _mayManage;
    private bool _mayTakeBack;
    private Act? _asked;
    private object? _loadedKey;

    public enum Act
    {
        Advance,
        Hold,
        Resume,
        StepBack,
        TakeBack,
    }

    [Parameter, EditorRequired]
    public required string Environment { get; set; }

    [Parameter, EditorRequired]
    public required string Model { get; set; }

    /// <summary>Another value reads it again: something changed.</summary>
    [Parameter]
    public object? Key { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnChanged { get; set; }

    [Inject]
    private ViewerClock Clock { get; set; } = null!;

    protected override Task OnParametersSetAsync()
    {
        if (_loadedKey is not null && Equals(_loadedKey, (Environment, Model, Key)))
        {
            return Task.CompletedTask;
        }

        _loadedKey = (Environment, Model, Key);
        return LoadAsync();
    }

    private Task LoadAsync() => RunAsync(
        async (actor, ct) =>
        {
            (_mayManage, _mayTakeBack) = (RoleRules.Refuses(actor, Permission.ManageRollouts) is null, RoleRules.Refuses(actor, Permission.RollBack) is null);
            var found = await Rollouts.FindAsync(actor, Environment, Model, ct);
            _waived = found.IsOk ? [.. (await Waived.OfPromotionsAsync(actor, [found.Value.Row.Promotion], ct))[found.Value.Row.Promotion]] : [];
            return found;
        },
        view =>
        {
            _view = view;
            return Task.CompletedTask;
        });

    private async Task DoAsync(Act act, RolloutRow row, string reason)
    {
        RolloutStepped? done = null;
        await RunAsync(
            (actor, ct) => act switch
            {
                Act.Advance => Advance.RunAsync(actor, new AdvanceRolloutRequest(row.Environment, row.Model, reason, row.Revision), ct),
                Act.Hold => Hold.RunAsync(actor, new HoldRolloutRequest(row.Environment, row.Model, reason, row.Revision), ct),
                Act.Resume => Resume.RunAsync(actor, new ResumeRolloutRequest(row.Environment, row.Model, reason, row.Revision), ct),
                _ => TakeBack.RunAsync(actor, new TakeBackRolloutRequest(row.Environment, row.Model, reason, OneStep: act == Act.StepBack, row.Revision), ct),
            },
            stepped =>
            {
                (_asked, done) = (null, stepped);
                return Task.CompletedTask;
            });
        if (done is not null)
        {
            // The page reads it again once this act is not busy any more.
            News.Tell(RolloutTexts.Done(row, done));
            await OnChanged.InvokeAsync();
        }
    }

    private void Ask(Act act) => (_asked, Refused, Failure) = (act, null, null);

    private void Close() => (_asked, Refused, Failure) = (null, null, null);

    private Task CloseAndLoadAsync()
    {
        Close();
        return OnChanged.InvokeAsync();
    }

    private string State(RolloutView view) => view.Row switch
    {
        { State: RolloutState.Held } row => $"Held at {row.Now.Share} % since {FreezeTexts.InZone(row.Moves[^1].At, Clock.Zone)} (your time): nothing goes on until somebody resumes it.",
        { IsOpen: false } row => $"It {row.State.InWords()}.",
        var row when row.DueAt > Clock.Now => $"At this step until {FreezeTexts.InZone(row.DueAt, Clock.Zone)} (your time), {Instants.Relative(row.DueAt, Clock.Now, Clock.Zone)}. {Then(row)}",
        var row => $"Its hold time is over. {Then(row)}",
    };

    private static string Then(RolloutRow row) => RolloutRules.IsAutomatic(row.Strategy)
        ? $"Then the portal goes on to {row.Now.Next} % by itself, if its gate says yes."
        : "Then a person decides whether it takes over or goes.";

    private static string Next(RolloutRow row) => row.Now.IsLast ? "Let it take over" : $"Go on to {row.Now.Next} %";

    private static string Verb(Act act, RolloutRow row) => act switch
    {
        Act.Advance => Next(row),
        Act.Hold => "Hold",
        Act.Resume => "Resume",
        Act.StepBack => $"Back to {row.Shares[row.Step - 1]} %",
        _ => "Take it back",
    };

    private static string Consequence(Act act, RolloutRow row) => act switch
    {
        Act.Advance when row.Now.IsLast => $"Version {row.Version} answers all requests at once, and version {row.Champion} stops being live; one act goes back to it.",
        Act.Advance => $"Version {row.Version} answers {row.Now.Next} % of the requests at once. Its hold time begins anew.",
        Act.Hold => $"Version {row.Version} stays at {row.Now.Share} % until somebody resumes it.",
        Act.Resume => $"The rollout goes on from {row.Now.Share} %, when its hold time is over and its gate says yes.",
        Act.StepBack => $"Version {row.Version} answers {row.Shares[row.Step - 1]} % of the requests at once, and stays there until somebody resumes it.",
        _ => $"Version {row.Version} answers no request from now on; version {row.Champion} answers all of them. A new promotion would begin again.",
    };

    private static Tone ToneOf(RolloutVerdict verdict) => verdict switch
    {
        RolloutVerdict.Passed => Tone.Passed,
        RolloutVerdict.Waits => Tone.Missing,
        _ => Tone.Failed,
    };

    private static string WordOf(RolloutVerdict verdict) => verdict switch
    {
        RolloutVerdict.Passed => "Passed",
        RolloutVerdict.Waits => "Waits",
        _ => "Blocks",
    };
}
