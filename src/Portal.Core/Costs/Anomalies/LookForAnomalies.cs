using Microsoft.Extensions.Logging;
using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Forecasts;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Statistics.Forecasting.Spend;
using Quartz;

namespace Portal.Core.Costs.Anomalies;

/// <summary>Tests the days of every tenant's costs that have become whole since the last look, each subject's against its own days before.</summary>
public sealed partial class LookForAnomalies(PortalDatabase database, TenantDirectory tenants, FindAnomalies act, TimeProvider clock, ILogger<LookForAnomalies> log)
{
    /// <summary>At the first look, and after a long pause: what is older nobody asks about any more.</summary>
    private const int MostDays = 7;

    private static readonly SpendAnomalyLimits s_limits = new(AnomalyWatch.UsualMoney);

    /// <returns>How many anomalies are new.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var found = 0;
        foreach (var tenant in await tenants.ListAsync(ct))
        {
            try
            {
                foreach (var basis in Enum.GetValues<CostBasis>())
                {
                    found += await OfBasisAsync(tenant.Id, basis, ct);
                }
            }
            catch (Exception broken) when (!ct.IsCancellationRequested)
            {
                // What goes wrong for one tenant keeps no other tenant waiting.
                Log.TenantBroke(log, tenant.Id.Value, broken);
            }
        }

        return found;
    }

    private async Task<int> OfBasisAsync(TenantId tenant, CostBasis basis, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        await using var db = database.Open(tenant);
        var after = await db.AnomalyWatches.Where(row => row.Basis == basis).Select(row => (DateOnly?)row.TestedUntil).SingleOrDefaultAsync(ct);
        if (after >= today.AddDays(-1) || !await db.CostSubjects.AnyAsync(row => row.Basis == basis, ct))
        {
            return 0;
        }

        var known = await KnownSpend.ReadAsync(db, basis, today.AddDays(-1), today, ct);
        if (known.KnownUntil is not { } until || until <= after)
        {
            return 0;
        }

        var days = Math.Min(MostDays, after is { } tested ? until.DayNumber - tested.DayNumber : 1);
        var flagged = Flagged(known, await TenantConversion.ReadAsync(db, ct), days, await NamesAsync(db, ct));
        var outcome = await act.RunAsync(Actor.ForJob(tenant, "anomalies"), new FindAnomaliesRequest(basis, until, after, flagged), ct);
        return outcome.IsOk ? outcome.Value : 0;
    }

    /// <summary>The narrowest subject first; one whose money others explain is left out.</summary>
    private static List<FlaggedDay> Flagged(KnownSpend known, Conversion conversion, int days, IReadOnlyDictionary<string, string> names)
    {
        var costs = ConvertedCosts.Of(known.Cells, conversion, CostMeasure.Effective);
        var (found, told, moves) = (new List<FlaggedDay>(), new Dictionary<DateOnly, List<AnomalySubject>>(), new Dictionary<DateOnly, IReadOnlyList<SubjectMove>>());
        foreach (var subject in AnomalySubject.Of([.. costs.Cells.Select(cell => cell.Subject).DistinctBy(row => row.Id)]))
        {
            var spend = known.Of(Whole(costs, subject));
            foreach (var one in SpendAnomalies.Test(spend.From, [.. spend.Days], days, s_limits))
            {
                var moved = moves.TryGetValue(one.Day, out var there) ? there : moves[one.Day] = AnomalyCauses.Moves(costs.Cells, one.Day);
                var before = told.TryGetValue(one.Day, out var list) ? list : told[one.Day] = [];
                if (!AnomalyCauses.IsTold(subject, before, moved, one.Excess > 0))
                {
                    before.Add(subject);
                    var name = subject.Group == AnomalyGroup.Total ? "All costs" : names.GetValueOrDefault(subject.Key, subject.Key);
                    var cause = AnomalyCauses.Sentence([.. moved.Where(move => subject.Covers(move.Subject))], one.Excess > 0, costs.Currency, names);
                    found.Add(new(subject, name, one.Day, Amounts.Keep(one.Amount), one.Expected, one.Score, costs.Currency, cause));
                }
            }
        }

        return found;
    }

    private static ConvertedCosts Whole(ConvertedCosts costs, AnomalySubject subject) => costs with { Cells = [.. costs.Cells.Where(cell => subject.Covers(cell.Subject))] };

    private static async Task<IReadOnlyDictionary<string, string>> NamesAsync(PortalDbContext db, CancellationToken ct)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var dimension in (CostDimension[])[CostDimension.Team, CostDimension.Model])
        {
            foreach (var (key, name) in await CostNames.ReadAsync(db, dimension, ct))
            {
                names[key] = name;
            }
        }

        return names;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1801, Level = LogLevel.Error, Message = "The costs of tenant {Tenant} could not be tested for anomalies; they are tested again")]
        public static partial void TenantBroke(ILogger logger, Guid tenant, Exception exception);
    }
}

[DisallowConcurrentExecution]
internal sealed class LookForAnomaliesJob(LookForAnomalies anomalies) : IJob
{
    public static JobKey Key { get; } = new("look-for-anomalies");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await anomalies.RunAsync(cancellationToken);
}
