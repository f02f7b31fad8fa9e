using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Usage;

public sealed record UsageRecordRow(
    UsageRecordId Id, DateTimeOffset At, DateTimeOffset ReceivedAt, string Source, UsageUnit Unit, string Provider, string Operation, string Model, TokenReading Tokens, decimal Quantity, long Requests,
    decimal? Cost, string? Currency, string? Missing, string? Error);

/// <summary>Single records, the last that arrived first.</summary>
public sealed class UsageRecordList(PortalDatabase database)
{
    public async Task<Outcome<Page<UsageRecordRow>>> ReadAsync(Actor actor, PageRequest page, CancellationToken ct, bool isUnpriced = false)
    {
        if (page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var sources = db.UsageSources;
        var rows = db.UsageRecords.AsNoTracking();
        rows = isUnpriced ? rows.Where(row => row.Cost == null) : rows;
        return await rows.NewestFirstAsync(
            row => row.ReceivedAt,
            row => row.Id,
            row => new UsageRecordRow(
                row.Id, row.At, row.ReceivedAt, sources.Where(source => source.Id == row.SourceId).Select(source => source.Name).First(), row.Unit, row.Provider, row.Operation,
                row.AnsweredModel == "" ? row.AskedModel : row.AnsweredModel, new TokenReading(row.Input, row.Output, row.CacheRead, row.CacheWrite, row.Reasoning, row.IsNormalised), row.Quantity, row.Requests,
                row.Cost, row.Currency, row.Missing, row.Error),
            page,
            ct);
    }
}
