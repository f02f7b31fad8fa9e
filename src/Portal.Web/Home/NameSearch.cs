using Portal.Core.Compliance;
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
        FoundKind.Model => new SearchHit("model", found.Name, $"model · {found.Detail}", Places.Model(found.Name)),
        FoundKind.Version => new SearchHit("model", $"{found.Name} version {found.Number}", found.Detail, Places.Version(found.Name, found.Number!.Value)),
        FoundKind.Dataset => new SearchHit("dataset", found.Name, found.Detail, Places.Dataset(found.Name)),
        FoundKind.DatasetVersion => new SearchHit("dataset", $"{found.Name} version {found.Number}", found.Detail, Places.DatasetVersion(found.Name, found.Number!.Value)),
        FoundKind.Evaluation => new SearchHit("evaluation", $"Evaluation of {found.Name}", found.Detail, Places.Evaluation(found.Id!.Value)),
        FoundKind.Promotion => new SearchHit("promotion", found.Name, found.Detail, Places.Promotion(found.Number!.Value)),
        _ => throw new ArgumentOutOfRangeException(nameof(found), found.Kind, null),
    };
}
