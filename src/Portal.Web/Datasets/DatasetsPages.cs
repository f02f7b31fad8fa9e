using Portal.Core.Datasets;
using Portal.Core.Storage;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Datasets;

/// <summary>The pages of datasets, their place in the navigation, and how search finds them.</summary>
public static class DatasetsPages
{
    public static IServiceCollection AddDatasetsPages(this IServiceCollection services) => services
        .AddScoped<ISearchSource, DatasetSearch>()
        .AddPageSubject<DatasetDetail, DatasetView>(
            (datasets, actor, route, ct) => datasets.FindAsync(actor, route.Text("Name"), ct), typeof(DatasetPage), typeof(ImportPage))
        .AddPageSubject<DatasetDetail, DatasetVersionView>(
            (datasets, actor, route, ct) => datasets.VersionAsync(actor, route.Text("Name"), route.Number<int>("Number"), ct), typeof(DatasetVersionPage))
        .AddNavigation(new NavigationEntry("datasets", "Datasets", "/datasets", "dataset"));

    public static string Url(string dataset) => $"/datasets/{Uri.EscapeDataString(dataset)}";

    public static string Url(string dataset, int number) => $"{Url(dataset)}/versions/{number}";

    public static string Url(DatasetVersionName name) => Url(name.Dataset, name.Number);

    public static Tone ToneOf(ColumnRole role) => role switch
    {
        ColumnRole.Label => Tone.Running,
        ColumnRole.ProtectedAttribute => Tone.Waived,
        ColumnRole.Feature or ColumnRole.Identifier or ColumnRole.Timestamp or ColumnRole.Ignored => Tone.Plain,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    private sealed class DatasetSearch(DatasetList list, CircuitActor actor) : ISearchSource
    {
        public string Title => "Datasets";

        public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, CancellationToken ct)
        {
            var found = await list.ReadAsync(await actor.GetAsync(ct), new DatasetListRequest(new PageRequest(5), text), ct);
            return found.IsOk ? [.. found.Value.Items.Select(row => new SearchHit("dataset", row.Name, Figures.Count(row.Rows, "row"), Url(row.Name)))] : [];
        }
    }
}
