using Portal.Core.Datasets;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;

namespace Portal.Core.Registry;

public sealed record TagRow(string Key, string Value);

/// <summary>Data that a version was trained on.</summary>
public sealed record TrainingDataRow(DatasetVersionName Name, Digest Digest, long Rows);

/// <param name="Children">Numbers of the versions that were made from this one.</param>
/// <param name="ColumnRoles">What the columns are in the data at hand (the model's evaluation data, else the training data), by name.</param>
/// <param name="Revision">Of description and tags.</param>
public sealed record VersionView(
    VersionId Id, ModelId ModelId, string Model, ModelTask Task, int Number, Digest Digest, long Length, string FileName, string Description, string RegisteredBy, MemberId RegisteredById,
    DateTimeOffset RegisteredAt, IReadOnlyList<TagRow> Tags, IReadOnlyList<string> Aliases, ModelSignature Signature, ScoringRules Scoring,
    TrainingDataRow? TrainingData, int? Parent, IReadOnlyList<int> Children, IReadOnlyDictionary<string, ColumnRole> ColumnRoles, long Revision)
{
    /// <summary>The columns of the data that the version takes, in its order.</summary>
    public IReadOnlyList<string> Inputs => Scoring.InputStyle == InputStyle.Matrix ? Scoring.FeatureOrder : [.. Signature.Inputs.Select(input => input.Name)];
}

/// <summary>One version with its signature and its lineage, up and down.</summary>
public sealed class VersionDetail(PortalDatabase database)
{
    public async Task<Outcome<VersionView>> FindAsync(Actor actor, string model, int number, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var found = await (
            from version in db.Versions.Named(db.Models, model, number).AsNoTracking()
            join owner in db.Models on version.ModelId equals owner.Id
            join member in db.Members on version.RegisteredBy equals member.Id
            select new { Version = version, Model = owner.Name, owner.Task, owner.EvaluationDatasetVersionId, RegisteredBy = member.Email })
            .SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return VersionLookup.NotFound(model, number);
        }

        var row = found.Version;
        var tags = await db.VersionTags.AsNoTracking().Where(tag => tag.VersionId == row.Id).OrderBy(tag => tag.Key).Select(tag => new TagRow(tag.Key, tag.Value)).ToListAsync(ct);
        var aliases = await db.VersionAliases.AsNoTracking().Where(alias => alias.VersionId == row.Id).OrderBy(alias => alias.Alias).Select(alias => alias.Alias).ToListAsync(ct);
        var parent = await db.Versions.Where(other => other.Id == row.ParentVersionId).Select(other => (int?)other.Number).SingleOrDefaultAsync(ct);
        var children = await db.Versions.Where(other => other.ParentVersionId == row.Id).OrderBy(other => other.Number).Select(other => other.Number).Take(50).ToListAsync(ct);
        return new VersionView(
            row.Id, row.ModelId, found.Model, found.Task, row.Number, row.Digest, row.Length, row.FileName, row.Description, found.RegisteredBy, row.RegisteredBy, row.RegisteredAt, tags, aliases,
            row.ReadSignature(), row.Scoring, await TrainingAsync(db, row, ct), parent, children,
            await RolesAsync(db, found.EvaluationDatasetVersionId ?? row.TrainingDatasetVersionId, ct), row.Revision);
    }

    private static async Task<TrainingDataRow?> TrainingAsync(PortalDbContext db, Version version, CancellationToken ct) => await (
        from data in db.DatasetVersions.AsNoTracking()
        join dataset in db.Datasets on data.DatasetId equals dataset.Id
        where data.Id == version.TrainingDatasetVersionId
        select new TrainingDataRow(new DatasetVersionName(dataset.Name, data.Number), data.Digest, data.RowCount)).SingleOrDefaultAsync(ct);

    private static async Task<IReadOnlyDictionary<string, ColumnRole>> RolesAsync(PortalDbContext db, DatasetVersionId? id, CancellationToken ct)
    {
        var columns = await db.DatasetVersions.AsNoTracking().Where(row => row.Id == id).Select(row => row.Columns).SingleOrDefaultAsync(ct);
        return (columns ?? []).ToDictionary(column => column.Name, column => column.Role, StringComparer.Ordinal);
    }
}
