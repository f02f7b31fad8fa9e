using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Costs.Sums;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Anomalies;

/// <summary>A flagged day of one subject.</summary>
/// <param name="Name">What people call the subject.</param>
public sealed record FlaggedDay(AnomalySubject Subject, string Name, DateOnly Day, decimal Amount, decimal Expected, decimal Score, string Currency, string Cause)
{
    public bool IsMore => Amount > Expected;
}

/// <param name="TestedUntil">The last day that was looked at.</param>
/// <param name="After">The last day that had been looked at before; null for none. Another one by now, and nothing is done.</param>
public sealed record FindAnomaliesRequest(CostBasis Basis, DateOnly TestedUntil, DateOnly? After, IReadOnlyList<FlaggedDay> Days);

/// <summary>Keeps the unusual days that were found, and tells of each new anomaly once. A day after an open one of the same subject joins it, in the same currency.</summary>
public sealed class FindAnomalies(AuditTrail trail)
{
    /// <summary>Of days between two looks.</summary>
    private const int LongestGap = 14;

    /// <returns>How many are new.</returns>
    public async Task<Outcome<int>> RunAsync(Actor actor, FindAnomaliesRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var about = new AuditSubject("costs", request.Basis.ToString(), "Costs");
        if (unit.Actor is not { IsSystem: true, Origin: ActorOrigin.Job })
        {
            return await unit.RefuseAsync("anomaly.find", about, new(RefusalKind.Forbidden, "anomaly.clock", "Only the portal's own clock looks for anomalies."), ct);
        }

        var watch = await unit.Db.AnomalyWatches.SingleOrDefaultAsync(row => row.Basis == request.Basis, ct);
        if (watch?.TestedUntil != request.After)
        {
            return 0;
        }

        if (watch is null)
        {
            unit.Db.AnomalyWatches.Add(new AnomalyWatch { TenantId = unit.Actor.Tenant, Basis = request.Basis, TestedUntil = request.TestedUntil });
        }
        else
        {
            watch.TestedUntil = request.TestedUntil;
        }

        // What somebody expects goes on being expected.
        var (going, found) = (await unit.Db.CostAnomalies.Where(row => row.Basis == request.Basis && row.State != AnomalyState.Resolved && row.LastDay >= request.TestedUntil.AddDays(-LongestGap)).ToListAsync(ct), 0);
        foreach (var day in request.Days.OrderBy(day => day.Day))
        {
            found += Keep(unit, request.Basis, going, day) ? 1 : 0;
        }

        unit.Record("anomaly.looked", about, details: new JsonObject { ["until"] = request.TestedUntil.ToString("O", CultureInfo.InvariantCulture), ["found"] = found });
        return await unit.CommitAsync(found, ct);
    }

    private static bool Keep(UnitOfWork unit, CostBasis basis, List<CostAnomaly> going, FlaggedDay day)
    {
        if (going.Find(row => row.Group == day.Subject.Group && row.Key == day.Subject.Key && row.IsMore == day.IsMore && row.Currency == day.Currency && row.LastDay >= day.Day.AddDays(-1)) is { } same)
        {
            if (day.Day > same.LastDay)
            {
                (same.LastDay, same.Amount, same.Expected) = (day.Day, same.Amount + day.Amount, same.Expected + day.Expected);
                same.Score = Math.Abs(day.Score) > Math.Abs(same.Score) ? day.Score : same.Score;
            }

            return false;
        }

        var made = new CostAnomaly
        {
            TenantId = unit.Actor.Tenant,
            Id = CostAnomalyId.New(),
            Basis = basis,
            Group = day.Subject.Group,
            Key = day.Subject.Key,
            FirstDay = day.Day,
            LastDay = day.Day,
            IsMore = day.IsMore,
            Amount = day.Amount,
            Expected = day.Expected,
            Currency = day.Currency,
            Score = day.Score,
            Cause = Texts.Fit(day.Cause, Texts.LongestReason),
            FoundAt = unit.Now,
        };
        going.Add(made);
        unit.Db.CostAnomalies.Add(made);
        var body = new JsonObject
        {
            ["anomalyId"] = made.Id.ToString(),
            ["what"] = day.Name,
            ["group"] = made.Group.ToString(),
            ["day"] = made.FirstDay.ToString("O", CultureInfo.InvariantCulture),
            ["amount"] = Rounded(made.Amount),
            ["expected"] = Rounded(made.Expected),
            ["currency"] = made.Currency,
            ["cause"] = made.Cause,
        };
        unit.Record("anomaly.found", new AuditSubject("anomaly", made.Id.ToString(), day.Name), details: body.DeepClone().AsObject());
        unit.Tell("anomaly.found", body);
        return true;
    }

    private static string Rounded(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero).ToString("0.00", CultureInfo.InvariantCulture);
}
