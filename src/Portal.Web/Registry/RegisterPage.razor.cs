using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;
using Portal.Web.Datasets;
using Portal.Web.Shell.Components;

namespace Portal.Web.Registry;

/// <summary>From a file to a version; the upload stands in the address, so that a reload goes on where it was.</summary>
public sealed partial class RegisterPage
{
    private Refusal? _forbidden;

    [Parameter]
    public required string Name { get; set; }

    [SupplyParameterFromQuery(Name = "upload")]
    private string? Upload { get; set; }

    [Inject]
    private ModelDetail Models { get; set; } = null!;

    [Inject]
    private ArtifactOptions Artifacts { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private Guid? UploadId => Guid.TryParse(Upload, out var id) ? id : null;

    private string Again => $"{RegistryPages.Url(Name)}/register";

    protected override Task OnInitializedAsync() => RunAsync(async ct => _forbidden = RoleRules.Refuses(await ActorAsync(ct), Permission.RegisterVersion));

    private void Uploaded(UploadAnswer answer)
    {
        var upload = JsonSerializer.Deserialize<UploadResponse>(answer.Body, JsonText.Options)!;
        Navigation.NavigateTo($"{Again}?upload={upload.Id}");
    }
}
