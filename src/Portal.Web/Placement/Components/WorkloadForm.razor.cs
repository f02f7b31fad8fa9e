using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Placement;
using Portal.Web.Shell;

namespace Portal.Web.Placement.Components;

/// <summary>What is said of a workload, for a new one or another edition.</summary>
public sealed partial class WorkloadForm
{
    private static readonly (string, string)[] s_shapes = Words.Options<TrafficShape>(shape => shape.InWords());
    private string? _taken;

    [Parameter, EditorRequired]
    public required WorkloadChoices Choices { get; set; }

    [Parameter, EditorRequired]
    public required WorkloadFields Fields { get; set; }

    /// <summary>Null for a new one.</summary>
    [Parameter]
    public WorkloadView? View { get; set; }

    /// <summary>Somebody else changed it: the owner loads it again.</summary>
    [Parameter]
    public EventCallback OnStale { get; set; }

    [Inject]
    private CreateWorkload Create { get; set; } = null!;

    [Inject]
    private EditWorkload Edit { get; set; } = null!;

    [Inject]
    private MeasuredWorkload Measured { get; set; } = null!;

    [Inject]
    private ViewerClock Clock { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override void OnInitialized()
    {
        if (Fields.Team.Length == 0 && Choices.Teams.Count > 0)
        {
            Fields.Team = Choices.Teams[0];
        }
    }

    private string? Of(string field) => Refused?.Fields.GetValueOrDefault(field);

    private Task TakeAsync(string model)
    {
        (Fields.Model, _taken) = (model, null);
        return model.Length == 0 ? Task.CompletedTask : RunAsync((actor, ct) => Measured.FindAsync(actor, model, ct), measures =>
        {
            Fields.Take(measures);
            _taken = measures is { Speeds.Count: 0, MemoryGigabytes: null, Traffic: null, Licence: null }
                ? $"Nothing was measured of {model} yet: evaluate a version, or say its speed by hand."
                : $"Filled in from what was measured of version {measures.Version} of {model}.";
            return Task.CompletedTask;
        });
    }

    private Task SaveAsync() => View is { } view
        ? RunAsync((actor, ct) => SaveAsync(draft => Edit.RunAsync(actor, new EditWorkloadRequest(view.Name, view.Revision, draft), ct)), _ => GoAsync(view.Name))
        : RunAsync((actor, ct) => SaveAsync(draft => Create.RunAsync(actor, new CreateWorkloadRequest(Fields.Name.Trim(), draft), ct)), _ => GoAsync(Fields.Name.Trim()));

    private async Task<Outcome<T>> SaveAsync<T>(Func<WorkloadDraft, Task<Outcome<T>>> act)
    {
        var draft = Fields.ToDraft(DateOnly.FromDateTime(Clock.Now.UtcDateTime));
        return draft.IsOk ? await act(draft.Value) : draft.Refusal;
    }

    private Task GoAsync(string name)
    {
        Navigation.NavigateTo(PlacementPages.Url(name));
        return Task.CompletedTask;
    }
}
