using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Reports;

/// <summary>Reports the costs of a period that is over to those who asked for it, once. A tenant without costs is told nothing.</summary>
public sealed class ReportCosts(AuditTrail trail)
{
    private const int Largest = 3;

    /// <returns>How many reports were told.</returns>
    public async Task<Outcome<int>> RunAsync(Actor actor, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (!unit.Actor.IsSystem)
        {
            return await unit.RefuseAsync("cost-report.tell", Subject("all"), new(RefusalKind.Forbidden, "forbidden", "Reports are made by the portal's own clock."), ct);
        }

        var today = DateOnly.FromDateTime(unit.Now.UtcDateTime);
        var cadences = await unit.Db.CostReportSubscriptions.Select(row => row.Cadence).Distinct().ToListAsync(ct);
        var told = 0;
        foreach (var cadence in cadences)
        {
            told += await TellAsync(unit, cadence, ReportPeriods.Due(cadence, today), ct) ? 1 : 0;
        }

        return told == 0 ? 0 : await unit.CommitAsync(told, ct);
    }

    private static async Task<bool> TellAsync(UnitOfWork unit, ReportCadence cadence, ReportPeriod period, CancellationToken ct)
    {
        if (await unit.Db.CostReports.AnyAsync(row => row.Cadence == cadence && row.From == period.From, ct) || await FiguresAsync(unit.Db, cadence, period, ct) is not { } figures)
        {
            return false;
        }

        unit.Db.CostReports.Add(new CostReport { TenantId = unit.Actor.Tenant, Cadence = cadence, From = period.From, At = unit.Now, Figures = figures });
        unit.Record("cost-report.told", Subject(Text(period.From)), details: new JsonObject { ["cadence"] = cadence.ToString(), ["from"] = Text(period.From), ["until"] = Text(period.Until) });
        unit.Tell("costs.report", Body(cadence, period, figures));
        return true;
    }

    private static async Task<CostReportFigures?> FiguresAsync(PortalDbContext db, ReportCadence cadence, ReportPeriod period, CancellationToken ct)
    {
        var before = period.Before(cadence);
        var cells = await CostCells.ReadAsync(db, new CostQuery(CostBasis.Billed, CostGrain.Day, before.From, period.Until), ct);
        if (!cells.Any(cell => cell.Start >= period.From))
        {
            return null;
        }

        var costs = ConvertedCosts.Of(cells, await TenantConversion.ReadAsync(db, ct), CostMeasure.Effective);
        var now = costs with { Cells = [.. costs.Cells.Where(cell => cell.Start >= period.From)] };
        var days = CostBreakdown.PeriodsOf(new CostQuery(CostBasis.Billed, CostGrain.Day, period.From, period.Until));
        var teams = CostPivot.Of(now, CostDimension.Team, days, await CostNames.ReadAsync(db, CostDimension.Team, ct));
        return new(
            period.Until, costs.Currency, Rounded(now.Total.Amount, costs.Currency), Rounded(costs.Total.Amount - now.Total.Amount, costs.Currency),
            [.. teams.Groups.Take(Largest).Select(group => new CostReportPart(group.Name, Rounded(group.Total, costs.Currency)))],
            [.. costs.Apart.Select(money => money.Currency)]);
    }

    /// <summary>Amounts as text: whoever reads the message must not make them floating point.</summary>
    private static JsonObject Body(ReportCadence cadence, ReportPeriod period, CostReportFigures figures) => new()
    {
        ["cadence"] = cadence.ToString(),
        ["from"] = Text(period.From),
        ["until"] = Text(period.Until),
        ["currency"] = figures.Currency,
        ["total"] = Text(figures.Total),
        ["before"] = Text(figures.Before),
        ["largest"] = new JsonArray([.. figures.Largest.Select(part => new JsonObject { ["name"] = part.Name, ["amount"] = Text(part.Amount) })]),
        ["notConverted"] = new JsonArray([.. figures.Apart.Select(currency => JsonValue.Create(currency))]),
    };

    private static AuditSubject Subject(string period) => new("cost-report", period, "report of costs");

    private static decimal Rounded(decimal amount, string currency) => decimal.Round(amount, CurrencyCode.Decimals(currency), MidpointRounding.AwayFromZero);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);
}
