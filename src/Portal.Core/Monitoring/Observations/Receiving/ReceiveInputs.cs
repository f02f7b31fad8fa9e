using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Portal.Core.Audit;
using Portal.Core.Monitoring.Observations.Baselines;
using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Core.Monitoring.Observations.Counting;
using Portal.Core.Monitoring.Observations.Labels;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <param name="Rows">Rows that were counted.</param>
/// <param name="KeptRows">Rows that can be read and labelled later: all, or the sample.</param>
/// <param name="Labelled">Rows whose truth had come before them.</param>
/// <param name="LeftOut">Bad rows that were left out.</param>
/// <param name="Defects">The first of them.</param>
public sealed record ReceivedInputs(
    ObservationBatchId Id, int Number, string Environment, string Model, int Version, long Rows, long KeptRows, long Labelled, long LeftOut, IReadOnlyList<BatchDefect> Defects,
    DateTimeOffset From, DateTimeOffset To);

/// <summary>
/// Takes a batch of what a version was given and said: checked, kept as a block, counted. The body is read and counted before the unit of
/// work begins; in it the batch, its counters and its audit entry are written together. The batch's key makes it happen once.
/// </summary>
public sealed partial class ReceiveInputs
{
    public const string Action = "observations.received";

    private readonly AuditTrail _trail;
    private readonly PortalDatabase _database;
    private readonly BlockShelf _shelf;
    private readonly BaselineShelf _baselines;
    private readonly ReceivingSlots _slots;
    private readonly ObservationOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<ReceiveInputs> _logger;

    internal ReceiveInputs(
        AuditTrail trail, PortalDatabase database, BlockShelf shelf, BaselineShelf baselines, ReceivingSlots slots, ObservationOptions options, TimeProvider clock, ILogger<ReceiveInputs> logger)
    {
        (_trail, _database, _shelf, _baselines, _slots) = (trail, database, shelf, baselines, slots);
        (_options, _clock, _logger) = (options, clock, logger);
    }

    public async Task<Outcome<ReceivedInputs>> RunAsync(Actor actor, BatchRequest request, CancellationToken ct)
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
        var target = await ObservedTarget.FindAsync(db, request.Environment, request.Model, request.Version, orNewest: false, ct);
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
        var identity = request.Identity(ObservationKind.Inputs, spooled.Digest);
        if (await KnownBatch.AnswerAsync<ReceivedInputs>(db, target.Value, request.Key, identity, ct) is { } known)
        {
            return known;
        }

        var baseline = await _baselines.TakeAsync(actor.Tenant, target.Value.Version, ct);
        if (!baseline.IsOk)
        {
            return baseline.Refusal;
        }

