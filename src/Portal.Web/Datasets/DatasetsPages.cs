using Portal.Core.Datasets;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Datasets;

/// <summary>The pages of datasets and their place in the navigation.</summary>
public static class DatasetsPages
{
    public static IServiceCollection AddDatasetsPages(this IServiceCollection services) => services
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
}
