using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Web.Shell;

namespace Portal.Web.Registry.Components;

/// <summary>Names and filters, with what each filter matches in the chosen dataset.</summary>
public sealed partial class SlicesEditor
{
    /// <summary>By filter: what was found in the dataset that was chosen last.</summary>
    private readonly Dictionary<string, Outcome<SlicePreviewView>> _previews = new(StringComparer.Ordinal);
    private DatasetVersionName? _tried;

    [Parameter, EditorRequired]
    public required IReadOnlyList<NamedSlice> Slices { get; set; }

    [Parameter]
    public EventCallback<IReadOnlyList<NamedSlice>> SlicesChanged { get; set; }

    /// <summary>What filters are tried on; null when the model has none.</summary>
    [Parameter]
    public DatasetVersionName? Dataset { get; set; }

    /// <summary>What the last attempt to save was refused with, by field.</summary>
    [Parameter]
    public IReadOnlyDictionary<string, string>? Fields { get; set; }

    [Inject]
    private SlicePreview Preview { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        if (Dataset != _tried)
        {
            var dataset = _tried = Dataset;
            _previews.Clear();
            foreach (var filter in Slices.Select(slice => slice.Filter).ToList())
            {
                await TryAsync(filter, dataset);
            }
        }
    }

    private string? Of(string field) => Fields?.GetValueOrDefault(field);

    /// <summary>What was said to an earlier filter is not repeated beside one that is right.</summary>
    private string? ErrorOf(int index, string filter)
    {
        var preview = _previews.GetValueOrDefault(filter);
        var refusal = preview is not null ? preview.Refusal : filter.Length > 0 ? SliceRules.RefusesFilter(filter) : null;
        return refusal is not null ? $"{refusal.Sentence} {refusal.NextStep}".TrimEnd() : preview is null ? Of(SliceRules.FilterField(index)) : null;
    }

    private string? HintOf(string filter) =>
        _previews.GetValueOrDefault(filter) is { IsOk: true, Value: var found }
            ? $"{Figures.Count(found.Matching)} of {Figures.Count(found.Rows, "row")} of {Dataset} match ({Figures.Percent((double)found.Matching / found.Rows)})."
            : Dataset is null ? "Choose an evaluation dataset to see what it matches." : null;

    private async Task ChangeAsync(int index, NamedSlice slice)
    {
        await SlicesChanged.InvokeAsync([.. Slices.Take(index), slice, .. Slices.Skip(index + 1)]);
        await TryAsync(slice.Filter, Dataset);
    }

    private Task AddAsync() => SlicesChanged.InvokeAsync([.. Slices, new NamedSlice("", "")]);

    private Task RemoveAsync(int index) => SlicesChanged.InvokeAsync([.. Slices.Take(index), .. Slices.Skip(index + 1)]);

    /// <summary>An answer for a dataset that is no longer the chosen one is dropped.</summary>
    private async Task TryAsync(string filter, DatasetVersionName? dataset)
    {
        if (filter.Length == 0 || dataset is null || _previews.ContainsKey(filter))
        {
            return;
        }

        try
        {
            var found = await Preview.FindAsync(await ActorAsync(Gone), filter, dataset, Gone);
            if (dataset == Dataset)
            {
                _previews[filter] = found;
            }
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // The reader left.
        }
    }
}
