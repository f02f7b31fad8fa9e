using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Retraining;
using Portal.Core.Tenancy;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Monitoring.Incidents.Components;

public sealed partial class IncidentActs
{
    private static readonly (string Value, string Text)[] s_causes = Words.Options<IncidentCause>(cause => cause.InWords());
    private static readonly (string Value, string Text)[] s_days = [("1", "a day"), ("3", "3 days"), ("7", "a week"), ("14", "two weeks"), ("30", "30 days")];

    private IncidentAct? _open;
    private bool _retraining;
    private string _to = "";
    private string _days = "1";
    private string _cause = nameof(IncidentCause.PopulationChanged);

    [Parameter, EditorRequired]
    public required IncidentView View { get; set; }

    [Parameter]
    public MemberId? Me { get; set; }

    /// <summary>To whom it can be given; empty for a reader who may not handle incidents.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<IncidentHandler> Handlers { get; set; }

    /// <summary>With what to tell.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnDone { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnStale { get; set; }

    [Inject]
    private AcknowledgeIncident Acknowledging { get; set; } = null!;

    [Inject]
    private AssignIncident Assigning { get; set; } = null!;

    [Inject]
    private SilenceIncident Silencing { get; set; } = null!;

    [Inject]
    private ResolveIncident Resolving { get; set; } = null!;

    [Inject]
    private ReopenIncident Reopening { get; set; } = null!;

    [Inject]
    private ViewerClock Clock { get; set; } = null!;

    private int Number => View.Row.Number;

    private string Name => IncidentNumber.Write(Number);

    private int Days => int.Parse(_days, CultureInfo.InvariantCulture);

    private RenderFragment? Note => Refused is null && Failure is null ? null : builder =>
    {
        builder.OpenComponent<RefusalNote>(0);
        builder.AddAttribute(1, nameof(RefusalNote.Refusal), Refused);
        builder.AddAttribute(2, nameof(RefusalNote.Sentence), Failure);
        builder.AddAttribute(3, nameof(RefusalNote.ChildContent), (RenderFragment)(inner =>
        {
            inner.OpenComponent<LoadAgain>(0);
            inner.AddAttribute(1, nameof(LoadAgain.Refused), Refused);
            inner.AddAttribute(2, nameof(LoadAgain.OnLoad), EventCallback.Factory.Create(this, LoadAgainAsync));
            inner.CloseComponent();
        }));
        builder.CloseComponent();
    };

    private void Open(IncidentAct act)
    {
        Forget();
        _open = act;
        _to = Handlers.FirstOrDefault(one => one.Id == View.Row.AssignedToId)?.Email ?? Handlers.FirstOrDefault(one => one.Id == Me)?.Email ?? "";
    }

    private void Close()
    {
        Forget();
        _open = null;
    }

    private Task LoadAgainAsync()
    {
        Close();
        return OnStale.InvokeAsync();
    }

    private Task AcknowledgeAsync() => ActAsync((actor, ct) => Acknowledging.RunAsync(actor, new AcknowledgeIncidentRequest(Number), ct), $"{Name} is acknowledged.");

    private Task AssignAsync() => ActAsync((actor, ct) => Assigning.RunAsync(actor, new AssignIncidentRequest(Number, _to, View.Revision), ct), _to.Length == 0 ? $"{Name} is nobody's." : $"{Name} is assigned.");

    private Task SilenceAsync(DateTimeOffset? until, string reason) =>
        ActAsync((actor, ct) => Silencing.RunAsync(actor, new SilenceIncidentRequest(Number, until, reason), ct), until is null ? $"{Name} is heard again." : $"{Name} is silenced.");

    private Task ResolveAsync(string text) => ActAsync(
        (actor, ct) => Resolving.RunAsync(actor, new ResolveIncidentRequest(Number, Words.Parse<IncidentCause>(_cause) ?? IncidentCause.Other, text, View.Revision), ct), $"{Name} is resolved.");

    private Task ReopenAsync(string reason) => ActAsync((actor, ct) => Reopening.RunAsync(actor, new ReopenIncidentRequest(Number, reason, View.Revision), ct), $"{Name} is open again.");

    private Task AskedAsync(int number)
    {
        _retraining = false;
        return OnDone.InvokeAsync($"Retraining request {RetrainingRules.Name(number)} is made.");
    }

    private Task ActAsync(Func<Actor, CancellationToken, Task<Outcome<Done>>> act, string news) => RunAsync(act, _ =>
    {
        _open = null;
        return OnDone.InvokeAsync(news);
    });
}
