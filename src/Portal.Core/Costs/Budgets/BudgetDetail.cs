using Portal.Core.Costs.Budgets.Stops;
using Portal.Core.Costs.Forecasts;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Budgets;

public sealed record BudgetVersionRow(int Number, string Sentence, string Reason, string ChangedBy, DateTimeOffset ChangedAt);

/// <param name="Standing">Of this moment.</param>
/// <param name="Limits">How the forecast was made, and what it cannot say.</param>
/// <param name="Alerts">The newest first.</param>
/// <param name="Versions">The newest first.</param>
/// <param name="Stop">What its hard stop says at this moment; null without one.</param>
/// <param name="Stops">When it stopped, the newest first.</param>
public sealed record BudgetView(
    BudgetRow Budget, DateOnly Today, SpanOutlook Standing, SpendOutlook Outlook, BudgetVerdict Verdict, IReadOnlyList<string> Limits, IReadOnlyList<BudgetAlert> Alerts, IReadOnlyList<BudgetVersionRow> Versions,
    StopStanding? Stop, IReadOnlyList<BudgetStop> Stops)
{
    public string Period => BudgetPeriods.NameOf(Budget.Period, Standing.From);

    public bool StopsNow => Stop is { Stops: true };
}

/// <summary>One budget with what is spent and expected now, what was told of it, and how it came to be as it is.</summary>
public sealed class BudgetDetail(PortalDatabase database, TimeProvider clock)
{
    private const int MostAlerts = 100;
    private const int MostVersions = 100;
    private const int MostStops = 100;

    public async Task<Outcome<BudgetView>> FindAsync(Actor actor, BudgetId id, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        if (await db.Budgets.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) is not { } budget)
        {
            return BudgetTexts.NotFound;
        }

        var row = await db.Budgets.AsNoTracking().Where(one => one.Id == id).Select(BudgetList.Row(db)).SingleAsync(ct);
        var source = new BudgetSource(db, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        var (start, end, outlook) = source.Forecast(budget, await source.OfAsync(budget, ct));
        var standing = outlook.Of(start, end, budget.Amount);
        var members = db.Members;
        return new BudgetView(
            row,
            source.Today,
            standing,
            outlook,
            BudgetRules.Verdict(budget.Amount, standing.Spent, standing.Chance),
            ForecastSentences.Of(outlook, source.Today),
            await db.BudgetAlerts.AsNoTracking().Where(alert => alert.BudgetId == id).OrderByDescending(alert => alert.RaisedAt).ThenByDescending(alert => alert.Threshold).Take(MostAlerts).ToListAsync(ct),
            await db.BudgetVersions.AsNoTracking().Where(version => version.BudgetId == id).OrderByDescending(version => version.Number).Take(MostVersions)
                .Select(version => new BudgetVersionRow(version.Number, version.Sentence, version.Reason, members.Where(member => member.Id == version.ChangedBy).Select(member => member.Name).First(), version.ChangedAt)).ToListAsync(ct),
            budget is { HardStop: true, EndedAt: null } ? (await new SpentNow(db, source.Today).OfAsync([budget], ct))[0] : null,
            await db.BudgetStops.AsNoTracking().Where(stop => stop.BudgetId == id).OrderByDescending(stop => stop.Number).Take(MostStops).ToListAsync(ct));
    }
}
