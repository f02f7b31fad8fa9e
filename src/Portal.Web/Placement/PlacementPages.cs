using Portal.Core.Placement;
using Portal.Web.Shell;

namespace Portal.Web.Placement;

/// <summary>The pages of placement and their place in the navigation.</summary>
public static class PlacementPages
{
    public const string Address = "/placement";
    public const string Catalogue = "/placement/catalogue";

    public static IServiceCollection AddPlacementPages(this IServiceCollection services) => services
        .AddPageSubject<WorkloadDetail, WorkloadView>((workloads, actor, route, ct) => workloads.FindAsync(actor, route.Text("Name"), ct), typeof(WorkloadPage), typeof(WorkloadFormPage))
        .AddPageSubject<PlacementCatalogue, PlaceRow>((places, actor, route, ct) => places.FindAsync(actor, route.Text("Place"), ct), typeof(PlacePage))
        .AddNavigation(new NavigationEntry("placement", "Placement", Address, "building"));

    public static string Url(string workload) => $"{Address}/{Uri.EscapeDataString(workload)}";

    public static string PlaceUrl(string place) => $"{Catalogue}/{Uri.EscapeDataString(place)}";
}
