using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Extensions;
using Portal.Core;
using Portal.Core.Deployments;
using Portal.Core.Monitoring.Experiments;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Web.Monitoring.Experiments;

/// <summary>Model and environment stand in the address; the rest is typed.</summary>
public sealed partial class NewExperimentPage
{
    private readonly ExperimentForm _form = new();
    private Refusal? _forbidden;

    [SupplyParameterFromQuery(Name = "model")]
    private string? Model { get; set; }

    [SupplyParameterFromQuery(Name = "environment")]
    private string? Environment { get; set; }

    [Inject]
    private ModelList Models { get; set; } = null!;

    [Inject]
    private EnvironmentList Environments { get; set; } = null!;

    [Inject]
    private ExperimentOutlook Outlook { get; set; } = null!;

    [Inject]
    private CreateExperiment Create { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override Task OnInitializedAsync() => RunAsync(async ct => _forbidden = RoleRules.Refuses(await ActorAsync(ct), Permission.ManageExperiments));

    private async Task<Outcome<Choices>> LoadAsync(CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        var most = new PageRequest(PageRequest.LargestSize);
        var models = (await Models.ReadAsync(actor, new ModelListRequest(most), ct)).Value.Items.Select(row => row.Name).Order(StringComparer.OrdinalIgnoreCase);
        var environments = (await Environments.ReadAsync(actor, new EnvironmentListRequest(most), ct)).Value.Items.Select(row => row.Name).Order(StringComparer.OrdinalIgnoreCase);
        var outlook = Model is null || Environment is null ? null : await Outlook.FindAsync(actor, Model, Environment, ct);
        return outlook is { IsOk: false, Refusal: var unknown }
            ? unknown
            : new Choices([.. models.Select(name => (name, name))], [.. environments.Select(name => (name, name))], outlook?.Value);
    }

    private void Learn(Choices choices)
    {
        _form.Challengers.Clear();
        if (choices.Outlook is { } outlook)
        {
            _form.Learn(outlook);
        }
    }

    private void Show(string? model, string? environment)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[] { ("model", model), ("environment", environment) })
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Add(name, value);
            }
        }

        Navigation.NavigateTo("/experiments/new" + query, replace: true);
    }

    private Task SaveAsync(Choices choices) => RunAsync(
        (actor, ct) => Create.RunAsync(actor, new CreateExperimentRequest(choices.Outlook!.Model, choices.Outlook.Environment, _form.ToDraft()), ct),
        made =>
        {
            Navigation.NavigateTo(ExperimentsPages.Url(made.Number));
            return Task.CompletedTask;
        });

    private sealed record Choices(IReadOnlyList<(string Value, string Text)> Models, IReadOnlyList<(string Value, string Text)> Environments, ExperimentOutlookView? Outlook);
}