        var settings = await ReceivingSettings.FindAsync(db, target.Value, ct);
        using var slot = await _slots.TakeAsync(ct);
        var prepared = await Task.Run(() => PrepareAsync(actor.Tenant, request, target.Value, baseline.Value, settings, spooled, ct), ct);
        return prepared.IsOk ? await SaveAsync(actor, request, identity, target.Value, baseline.Value, prepared.Value, ct) : prepared.Refusal;
    }

    private async Task<Outcome<Prepared>> PrepareAsync(
        TenantId tenant, BatchRequest request, ObservedTarget target, ObservedBaseline baseline, ReceivingSettings settings, SpooledBody body, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        var columns = ExpectedColumns.ForInputs(target.Task, target.Scoring, target.Columns, target.Reference, request.ColumnNames);
        var rules = new BatchRules(
            target.Task, target.Scoring, now.AddDays(-settings.RetentionDays), now.AddMinutes(_options.FutureMinutes), Math.Min(_options.MaxBatchRows, BlockFormat.MostRows), request.Quarantine);
        using var rows = BatchRows.Open(request.Format, body.Open(), columns);
        var read = BatchTable.Read(rows, columns, rules, ct);
        if (!read.IsOk || BatchChecks.Refuses(read.Value, request.Currency) is not null)
        {
            return (read.Refusal ?? BatchChecks.Refuses(read.Value, request.Currency))!;
        }

        var table = read.Value;
        var kept = settings.SampleShare >= 1 ? table : table.Take([.. Enumerable.Range(0, table.Rows).Where(row => IdHash.IsSampled(IdHash.Of(table.Ids.Words, row), settings.SampleShare))]);

        // The disk takes its time until it confirms: rows are counted meanwhile.
        var keeping = kept.Rows == 0 ? null : _shelf.KeepAsync(tenant, kept.Columns, ct);
        var deltas = CountBatch.Run(baseline, table.Columns, request.Currency, ct);
        return new Prepared(table, kept, settings.SampleShare, keeping is null ? null : await keeping, deltas);
    }

    private async Task<Outcome<ReceivedInputs>> SaveAsync(
        Actor actor, BatchRequest request, Digest identity, ObservedTarget target, ObservedBaseline baseline, Prepared batch, CancellationToken ct)
    {
        await using var unit = await _trail.BeginAsync(actor, ct);
        var subject = new AuditSubject("version", target.Version.ToString(), target.Name);
        if (unit.Refuses(Permission.SendObservations) is { } forbidden)
        {
            return await unit.RefuseAsync(Action, subject, forbidden, ct);
        }

        if (await KnownBatch.AnswerAsync<ReceivedInputs>(unit.Db, target, request.Key, identity, ct) is { } known)
        {
            return known;
        }

        // Acts of a tenant stand in line from here on, so that no label can come between this look and the commit.
        var waiting = await unit.Db.ObservationBatches.Where(row => row.EnvironmentId == target.Environment && row.ModelId == target.Model && row.Kind == ObservationKind.Labels && row.Waiting > 0)
            .OrderByDescending(row => row.Number).ToListAsync(ct);
        var labels = new WaitingLabels(_shelf, actor.Tenant);
        labels.Look(waiting, target.Version, baseline.Id, batch.Kept);
        labels.Release(waiting);

        var number = 1 + await KnownBatch.NewestNumberAsync(unit.Db, target.Environment, target.Model, ct);
        var answer = Answer(target, batch, number, labels.Count);
        await AddAsync(unit, request, identity, target, baseline, batch, answer, ct);
        await MergeCounters.AddAsync(unit.Db, target.Environment, target.Model, baseline, batch.Deltas, number, ct);
        await MergeCounters.SettleAsync(unit.Db, target.Environment, target.Model, new Dictionary<Registry.VersionId, ObservedBaseline> { [target.Version] = baseline }, labels.Found, number, ct);
        unit.Record(Action, subject, details: Describe(request, batch, answer, identity));
        var saved = await unit.CommitAsync(answer, ct);
        if (saved.IsOk)
        {
            Log.Received(_logger, target.Name, answer.Number, answer.Rows);
        }

        return saved;
    }

    private static async Task AddAsync(
        UnitOfWork unit, BatchRequest request, Digest identity, ObservedTarget target, ObservedBaseline baseline, Prepared batch, ReceivedInputs answer, CancellationToken ct)
    {
        if (batch.Block is { } block)
        {
            await unit.Db.KeepArtifactAsync(block, unit.Now, ct);
        }

        unit.Db.ObservationBatches.Add(new ObservationBatch
        {
            TenantId = unit.Actor.Tenant,
            Id = answer.Id,
            EnvironmentId = target.Environment,
            ModelId = target.Model,
            Number = answer.Number,
            Kind = ObservationKind.Inputs,
            Key = request.Key,
            RequestDigest = identity,
            VersionId = target.Version,
            BaselineId = baseline.Id,
            Rows = answer.Rows,
            KeptRows = answer.KeptRows,
            FirstAt = answer.From,
            LastAt = answer.To,
            BlockDigest = batch.Block?.Digest,
            SampleShare = batch.SampleShare,
            Currency = request.Currency,
            Answer = JsonSerializer.Serialize(answer, JsonText.Options),
            ReceivedBy = unit.Actor.Member,
            ReceivedAt = unit.Now,
        });
    }

    private static ReceivedInputs Answer(ObservedTarget target, Prepared batch, int number, int labelled)
    {
        var instants = batch.Table.Instants.Milliseconds;
        return new ReceivedInputs(
            ObservationBatchId.New(), number, target.EnvironmentName, target.ModelName, target.Number, batch.Table.Rows, batch.Kept.Rows, labelled,
            batch.Table.Defects.Count, batch.Table.Defects.First, DateTimeOffset.FromUnixTimeMilliseconds(instants.Min()), DateTimeOffset.FromUnixTimeMilliseconds(instants.Max()));
    }

    private static JsonObject Describe(BatchRequest request, Prepared batch, ReceivedInputs answer, Digest identity) => new()
    {
        ["batch"] = answer.Number,
        ["key"] = request.Key,
        ["request"] = identity.Hex,
        ["block"] = batch.Block?.Digest.Hex,
        ["rows"] = answer.Rows,
        ["kept"] = answer.KeptRows,
        ["leftOut"] = answer.LeftOut,
    };

    /// <summary>What is known of a batch before anything of it is saved.</summary>
    private sealed record Prepared(BatchTable Table, BatchTable Kept, double SampleShare, StoredArtifact? Block, IReadOnlyList<HourDelta> Deltas);

    private static partial class Log
    {
        [LoggerMessage(EventId = 1700, Level = LogLevel.Debug, Message = "{Target}: batch {Number} with {Rows} rows was received")]
        public static partial void Received(ILogger logger, string target, int number, long rows);
    }
}
