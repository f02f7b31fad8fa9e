using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Compliance;

public enum FoundKind
{
    Model,
    Version,
    Dataset,
    DatasetVersion,
    Evaluation,
    Promotion,
}

/// <param name="Name">Of the model or the dataset.</param>
/// <param name="Number">Of the version or the promotion.</param>
/// <param name="Id">Of the evaluation, which has no other name.</param>
public sealed record Found(FoundKind Kind, string Name, int? Number, string Detail, Guid? Id = null);

/// <summary>Finds what somebody means by a few letters: a name, "mortgage 2", "P-12", or the beginning of a digest.</summary>
public sealed partial class FoundByName(PortalDatabase database)
{
    private const int Most = 6;
    private const int ShortestDigest = 6;
    private const int NewestForDigest = 500;

    public async Task<IReadOnlyList<Found>> ReadAsync(Actor actor, string text, CancellationToken ct)
    {
        var asked = Asked(text);
        await using var db = database.Open(actor.Tenant);
        return
        [
            .. await VersionsAsync(db, asked, ct),
            .. await ModelsAsync(db, asked, ct),
            .. await DatasetsAsync(db, asked, ct),
            .. await EvidenceAsync(db, asked, ct),
            .. await PromotionsAsync(db, asked, ct),
        ];
    }

    private sealed record Question(string Name, int? Number, int? Promotion, string? DigestStart);

    private static Question Asked(string text)
    {
        var trimmed = text.Trim();
        var numbered = Numbered().Match(trimmed);
        var promotion = PromotionNumber().Match(trimmed);
        var digest = trimmed.StartsWith("sha256:", StringComparison.OrdinalIgnoreCase) ? trimmed[7..] : trimmed;
        return new Question(
            Names.Normalize(numbered.Success ? numbered.Groups["name"].Value : trimmed),
            numbered.Success ? Number(numbered) : null,
            promotion.Success ? Number(promotion) : null,
            digest.Length is >= ShortestDigest and <= 64 && digest.All(char.IsAsciiHexDigit) ? digest.ToLowerInvariant() : null);
    }

    private static int? Number(Match match) => int.TryParse(match.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static async Task<List<Found>> ModelsAsync(PortalDbContext db, Question asked, CancellationToken ct)
    {
        var versions = db.Versions;
        var rows = await db.Models.AsNoTracking().Where(row => row.NormalizedName.Contains(asked.Name)).OrderBy(row => row.NormalizedName).Take(Most)
            .Select(row => new { row.Name, Versions = versions.Count(version => version.ModelId == row.Id) }).ToListAsync(ct);
        return rows.ConvertAll(row => new Found(FoundKind.Model, row.Name, null, row.Versions == 1 ? "1 version" : $"{row.Versions} versions"));
    }

    private static async Task<List<Found>> VersionsAsync(PortalDbContext db, Question asked, CancellationToken ct)
    {
        if (asked.Number is null && asked.DigestStart is null)
        {
            return [];
        }

        var models = db.Models;
        var rows =
            from version in db.Versions.AsNoTracking()
            join model in models on version.ModelId equals model.Id
            select new { model.Name, model.NormalizedName, version.Number, version.Digest, version.RegisteredAt };
        if (asked.DigestStart is { } start)
        {
            // The column is a digest, of which the database knows only equality; the newest versions are where people look.
            var found = await rows.OrderByDescending(row => row.RegisteredAt).Select(row => new { row.Name, row.Number, row.Digest }).Take(NewestForDigest).ToListAsync(ct);
            return [.. found.Where(row => row.Digest.Hex.StartsWith(start, StringComparison.Ordinal)).Take(Most).Select(row => new Found(FoundKind.Version, row.Name, row.Number, row.Digest.Hex[..12]))];
        }

        var numbered = await rows.Where(row => row.NormalizedName.Contains(asked.Name) && row.Number == asked.Number).OrderBy(row => row.NormalizedName).Take(Most).Select(row => new { row.Name, row.Number }).ToListAsync(ct);
        return numbered.ConvertAll(row => new Found(FoundKind.Version, row.Name, row.Number, "version"));
    }

    private static async Task<List<Found>> DatasetsAsync(PortalDbContext db, Question asked, CancellationToken ct)
    {
        var rows = await db.Datasets.AsNoTracking().Where(row => row.NormalizedName.Contains(asked.Name)).OrderBy(row => row.NormalizedName).Take(Most).Select(row => row.Name).ToListAsync(ct);
        return rows.ConvertAll(name => new Found(FoundKind.Dataset, name, null, "dataset"));
    }

    /// <summary>What a whole digest names beside a version: a snapshot of data, or the evidence of an evaluation.</summary>
    private static async Task<List<Found>> EvidenceAsync(PortalDbContext db, Question asked, CancellationToken ct)
    {
        if (!Digest.TryParse(asked.DigestStart, out var digest))
        {
            return [];
        }

        var (datasets, models, versions) = (db.Datasets, db.Models, db.Versions);
        var snapshots = await (
            from snapshot in db.DatasetVersions.AsNoTracking()
            join dataset in datasets on snapshot.DatasetId equals dataset.Id
            where snapshot.Digest == digest
            select new { dataset.Name, snapshot.Number }).Take(Most).ToListAsync(ct);
        var evaluations = await (
            from evaluation in db.Evaluations.AsNoTracking()
            join version in versions on evaluation.VersionId equals version.Id
            join model in models on version.ModelId equals model.Id
            where evaluation.EvidenceDigest == digest
            select new { evaluation.Id, Model = model.Name, version.Number }).Take(Most).ToListAsync(ct);
        return
        [
            .. snapshots.Select(row => new Found(FoundKind.DatasetVersion, row.Name, row.Number, "data")),
            .. evaluations.Select(row => new Found(FoundKind.Evaluation, $"{row.Model} version {row.Number}", null, "evidence", row.Id.Value)),
        ];
    }

    private static async Task<List<Found>> PromotionsAsync(PortalDbContext db, Question asked, CancellationToken ct)
    {
        if (asked.Promotion is null)
        {
            return [];
        }

        var (models, versions) = (db.Models, db.Versions);
        var rows = await (
            from promotion in db.Promotions.AsNoTracking()
            join model in models on promotion.ModelId equals model.Id
            join version in versions on promotion.VersionId equals version.Id
            where promotion.Number == asked.Promotion
            select new { promotion.Number, Model = model.Name, Version = version.Number }).Take(Most).ToListAsync(ct);
        return rows.ConvertAll(row => new Found(FoundKind.Promotion, $"P-{row.Number}", row.Number, $"{row.Model} version {row.Version}"));
    }

    /// <summary>"mortgage 2", "mortgage version 2", "mortgage v2".</summary>
    [GeneratedRegex(@"^(?<name>\S+)\s+(?:version\s+|v)?(?<number>\d{1,6})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^(?:p-?)?(?<number>\d{1,6})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex PromotionNumber();
}
