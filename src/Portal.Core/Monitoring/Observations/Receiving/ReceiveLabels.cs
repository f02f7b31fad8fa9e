using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Monitoring.Observations.Baselines;
using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Core.Monitoring.Observations.Counting;
using Portal.Core.Monitoring.Observations.Labels;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <param name="Rows">Labels that were read.</param>
/// <param name="Joined">Labels whose rows are known: they were counted in the hours of those rows.</param>
/// <param name="Waiting">Labels whose rows have not come yet; they are counted when those come.</param>
/// <param name="Repeated">Labels that were known already, with the same truth.</param>
/// <param name="Contradicted">Labels that were known already, with another truth: the first one stays.</param>
/// <param name="OutsideSample">Labels of rows that were counted and not kept.</param>
/// <param name="Contradictions">The first contradicted ids.</param>
/// <param name="LeftOut">Bad rows that were left out.</param>
public sealed record ReceivedLabels(
    ObservationBatchId Id, int Number, string Environment, string Model, long Rows, long Joined, long Waiting, long Repeated, long Contradicted, long OutsideSample,
    IReadOnlyList<string> Contradictions, long LeftOut, IReadOnlyList<BatchDefect> Defects);

/// <summary>
/// Takes a batch of what became true, by id. Labels find their rows among the model's blocks in the environment, newest first, and are
/// counted in the hours of those rows. Those that find none are kept and wait.
/// </summary>
public sealed class ReceiveLabels
{
    public const string Action = "labels.received";

    private const int MostContradictionsTold = 20;

    private readonly AuditTrail _trail;
    private readonly PortalDatabase _database;
    private readonly BlockShelf _shelf;
    private readonly BaselineShelf _baselines;
    private readonly ReceivingSlots _slots;
    private readonly ObservationOptions _options;

    internal ReceiveLabels(AuditTrail trail, PortalDatabase database, BlockShelf shelf, BaselineShelf baselines, ReceivingSlots slots, ObservationOptions options) =>
        (_trail, _database, _shelf, _baselines, _slots, _options) = (trail, database, shelf, baselines, slots, options);

