using Portal.Core.Compliance;
using Portal.Core.Evaluations;
using Portal.Web.Datasets;
using Portal.Web.Evaluations;
using Portal.Web.Promotions;
using Portal.Web.Registry;
using Portal.Web.Shell;

namespace Portal.Web.Home;

/// <summary>Models, versions, datasets and promotions in the command palette: by name, number, or the beginning of a digest.</summary>
public sealed class NameSearch(FoundByName names, CircuitActor actor) : ISearchSource
{
    public string Title => "Found";

    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, CancellationToken ct) =>
        [.. (await names.ReadAsync(await actor.GetAsync(ct), text, ct)).Select(Hit)];

    private static SearchHit Hit(Found found) => found.Kind switch
    {
        FoundKind.Model => new SearchHit("model", found.Name, $"model · {found.Detail}", RegistryPages.Url(found.Name)),
        FoundKind.Version => new SearchHit("model", $"{found.Name} version {found.Number}", found.Detail, RegistryPages.Url(found.Name, found.Number!.Value)),
        FoundKind.Dataset => new SearchHit("dataset", found.Name, found.Detail, DatasetsPages.Url(found.Name)),
        FoundKind.DatasetVersion => new SearchHit("dataset", $"{found.Name} version {found.Number}", found.Detail, DatasetsPages.Url(found.Name, found.Number!.Value)),
        FoundKind.Evaluation => new SearchHit("evaluation", $"Evaluation of {found.Name}", found.Detail, EvaluationsPages.Url(new EvaluationId(found.Id!.Value))),
        FoundKind.Promotion => new SearchHit("promotion", found.Name, found.Detail, PromotionsPages.Url(found.Number!.Value)),
        _ => throw new ArgumentOutOfRangeException(nameof(found), found.Kind, null),
    };
}
