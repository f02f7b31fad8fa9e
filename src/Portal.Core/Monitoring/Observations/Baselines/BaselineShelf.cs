using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;
using Portal.Statistics.Fairness;
using Portal.Statistics.Quality;

namespace Portal.Core.Monitoring.Observations.Baselines;

/// <summary>Baselines of versions: made on first need and never changed, so that they may be kept in memory, too.</summary>
internal sealed class BaselineShelf(AuditTrail trail, PortalDatabase database, ArtifactStore store, EvaluationDetail evaluations)
{
    /// <summary>One has a few hundred kilobytes.</summary>
    private const int MostKept = 64;

    private readonly ConcurrentDictionary<(TenantId, VersionId), ObservedBaseline> _kept = [];

    public async Task<Outcome<ObservedBaseline>> TakeAsync(TenantId tenant, VersionId version, CancellationToken ct)
    {
        if (_kept.TryGetValue((tenant, version), out var known))
        {
            return known;
        }

        var found = await FindAsync(tenant, version, ct) is { } read ? read : await MakeAsync(tenant, version, ct);
        if (found.IsOk)
        {
            if (_kept.Count >= MostKept)
            {
                _kept.Clear();
            }

            _kept[(tenant, version)] = found.Value;
        }

        return found;
    }

    private async Task<Outcome<ObservedBaseline>?> FindAsync(TenantId tenant, VersionId version, CancellationToken ct)
    {
        await using var db = database.Open(tenant);
        if (await db.Baselines.AsNoTracking().SingleOrDefaultAsync(row => row.VersionId == version, ct) is not { } row)
        {
            return null;
        }

        var source = await SourceAsync(db, version, row.DatasetVersionId, ct);
        if (!source.IsOk)
        {
            return source.Refusal;
        }

        var bytes = await File.ReadAllBytesAsync(store.PathOf(tenant, row.Digest), ct);
        return BaselineBytes.Read(Empty(row.Id, source.Value, row.EvaluationId), source.Value.Data.Columns, bytes);
    }

    private async Task<Outcome<ObservedBaseline>> MakeAsync(TenantId tenant, VersionId version, CancellationToken ct)
    {
        var actor = Actor.ForJob(tenant, "observations");
        await using var db = database.Open(tenant);
        var source = await SourceAsync(db, version, null, ct);
        if (!source.IsOk)
        {
            return source.Refusal;
        }

        var (owner, data) = (source.Value, source.Value.Data);
        var columns = await Task.Run(() => ReferenceTable.Read(() => store.OpenRead(tenant, data.Digest), data.Columns, owner.Version.Scoring.LabelColumn, data.RowCount, ct), ct);
        if (!columns.IsOk)
        {
            return columns.Refusal;
        }

        var (evaluation, heldOut) = await HeldOutAsync(actor, db, owner, ct);
        var baseline = Empty(BaselineId.New(), owner, evaluation) with
        {
            Columns = columns.Value.Columns,
            Quality = columns.Value.Quality,
            Score = heldOut?.Score,
            Prediction = heldOut?.Prediction,
            Performance = heldOut?.Performance,
            Regression = heldOut?.Regression,
            Fairness = heldOut?.Fairness ?? new Dictionary<string, FairnessCounts>(StringComparer.Ordinal),
            Calibration = heldOut?.Calibration,
        };
        return await KeepAsync(actor, owner, baseline, ct);
    }

