using Microsoft.AspNetCore.Components;
using Portal.Core.Datasets;
using Portal.Web.Shell;

namespace Portal.Web.Datasets.Components;

/// <summary>The table that was inferred, as a form: names, types, roles, and what the dataset is.</summary>
public sealed partial class ImportForm
{
    private static readonly (string, string)[] s_classifications = Words.Options<DataClassification>(word => word.InWords());

    private List<ColumnChoice> _choices = [];
    private string _name = "";
    private string _description = "";
    private string _region = "";
    private DataClassification _classification = DataClassification.Internal;

    [Parameter, EditorRequired]
    public required InferredSchema Schema { get; set; }

    /// <summary>The dataset that gets a version; null for a new one.</summary>
    [Parameter]
    public string? Dataset { get; set; }

    [Inject]
    private ImportDataset Import { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string Summary
    {
        get
        {
            var attributes = _choices.Count(choice => choice.Role == ColumnRole.ProtectedAttribute);
            var label = _choices.Find(choice => choice.Role == ColumnRole.Label)?.Inferred.Name;
            return $"{(label is null ? "no label" : $"label {label}")}, {Figures.Count(attributes, "protected attribute")}";
        }
    }

    protected override void OnInitialized()
    {
        _choices = [.. Schema.Columns.Select(column => new ColumnChoice(column))];
        _name = Suggest(Schema.FileName);
    }

    private static string Suggest(string fileName)
    {
        var letters = Path.GetFileNameWithoutExtension(fileName).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '-');
        return new string([.. letters]).Trim('-', '.', '_').ToLowerInvariant();
    }

    private string? Of(string field) => Refused?.Fields.GetValueOrDefault(field);

    private Task SaveAsync() => RunAsync(
        async (actor, ct) =>
        {
            // The whole file is read again and measured: show that the button was heard before that.
            await Task.Yield();
            return await Import.RunAsync(
                actor,
                new ImportDatasetRequest(
                    Schema.Upload, Dataset ?? _name, Dataset is null ? new NewDataset(_description, _classification, _region) : null, [.. _choices.Select(choice => choice.ToColumn())]),
                ct);
        },
        imported =>
        {
            Navigation.NavigateTo(DatasetsPages.Url(imported.Name, imported.Number));
            return Task.CompletedTask;
        });
}