    public async Task<Outcome<ReceivedLabels>> RunAsync(Actor actor, BatchRequest request, CancellationToken ct)
    {
        if (request.Refuses() is { } invalid)
        {
            return invalid;
        }

        if (RoleRules.Refuses(actor, Permission.SendObservations) is not null
            && await _trail.RefusesAsync(actor, Permission.SendObservations, Action, new AuditSubject("model", request.Model, request.Model), ct) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = _database.Open(actor.Tenant);
        var target = await ObservedTarget.FindAsync(db, request.Environment, request.Model, request.Version, orNewest: true, ct);
        if (!target.IsOk)
        {
            return target.Refusal;
        }

        var body = await SpooledBody.ReceiveAsync(_shelf.OpenScratch(actor.Tenant), request.Body, _options.MaxBatchBytes, ct);
        if (!body.IsOk)
        {
            return body.Refusal;
        }

        await using var spooled = body.Value;
        var identity = request.Identity(ObservationKind.Labels, spooled.Digest);
        if (await KnownBatch.AnswerAsync<ReceivedLabels>(db, target.Value, request.Key, identity, ct) is { } known)
        {
            return known;
        }

        using var slot = await _slots.TakeAsync(ct);
        var table = await Task.Run(() => Read(request, target.Value, spooled, ct), ct);
        return table.IsOk ? await JoinAsync(actor, request, identity, target.Value, table.Value, db, ct) : table.Refusal;
    }

    private Outcome<BatchTable> Read(BatchRequest request, ObservedTarget target, SpooledBody body, CancellationToken ct)
    {
        var columns = ExpectedColumns.ForLabels(target.Scoring, target.Columns, target.Reference, request.ColumnNames);
        var rules = new BatchRules(target.Task, target.Scoring, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Math.Min(_options.MaxBatchRows, BlockFormat.MostRows), request.Quarantine);
        using var rows = BatchRows.Open(request.Format, body.Open(), columns);
        return BatchTable.Read(rows, columns, rules, ct);
    }

    private async Task<Outcome<ReceivedLabels>> JoinAsync(Actor actor, BatchRequest request, Digest identity, ObservedTarget target, BatchTable table, PortalDbContext db, CancellationToken ct)
    {
        var settings = await ReceivingSettings.FindAsync(db, target, ct);
        var seen = await KnownBatch.NewestNumberAsync(db, target.Environment, target.Model, ct);
        var join = await Task.Run(() => FindRowsAsync(db, target, table, ct), ct);
        var baselines = await BaselinesAsync(actor.Tenant, join, ct);

        await using var unit = await _trail.BeginAsync(actor, ct);
        var subject = new AuditSubject("model", target.Model.ToString(), $"{target.ModelName} in {target.EnvironmentName}");
        if (unit.Refuses(Permission.SendObservations) is { } forbidden)
        {
            return await unit.RefuseAsync(Action, subject, forbidden, ct);
        }

        if (await KnownBatch.AnswerAsync<ReceivedLabels>(unit.Db, target, request.Key, identity, ct) is { } known)
        {
            return known;
        }

        // What came while the join was made: acts of a tenant stand in line from here on.
        if (await unit.Db.ObservationBatches.AnyAsync(row => row.EnvironmentId == target.Environment && row.ModelId == target.Model && row.Number > seen && row.Kind == ObservationKind.Labels, ct))
        {
            join = await FindRowsAsync(unit.Db, target, table, ct);
        }
        else
        {
            await LookAsync(unit.Db, target, join, ObservationKind.Inputs, seen, ct);
        }

        baselines = await BaselinesAsync(actor.Tenant, join, ct);
        return await SaveAsync(unit, request, identity, target, table, settings, join, baselines, ct);
    }

    private async Task<Outcome<ReceivedLabels>> SaveAsync(
        UnitOfWork unit, BatchRequest request, Digest identity, ObservedTarget target, BatchTable table, ReceivingSettings settings, LabelJoin join,
        IReadOnlyDictionary<VersionId, ObservedBaseline> baselines, CancellationToken ct)
    {
        var outside = join.Open.Where(row => !IdHash.IsSampled(IdHash.Of(join.IdOf(row)), settings.SampleShare)).ToHashSet();
        int[] waiting = [.. join.Open.Where(row => !outside.Contains(row))];
        int[] kept = [.. join.Joined.Concat(waiting).Order()];
        var block = kept.Length == 0 ? null : await _shelf.KeepAsync(unit.Actor.Tenant, table.Take(kept).Columns, ct);
        var number = 1 + await KnownBatch.NewestNumberAsync(unit.Db, target.Environment, target.Model, ct);
        var answer = new ReceivedLabels(
            ObservationBatchId.New(), number, target.EnvironmentName, target.ModelName, table.Rows, join.Joined.Count, waiting.Length, join.Repeated.Count, join.Contradicted.Count, outside.Count,
            [.. join.Contradicted.Take(MostContradictionsTold).Select(join.IdOf)], table.Defects.Count, table.Defects.First);
        if (block is not null)
        {
            await unit.Db.KeepArtifactAsync(block, unit.Now, ct);
        }

        var places = kept.Select((row, place) => (row, place)).ToDictionary(pair => pair.row, pair => pair.place);
        unit.Db.ObservationBatches.Add(new ObservationBatch
        {
            TenantId = unit.Actor.Tenant,
            Id = answer.Id,
            EnvironmentId = target.Environment,
            ModelId = target.Model,
            Number = number,
            Kind = ObservationKind.Labels,
            Key = request.Key,
            RequestDigest = identity,
            Rows = table.Rows,
            KeptRows = kept.Length,
            FirstAt = unit.Now,
            LastAt = unit.Now,
            BlockDigest = block?.Digest,
            SampleShare = settings.SampleShare,
            Waiting = waiting.Length,
            WaitingRows = [.. waiting.Select(row => places[row])],
            Answer = JsonSerializer.Serialize(answer, JsonText.Options),
            ReceivedBy = unit.Actor.Member,
            ReceivedAt = unit.Now,
        });
        await MergeCounters.SettleAsync(unit.Db, target.Environment, target.Model, baselines, join.Found, number, ct);
        unit.Record(Action, new AuditSubject("model", target.Model.ToString(), $"{target.ModelName} in {target.EnvironmentName}"), details: Describe(request, answer, identity, block));
        return await unit.CommitAsync(answer, ct);
    }

    private async Task<LabelJoin> FindRowsAsync(PortalDbContext db, ObservedTarget target, BatchTable table, CancellationToken ct)
    {
        var join = new LabelJoin(_shelf, db.Tenant, table.Ids, table.Find(ObservedPart.Truth)!);
        await LookAsync(db, target, join, ObservationKind.Labels, after: 0, ct);
        await LookAsync(db, target, join, ObservationKind.Inputs, after: 0, ct);
        return join;
    }

    /// <summary>Newest first, until every label has found something; then where other versions may have answered the same cases.</summary>
    /// <param name="after">Batches up to this number were looked at.</param>
    private static async Task LookAsync(PortalDbContext db, ObservedTarget target, LabelJoin join, ObservationKind kind, int after, CancellationToken ct)
    {
        var batches = db.ObservationBatches.AsNoTracking()
            .Where(row => row.EnvironmentId == target.Environment && row.ModelId == target.Model && row.Kind == kind && row.Number > after && row.BlockDigest != null);
        await foreach (var source in Sources(batches).WithCancellation(ct))
        {
            if (join.IsDone)
            {
                break;
            }

            if (kind == ObservationKind.Labels)
            {
                join.LookAmongLabels(source.Block);
            }
            else
            {
                join.LookAmongRows(source);
            }
        }

        if (kind == ObservationKind.Inputs && join.Span is var (from, to))
        {
            await foreach (var source in Sources(batches.Where(row => row.FirstAt <= to && row.LastAt >= from)).WithCancellation(ct))
            {
                join.LookAmongRows(source);
            }
        }
    }

    private static IAsyncEnumerable<JoinSource> Sources(IQueryable<ObservationBatch> batches) => batches
        .OrderByDescending(row => row.Number).Select(row => new JoinSource(row.BlockDigest!.Value, row.VersionId, row.BaselineId, row.FirstAt, row.LastAt)).AsAsyncEnumerable();

    private async Task<IReadOnlyDictionary<VersionId, ObservedBaseline>> BaselinesAsync(TenantId tenant, LabelJoin join, CancellationToken ct)
    {
        var baselines = new Dictionary<VersionId, ObservedBaseline>();
        foreach (var version in join.Found.Select(found => found.Version).Distinct())
        {
            baselines[version] = (await _baselines.TakeAsync(tenant, version, ct)).Value;
        }

        return baselines;
    }

    private static JsonObject Describe(BatchRequest request, ReceivedLabels answer, Digest identity, StoredArtifact? block) => new()
    {
        ["batch"] = answer.Number,
        ["key"] = request.Key,
        ["request"] = identity.Hex,
        ["block"] = block?.Digest.Hex,
        ["rows"] = answer.Rows,
        ["joined"] = answer.Joined,
        ["waiting"] = answer.Waiting,
        ["repeated"] = answer.Repeated,
        ["contradicted"] = answer.Contradicted,
        ["leftOut"] = answer.LeftOut,
    };
}