    private async Task<Outcome<ObservedBaseline>> KeepAsync(Actor actor, Source owner, ObservedBaseline baseline, CancellationToken ct)
    {
        using var content = new MemoryStream(BaselineBytes.Write(baseline), writable: false);
        var stored = (await store.WriteAsync(actor.Tenant, content, long.MaxValue, ct)).Value;
        await using (var unit = await trail.BeginAsync(actor, ct))
        {
            if (!await unit.Db.Baselines.AnyAsync(row => row.VersionId == baseline.Version, ct))
            {
                await unit.Db.KeepArtifactAsync(stored, unit.Now, ct);
                unit.Db.Baselines.Add(new Baseline
                {
                    TenantId = actor.Tenant,
                    Id = baseline.Id,
                    VersionId = baseline.Version,
                    DatasetVersionId = baseline.Dataset,
                    EvaluationId = baseline.Evaluation,
                    Digest = stored.Digest,
                    MadeAt = unit.Now,
                });
                unit.Record("baseline.made", new AuditSubject("version", baseline.Version.ToString(), $"{owner.Model} version {owner.Version.Number}"), details: new JsonObject
                {
                    ["baseline"] = baseline.Id.ToString(),
                    ["digest"] = stored.Digest.Hex,
                    ["data"] = owner.Data.Digest.Hex,
                    ["evaluation"] = baseline.Evaluation?.ToString(),
                });
                return await unit.CommitAsync(baseline, ct);
            }
        }

        // Another request was faster: its baseline is the one.
        return (await FindAsync(actor.Tenant, baseline.Version, ct))!;
    }

    private async Task<(EvaluationId? Evaluation, HeldOut? HeldOut)> HeldOutAsync(Actor actor, PortalDbContext db, Source owner, CancellationToken ct)
    {
        var id = owner.Version.Id;
        var newest = await db.Evaluations.AsNoTracking().Where(row => row.VersionId == id && row.RepeatOf == null && row.State == EvaluationState.Completed)
            .OrderByDescending(row => row.QueuedAt).ThenByDescending(row => row.Id).Select(row => new { row.Id, row.DatasetVersionId, row.EvidenceDigest }).FirstOrDefaultAsync(ct);
        if (newest?.EvidenceDigest is not { } evidenceDigest || !store.Exists(actor.Tenant, evidenceDigest))
        {
            return (null, null);
        }

        var evidence = (await evaluations.EvidenceAsync(actor, newest.Id, ct)).Value;
        var data = await db.DatasetVersions.AsNoTracking().SingleAsync(row => row.Id == newest.DatasetVersionId, ct);
        if (!Digest.TryParse(evidence.ScoresSha256, out var scoresDigest) || !store.Exists(actor.Tenant, scoresDigest) || !store.Exists(actor.Tenant, data.Digest))
        {
            return (null, null);
        }

        await using var table = store.OpenRead(actor.Tenant, data.Digest);
        var truth = TruthTable.Read(table, owner.Task, evidence.Scoring, data.Columns, data.RowCount, ct);
        await using var content = store.OpenRead(actor.Tenant, scoresDigest);
        var scores = await ScoreBytes.ReadAsync(content, content.Length / sizeof(double), ct);
        return truth.Value is null ? (null, null) : (newest.Id, HeldOut.Of(owner.Task, evidence.Scoring, scores, truth.Value));
    }

    private static async Task<Outcome<Source>> SourceAsync(PortalDbContext db, VersionId id, DatasetVersionId? known, CancellationToken ct)
    {
        if (await db.Versions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) is not { } version)
        {
            return Refusal.NotFound("This version");
        }

        var model = await db.Models.AsNoTracking().SingleAsync(row => row.Id == version.ModelId, ct);
        var data = known ?? version.TrainingDatasetVersionId ?? model.EvaluationDatasetVersionId;
        return data is null
            ? new Refusal(
                RefusalKind.Conflict, "baseline.none", $"{model.Name} version {version.Number} names no training data and its model no evaluation data, so there is nothing to compare production data with.",
                "Give the model evaluation data, or register the version with its training data.")
            : new Source(version, model.Name, model.Task, await db.DatasetVersions.AsNoTracking().SingleAsync(row => row.Id == data, ct));
    }

    private static ObservedBaseline Empty(BaselineId id, Source source, EvaluationId? evaluation) => new(
        id, source.Version.Id, source.Task, source.Version.Scoring, source.Data.Id, evaluation, [], null, null, null, null,
        new Dictionary<string, FairnessCounts>(StringComparer.Ordinal), new QualityRules([]), null);

    private sealed record Source(Version Version, string Model, ModelTask Task, DatasetVersion Data);
}
