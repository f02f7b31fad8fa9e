using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Web.Shell;

namespace Portal.Web.Registry;

/// <summary>The pages of models and versions, their place in the navigation, and how search finds them.</summary>
public static class RegistryPages
{
    public static IServiceCollection AddRegistryPages(this IServiceCollection services) => services
        .AddScoped<ISearchSource, ModelSearch>()
        .AddPageSubject<ModelDetail, ModelView>(
            (models, actor, route, ct) => models.FindAsync(actor, route.Text("Name"), ct), typeof(ModelPage), typeof(ModelFormPage), typeof(ComparePage), typeof(RegisterPage))
        .AddPageSubject<VersionDetail, VersionView>(
            (versions, actor, route, ct) => versions.FindAsync(actor, route.Text("Name"), route.Number<int>("Number"), ct), typeof(VersionPage))
        .AddNavigation(new NavigationEntry("models", "Models", "/models", "model"));

    public static string Url(string model) => $"/models/{Uri.EscapeDataString(model)}";

    public static string Url(string model, int number) => $"{Url(model)}/versions/{number}";

    public static string CompareUrl(string model, int left, int right) => $"{Url(model)}/compare?left={left}&right={right}";

    public static string InWords(InputConcern concern) => concern switch
    {
        InputConcern.None => "",
        InputConcern.Protected => "protected attribute",
        InputConcern.NotAFeature => "not a feature",
        InputConcern.Unknown => "not in the data",
        _ => throw new ArgumentOutOfRangeException(nameof(concern), concern, null),
    };

    private sealed class ModelSearch(ModelList list, CircuitActor actor) : ISearchSource
    {
        public string Title => "Models";

        public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, CancellationToken ct)
        {
            var found = await list.ReadAsync(await actor.GetAsync(ct), new ModelListRequest(new PageRequest(5), text), ct);
            return found.IsOk ? [.. found.Value.Items.SelectMany(Hits)] : [];
        }

        private static IEnumerable<SearchHit> Hits(ModelRow row)
        {
            yield return new SearchHit("model", row.Name, "model", Url(row.Name));
            if (row.NewestNumber is { } number)
            {
                yield return new SearchHit("model", $"{row.Name} version {number}", "newest version", Url(row.Name, number));
            }
        }
    }
}
