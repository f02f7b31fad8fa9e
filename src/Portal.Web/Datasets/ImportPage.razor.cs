using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Datasets;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;
using Portal.Web.Shell.Components;

namespace Portal.Web.Datasets;

/// <summary>From a file to a snapshot; the upload stands in the address, so that a reload goes on where it was.</summary>
public sealed partial class ImportPage
{
    private Refusal? _forbidden;

    /// <summary>Set to add a version to a dataset.</summary>
    [Parameter]
    public string? Name { get; set; }

    [SupplyParameterFromQuery(Name = "upload")]
    private string? Upload { get; set; }

    [Inject]
    private DatasetSchema Schemas { get; set; } = null!;

    [Inject]
    private DatasetDetail Datasets { get; set; } = null!;

    [Inject]
    private ArtifactOptions Artifacts { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private Guid? UploadId => Guid.TryParse(Upload, out var id) ? id : null;

    private string Again => Name is null ? "/datasets/new" : $"{DatasetsPages.Url(Name)}/add";

    private IReadOnlyList<(string, string)> Crumbs => Name is null ? [("Datasets", "/datasets")] : [("Datasets", "/datasets"), (Name, DatasetsPages.Url(Name))];

    protected override Task OnInitializedAsync() => RunAsync(async ct => _forbidden = RoleRules.Refuses(await ActorAsync(ct), Permission.ManageDatasets));

    /// <summary>A new dataset needs none; a new version needs one that is the tenant's own.</summary>
    private async Task<Outcome<Target>> TargetAsync(CancellationToken ct)
    {
        if (Name is null)
        {
            return new Target();
        }

        var found = await Datasets.FindAsync(await ActorAsync(ct), Name, ct);
        return found.IsOk ? new Target() : found.Refusal;
    }

    private void Uploaded(UploadAnswer answer)
    {
        var upload = JsonSerializer.Deserialize<UploadResponse>(answer.Body, JsonText.Options)!;
        Navigation.NavigateTo($"{Again}?upload={upload.Id}");
    }

    /// <summary>Where the file may go: there is such a place.</summary>
    private sealed record Target;
}
