using Portal.Core.Datasets;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Registry;

/// <summary>What a model's fields name, found in the tenant.</summary>
internal sealed record ModelReferences(MemberId Owner, TeamId Team, DatasetVersionId? EvaluationDataset)
{
    /// <param name="owner">An e-mail address; null for the actor.</param>
    public static async Task<Outcome<ModelReferences>> FindAsync(
        PortalDbContext db, Actor actor, string? owner, string team, DatasetVersionName? evaluationDataset, CancellationToken ct)
    {
        var email = Names.Normalize(owner ?? actor.Name);
        var member = await db.Members.Where(row => row.NormalizedEmail == email && row.DisabledAt == null).Select(row => (MemberId?)row.Id).SingleOrDefaultAsync(ct);
        if (member is null)
        {
            return Refusal.Invalid("owner", $"{owner ?? actor.Name} is not an active member.");
        }

        var name = Names.Normalize(team);
        var teamId = await db.Teams.Where(row => row.NormalizedName == name).Select(row => (TeamId?)row.Id).SingleOrDefaultAsync(ct);
        if (teamId is null)
        {
            return Refusal.Invalid("team", $"There is no team called {team}.");
        }

        if (evaluationDataset is null)
        {
            return new ModelReferences(member.Value, teamId.Value, null);
        }

        return await db.FindDatasetVersionAsync(evaluationDataset, ct) is not { } data ? Refusal.Invalid("evaluationDataset", $"There is no {evaluationDataset}.")
            : ModelRules.RefusesEvaluationData(data, evaluationDataset) is { } unfit ? unfit
            : new ModelReferences(member.Value, teamId.Value, data.Id);
    }
}
