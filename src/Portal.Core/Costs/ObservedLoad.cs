using Portal.Core.Monitoring.Observations;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.UseCases;

namespace Portal.Core.Costs;

/// <summary>
/// How many predictions a month are expected of a model: what production sent in the last 30 days, or what its use case was approved for,
/// whichever is more, so that a young deployment does not look cheap.
/// </summary>
internal sealed class ObservedLoad : IExpectedLoad
{
    private static readonly TimeSpan s_month = TimeSpan.FromDays(30);

    public async Task<ExpectedLoad?> ReadAsync(PortalDbContext db, ModelId model, EnvironmentId environment, DateTimeOffset now, CancellationToken ct)
    {
        var since = now - s_month;
        var observed = await db.WindowCounters.Where(row => row.ModelId == model && row.EnvironmentId == environment && row.Hour >= since).SumAsync(row => row.Rows, ct);
        var planned = await (
            from assigned in db.UseCaseModels
            join wanted in db.UseCases on assigned.UseCaseId equals wanted.Id
            where assigned.ModelId == model
            select new { wanted.Number, wanted.RequestsAMonth }).FirstOrDefaultAsync(ct);
        return (observed, planned) switch
        {
            (0, null or { RequestsAMonth: 0 }) => null,
            (_, { } plan) when plan.RequestsAMonth >= observed => new(plan.RequestsAMonth, $"as use case U-{plan.Number} expects"),
            _ => new(observed, "observed in the last 30 days"),
        };
    }
}
