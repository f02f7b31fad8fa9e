using Microsoft.AspNetCore.Components;
using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Web.Shell;

namespace Portal.Web.Registry.Components;

/// <summary>An uploaded file on its way to be a version.</summary>
public sealed partial class RegisterForm
{
    private const int MostParents = 100;

    private VersionDraftView? _draft;
    private ScoringStatement _said = new();
    private IReadOnlyList<(string, string)> _data = [];
    private IReadOnlyList<(string, string)> _parents = [];
    private IReadOnlyList<DatasetVersionName> _names = [];
    private ScoringStatement? _checked;
    private bool _checking;
    private bool _wanted;
    private string _description = "";
    private string _training = "";
    private string _parent = "";

    [Parameter, EditorRequired]
    public required ModelView Model { get; set; }

    [Parameter, EditorRequired]
    public UploadId Upload { get; set; }

    [Parameter, EditorRequired]
    public required string Again { get; set; }

    [Inject]
    private VersionDraft Drafts { get; set; } = null!;

    [Inject]
    private RegisterVersion Register { get; set; } = null!;

    [Inject]
    private VersionList Versions { get; set; } = null!;

    [Inject]
    private DatasetChoices Datasets { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string TrainingHint => _draft?.TrainingData is { } found
        ? $"The digest that the file names is that of {found}."
        : "The file names no training data that is here.";

    protected override async Task OnInitializedAsync()
    {
        _checked = _said;
        await RunAsync((actor, ct) => Drafts.FindAsync(actor, Model.Name, Upload, _said, ct), draft =>
        {
            (_draft, _training) = (draft, draft.TrainingData?.ToString() ?? "");
            return Task.CompletedTask;
        });
        await ChoicesAsync();
    }

    private async Task ChoicesAsync()
    {
        var actor = await ActorAsync(Gone);
        var data = await Datasets.ListAsync(actor, Gone);
        _names = [.. data.Select(choice => choice.Name)];
        _data = [.. data.Select(choice => (choice.Name.ToString(), $"{choice.Name}, {Figures.Count(choice.Rows, "row")}"))];
        var versions = await Versions.ReadAsync(actor, Model.Name, new PageRequest(MostParents), Gone);
        _parents = versions.IsOk ? [.. versions.Value.Items.Select(version => (version.Number.ToString(Figures.Culture), $"Version {version.Number}"))] : [];
        StateHasChanged();
    }

    private string? Of(string field) => Refused?.Fields.GetValueOrDefault(field);

    /// <summary>
    /// The draft is asked again with what was said, so that the next question stands there at once. The file is read for that, so
    /// the reader goes on meanwhile: what they say is checked next, and a press of the button waits until nothing is left to check.
    /// </summary>
    private async Task SayAsync(ScoringStatement said)
    {
        _said = said;
        if (Busy)
        {
            return;
        }

        await CheckAsync();
        if (_wanted)
        {
            _wanted = false;
            await SaveAsync();
        }
    }

    private async Task CheckAsync()
    {
        _checking = true;
        do
        {
            var said = _said;
            _checked = said;
            await RunAsync((actor, ct) => Drafts.FindAsync(actor, Model.Name, Upload, said, ct), draft =>
            {
                _draft = draft;
                return Task.CompletedTask;
            });
        }
        while (_checked != _said && !Gone.IsCancellationRequested);
        _checking = false;
    }

    private async Task SaveAsync()
    {
        if (_checking)
        {
            _wanted = true;
            return;
        }

        await RegisterAsync();
        if (_checked != _said && !Gone.IsCancellationRequested)
        {
            var refused = Refused;
            await CheckAsync();
            Refused ??= refused;
        }
    }

    private Task RegisterAsync() => RunAsync(
        (actor, ct) => Register.RunAsync(
            actor,
            new RegisterVersionRequest(
                Model.Name, Upload, _description, null, _said, _names.FirstOrDefault(name => name.ToString() == _training),
                int.TryParse(_parent, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var parent) ? parent : null),
            ct),
        version =>
        {
            Navigation.NavigateTo(RegistryPages.Url(Model.Name, version.Number));
            return Task.CompletedTask;
        });
}
