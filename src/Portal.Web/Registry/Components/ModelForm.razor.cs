using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Core.Tenancy;
using Portal.Web.Shell;

namespace Portal.Web.Registry.Components;

/// <summary>A model's fields, for a new one or to change them.</summary>
public sealed partial class ModelForm
{
    private static readonly (string, string)[] s_tasks = Words.Options<ModelTask>(task => task.InWords());
    private static readonly (string, string)[] s_risks = Words.Options<RiskClass>(risk => risk.InWords());
    private static readonly (string, string)[] s_classifications = Words.Options<DataClassification>(word => word.InWords());

    private string _name = "";
    private string _purpose = "";
    private string _task = nameof(ModelTask.BinaryClassification);
    private string _risk = nameof(RiskClass.High);
    private string _classification = nameof(DataClassification.Personal);
    private string _team = "";
    private string _owner = "";
    private string _regions = "";
    private string _data = "";
    private string _labels = "";
    private IReadOnlyList<NamedSlice> _slices = [];

    [Parameter, EditorRequired]
    public required ModelChoices Choices { get; set; }

    /// <summary>Null for a new one.</summary>
    [Parameter]
    public ModelView? Model { get; set; }

    [Inject]
    private CreateModel Create { get; set; } = null!;

    [Inject]
    private EditModel Edit { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Somebody else changed the model: the owner loads it again.</summary>
    [Parameter]
    public EventCallback OnStale { get; set; }

    protected override void OnInitialized()
    {
        (_team, _owner) = (Model?.Team ?? (Choices.Teams.Count > 0 ? Choices.Teams[0] : ""), Model?.Owner ?? Choices.Me);
        if (Model is { } model)
        {
            (_purpose, _risk, _classification) = (model.Purpose, model.RiskClass.ToString(), model.DataClassification.ToString());
            (_regions, _data, _slices) = (string.Join(", ", model.AllowedRegions), model.EvaluationDataset?.ToString() ?? "", model.Slices);
            _labels = string.Join(", ", model.RequiredLabels);
        }
    }

    private string? Of(string field) => Refused?.Fields.GetValueOrDefault(field);

    private DatasetVersionName? Data => Choices.EvaluationData.FirstOrDefault(data => data.ToString() == _data) ?? (Model?.EvaluationDataset?.ToString() == _data ? Model.EvaluationDataset : null);

    private string[] Regions => _regions.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private Task SaveAsync() => Model is { } model
        ? RunAsync((actor, ct) => EditAsync(actor, model, ct), _ => GoAsync(model.Name))
        : RunAsync(CreateAsync, _ => GoAsync(_name));

    private Task<Outcome<ModelId>> CreateAsync(Actor actor, CancellationToken ct) => Create.RunAsync(
        actor,
        new CreateModelRequest(
            _name, _purpose, _team, Words.Parse<ModelTask>(_task) ?? ModelTask.BinaryClassification, Words.Parse<RiskClass>(_risk) ?? RiskClass.High,
            Words.Parse<DataClassification>(_classification) ?? DataClassification.Personal, Regions, Data, _owner, RunnerLabels.Split(_labels), _slices),
        ct);

    private Task<Outcome<Done>> EditAsync(Actor actor, ModelView model, CancellationToken ct) => Edit.RunAsync(
        actor,
        new EditModelRequest(
            model.Name, model.Revision, _purpose, _owner, _team, Words.Parse<RiskClass>(_risk) ?? model.RiskClass,
            Words.Parse<DataClassification>(_classification) ?? model.DataClassification, Regions, Data, RunnerLabels.Split(_labels), _slices),
        ct);

    private Task GoAsync(string name)
    {
        Navigation.NavigateTo(RegistryPages.Url(name));
        return Task.CompletedTask;
    }
}
