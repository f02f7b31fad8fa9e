using Portal.Core.Audit;
using Portal.Core.Datasets;
using Portal.Core.Deployments;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Incidents;

public enum ChangeKind
{
    Deployment,
    Promotion,
    Dataset,
    Policy,
    Monitor,
    Model,
}

/// <summary>Something that was changed before an incident began.</summary>
/// <param name="What">In one sentence.</param>
/// <param name="By">Who did it; null for the portal.</param>
/// <param name="Name">Of the model, dataset or environment, for a link to it.</param>
/// <param name="Number">Of the version or promotion, for a link to it.</param>
public sealed record Change(DateTimeOffset At, ChangeKind Kind, string What, string? By, string? Name = null, int? Number = null);

/// <summary>Where and when to look for changes.</summary>
/// <param name="Before">The end of the first window that breached.</param>
internal sealed record ChangeQuestion(EnvironmentId Environment, ModelId Model, MonitorId? Monitor, VersionId Version, DateTimeOffset Before);

/// <summary>
/// What changed in the days before a breach: deployments and promotions there, data of the model, and edits of model, monitor and
/// policies. The newest first, at most a few dozen: who looks for a cause reads them all.
/// </summary>
internal static class WhatChanged
{
    public const int Days = 14;
    private const int MostOfAKind = 20;

    public static async Task<IReadOnlyList<Change>> ReadAsync(PortalDbContext db, ChangeQuestion asked, CancellationToken ct)
    {
        var from = asked.Before.AddDays(-Days);
        List<Change> all =
        [
            .. await DeploymentsAsync(db, asked, from, ct),
            .. await PromotionsAsync(db, asked, from, ct),
            .. await DataAsync(db, asked, from, ct),
            .. await EditsAsync(db, asked, from, ct),
        ];
        return [.. all.OrderByDescending(change => change.At)];
    }

    private static async Task<IEnumerable<Change>> DeploymentsAsync(PortalDbContext db, ChangeQuestion asked, DateTimeOffset from, CancellationToken ct)
    {
        var (versions, members) = (db.Versions, db.Members);
        var model = await db.Models.Where(row => row.Id == asked.Model).Select(row => row.Name).SingleAsync(ct);
        var rows = await db.Deployments.AsNoTracking()
            .Where(row => row.EnvironmentId == asked.Environment && row.ModelId == asked.Model && row.StartedAt >= from && row.StartedAt < asked.Before)
            .OrderByDescending(row => row.StartedAt).Take(MostOfAKind)
            .Select(row => new
            {
                row.StartedAt,
                row.Cause,
                AsChallenger = row.ChampionSince == null || row.ChampionSince > row.StartedAt,
                Number = versions.Where(version => version.Id == row.VersionId).Select(version => version.Number).First(),
                By = members.Where(member => member.Id == row.StartedBy).Select(member => member.Name).FirstOrDefault(),
            }).ToListAsync(ct);
        return rows.Select(row => new Change(
            row.StartedAt, ChangeKind.Deployment, What(model, row.Number, row.Cause, row.AsChallenger), row.By, model, row.Number));
    }

    private static string What(string model, int number, DeploymentCause cause, bool asChallenger) =>
        cause.IsRollback() ? $"{model} went back to version {number}"
        : asChallenger ? $"{model} version {number} began beside the live version"
        : $"{model} version {number} went live";

    private static async Task<IEnumerable<Change>> PromotionsAsync(PortalDbContext db, ChangeQuestion asked, DateTimeOffset from, CancellationToken ct)
    {
        var members = db.Members;
        var rows = await db.Promotions.AsNoTracking()
            .Where(row => row.EnvironmentId == asked.Environment && row.ModelId == asked.Model && row.RequestedAt >= from && row.RequestedAt < asked.Before)
            .OrderByDescending(row => row.RequestedAt).Take(MostOfAKind)
            .Select(row => new { row.RequestedAt, row.Number, By = members.Where(member => member.Id == row.RequestedBy).Select(member => member.Name).First() }).ToListAsync(ct);
        return rows.Select(row => new Change(row.RequestedAt, ChangeKind.Promotion, $"P-{row.Number} was asked for", row.By, Number: row.Number));
    }

