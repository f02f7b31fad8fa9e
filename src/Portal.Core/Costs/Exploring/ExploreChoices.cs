using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Exploring;

/// <param name="ByDimension">Keys and names, by name; at most 300 of each.</param>
public sealed record ExploreChoicesView(IReadOnlyDictionary<CostDimension, IReadOnlyList<(string Key, string Name)>> ByDimension);

/// <summary>What the costs of a basis may be filtered by.</summary>
public sealed class ExploreChoices(PortalDatabase database)
{
    private const int Most = 300;

    public async Task<ExploreChoicesView> ReadAsync(Actor actor, CostBasis basis, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var subjects = await db.CostSubjects.AsNoTracking().Where(subject => subject.Basis == basis).ToListAsync(ct);
        var choices = new Dictionary<CostDimension, IReadOnlyList<(string Key, string Name)>>();
        foreach (var dimension in Enum.GetValues<CostDimension>())
        {
            var names = await CostNames.ReadAsync(db, dimension, ct);
            choices[dimension] =
            [
                .. subjects.Select(subject => subject.KeyOf(dimension)).Distinct(StringComparer.Ordinal)
                    .Select(key => (Key: key ?? ExploreRequest.Nothing, Name: key is null ? CostDimensions.NothingIn(dimension) : names.GetValueOrDefault(key, key)))
                    .OrderBy(choice => choice.Name, StringComparer.OrdinalIgnoreCase).Take(Most),
            ];
        }

        return new(choices);
    }
}
