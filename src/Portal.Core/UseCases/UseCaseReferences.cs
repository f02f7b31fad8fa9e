using Portal.Core.Datasets;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.UseCases;

/// <summary>What the fields of a use case name, found in the tenant.</summary>
internal sealed record UseCaseReferences(TeamId Team, IReadOnlyList<DatasetId> Datasets)
{
    public static async Task<Outcome<UseCaseReferences>> FindAsync(PortalDbContext db, UseCaseDraft draft, CancellationToken ct)
    {
        var team = Names.Normalize(draft.Team);
        if (await db.Teams.Where(row => row.NormalizedName == team).Select(row => (TeamId?)row.Id).SingleOrDefaultAsync(ct) is not { } teamId)
        {
            return Refusal.Invalid("team", $"There is no team called {draft.Team}.");
        }

        string[] names = [.. draft.Datasets.Select(Names.Normalize).Distinct(StringComparer.Ordinal)];
        var found = await db.Datasets.Where(row => names.Contains(row.NormalizedName)).Select(row => new { row.Id, row.Name, row.NormalizedName, row.Classification }).ToListAsync(ct);
        if (draft.Datasets.FirstOrDefault(name => found.TrueForAll(row => row.NormalizedName != Names.Normalize(name))) is { } missing)
        {
            return Refusal.Invalid("datasets", $"There is no dataset called {missing}.");
        }

        return found.Find(row => row.Classification > draft.DataClassification) is { } sensitive
            ? Refusal.Invalid("dataClassification", $"{sensitive.Name} is classified as {sensitive.Classification.InWords()}, so the use case is at least that.")
            : new UseCaseReferences(teamId, [.. found.Select(row => row.Id)]);
    }
}