    /// <summary>New snapshots of the datasets that the version was trained on and that its model is judged on.</summary>
    private static async Task<IEnumerable<Change>> DataAsync(PortalDbContext db, ChangeQuestion asked, DateTimeOffset from, CancellationToken ct)
    {
        var training = await db.Versions.Where(row => row.Id == asked.Version).Select(row => row.TrainingDatasetVersionId).SingleAsync(ct);
        var judged = await db.Models.Where(row => row.Id == asked.Model).Select(row => row.EvaluationDatasetVersionId).SingleAsync(ct);
        var (members, sources) = (db.Members, db.DatasetVersions.Where(row => row.Id == training || row.Id == judged).Select(row => row.DatasetId));
        var rows = await (
            from row in db.DatasetVersions.AsNoTracking()
            join dataset in db.Datasets on row.DatasetId equals dataset.Id
            where sources.Contains(row.DatasetId) && row.CreatedAt >= @from && row.CreatedAt < asked.Before
            orderby row.CreatedAt descending
            select new { row.CreatedAt, dataset.Name, row.Number, By = members.Where(member => member.Id == row.CreatedBy).Select(member => member.Name).First() }).Take(MostOfAKind).ToListAsync(ct);
        return rows.Select(row => new Change(row.CreatedAt, ChangeKind.Dataset, $"Version {row.Number} of the dataset {row.Name} was imported", row.By, row.Name, row.Number));
    }

    private static async Task<IEnumerable<Change>> EditsAsync(PortalDbContext db, ChangeQuestion asked, DateTimeOffset from, CancellationToken ct)
    {
        var (model, monitor) = (asked.Model.ToString(), asked.Monitor?.ToString() ?? "");
        var policies = await PoliciesAsync(db, asked, ct);
        string[] actions = ["model.edited", "monitor.created", "monitor.edited", "monitor.paused", "monitor.resumed", "policy.edited", "policy.added", "policy.retired"];
        var rows = await db.AuditEntries.AsNoTracking()
            .Where(row => row.At >= from && row.At < asked.Before && actions.Contains(row.Action))
            .Where(row => (row.SubjectKind == "policy" && policies.Contains(row.SubjectId)) || (row.SubjectKind == "model" && row.SubjectId == model) || (row.SubjectKind == "monitor" && row.SubjectId == monitor))
            .OrderByDescending(row => row.Sequence).Take(MostOfAKind)
            .Select(row => new { row.At, row.Action, row.SubjectKind, row.SubjectName, row.ActorName, row.Reason }).ToListAsync(ct);
        return rows.Select(row => new Change(
            row.At, KindOf(row.SubjectKind), $"{Sentence(row.SubjectKind)} {row.SubjectName} was {row.Action[(row.Action.IndexOf('.', StringComparison.Ordinal) + 1)..]}{(row.Reason is { Length: > 0 } reason ? $": {reason}" : "")}",
            row.ActorName, row.SubjectName));
    }

    /// <summary>Those that can hold for the model there: edits of the others changed nothing for it.</summary>
    private static async Task<IReadOnlyList<string>> PoliciesAsync(PortalDbContext db, ChangeQuestion asked, CancellationToken ct)
    {
        var (models, environments) = (db.Models.Where(row => row.Id == asked.Model), db.Environments.Where(row => row.Id == asked.Environment));
        var ids = await db.Policies.Where(row => models.Any(model => model.RiskClass == row.RiskClass) && environments.Any(environment => environment.Purpose == row.Purpose)).Select(row => row.Id).ToListAsync(ct);
        return ids.ConvertAll(id => id.ToString());
    }

    private static ChangeKind KindOf(string subject) => subject switch { "model" => ChangeKind.Model, "monitor" => ChangeKind.Monitor, _ => ChangeKind.Policy };

    private static string Sentence(string subject) => subject switch { "model" => "The model", "monitor" => "The monitor", _ => "The policy" };
}
