using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Portal.Core.Audit;
using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Savings.Finding;
using Portal.Core.Costs.Sums;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Savings;

/// <summary>
/// Once a day: looks for savings in what was measured, measures what was done, and writes the review of the month that is over. One row for
/// a kind and a thing, however often it runs and on however many nodes; what somebody has decided on keeps its evidence.
/// </summary>
public sealed partial class FindSavings
{
    private const string Job = "savings";
    private readonly AuditTrail _trail;
    private readonly PortalDatabase _database;
    private readonly TenantDirectory _tenants;
    private readonly MeasuredUseReader _reader;
    private readonly TimeProvider _clock;
    private readonly ILogger<FindSavings> _log;

    internal FindSavings(AuditTrail trail, PortalDatabase database, TenantDirectory tenants, MeasuredUseReader reader, TimeProvider clock, ILogger<FindSavings> log) =>
        (_trail, _database, _tenants, _reader, _clock, _log) = (trail, database, tenants, reader, clock, log);

    /// <returns>How many new ones were found.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var found = 0;
        foreach (var tenant in await _tenants.ListAsync(ct))
        {
            try
            {
                found += await RunAsync(tenant.Id, ct);
            }
            catch (Exception broken) when (!ct.IsCancellationRequested)
            {
                Log.TenantBroke(_log, tenant.Id.Value, broken);
            }
        }

        return found;
    }

    private async Task<int> RunAsync(TenantId tenant, CancellationToken ct)
    {
        var actor = Actor.ForJob(tenant, Job);
        IReadOnlyList<SavingFinding> findings;
        await using (var db = _database.Open(tenant))
        {
            var today = new DateTimeOffset(_clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
            if (await db.FoundSavings.AnyAsync(row => row.SeenAt >= today, ct))
            {
                return 0;
            }

            findings = (await _reader.ReadAsync(actor, db, _clock.GetUtcNow(), ct)).Find();
        }

        await using var unit = await _trail.BeginAsync(actor, ct);
        var rows = await unit.Db.FoundSavings.ToListAsync(ct);
        var made = findings.Count(finding => Keep(unit, rows, finding));
        var measured = await MeasureAsync(unit, rows, ct);
        var reviewed = await ReviewAsync(unit, rows, ct);
        if (findings.Count == 0 && measured == 0 && !reviewed)
        {
            return 0;
        }

        unit.Record("savings.looked", new AuditSubject("savings", tenant.ToString(), "Savings"), details: new JsonObject { ["found"] = findings.Count, ["new"] = made, ["measured"] = measured, ["reviewed"] = reviewed });
        return (await unit.CommitAsync(made, ct)) is { IsOk: true } done ? done.Value : 0;
    }

    /// <returns>Whether it is new.</returns>
    private static bool Keep(UnitOfWork unit, List<FoundSaving> rows, SavingFinding finding)
    {
        if (rows.Find(row => row.Kind == finding.Kind && row.Subject == finding.Subject) is { } known)
        {
            if (known.State == SavingState.Open)
            {
                (known.Title, known.Sentence, known.Monthly, known.Evidence, known.SeenAt) = (finding.Title, finding.Sentence, Amounts.Keep(finding.Monthly), finding.Evidence, unit.Now);
            }

            return false;
        }

        var made = new FoundSaving
        {
            TenantId = unit.Actor.Tenant,
            Id = FoundSavingId.New(),
            Number = rows.Count == 0 ? 1 : 1 + rows.Max(row => row.Number),
            Kind = finding.Kind,
            Subject = finding.Subject,
            Title = finding.Title,
            Sentence = finding.Sentence,
            TeamId = finding.Owner.Team,
            ModelId = finding.Owner.Model,
            EnvironmentId = finding.Owner.Environment,
            Provider = finding.Provider,
            Monthly = Amounts.Keep(finding.Monthly),
            Currency = finding.Currency,
            Evidence = finding.Evidence,
            FoundAt = unit.Now,
            SeenAt = unit.Now,
            State = SavingState.Open,
        };
        rows.Add(made);
        unit.Db.FoundSavings.Add(made);
        return true;
    }

    /// <summary>What was done is measured when the first whole month after it is over.</summary>
    private static async Task<int> MeasureAsync(UnitOfWork unit, List<FoundSaving> rows, CancellationToken ct)
    {
        var (measured, thisMonth) = (0, FirstOf(unit.Now));
        foreach (var row in rows.Where(row => row is { State: SavingState.Done, Realised: null, DoneAt: not null, DecidedAt: not null } && FirstOf(row.DoneAt.Value).AddMonths(2) <= thisMonth))
        {
            var before = await MonthAsync(unit.Db, row, FirstOf(row.DecidedAt!.Value).AddMonths(-1), ct);
            var after = await MonthAsync(unit.Db, row, FirstOf(row.DoneAt!.Value).AddMonths(1), ct);
            if (before.Cost > 0)
            {
                row.Realised = SavingReading.Realised(before, after);
                measured++;
            }
        }

        return measured;
    }

    private static async Task<MonthOfCost> MonthAsync(PortalDbContext db, FoundSaving row, DateOnly month, CancellationToken ct)
    {
        var query = new CostQuery(CostBasis.Billed, CostGrain.Month, month, month.AddMonths(1), row.Kind == SavingKind.UnusedReservation ? row.TeamId : null, row.ModelId, row.EnvironmentId, row.Provider.Length > 0 ? row.Provider : null);
        var cells = await CostCells.ReadAsync(db, query, ct);
        cells = cells.Count > 0 ? cells : await CostCells.ReadAsync(db, query with { Basis = CostBasis.Metered }, ct);
        var mine = cells.Where(cell => cell.Subject.Currency == row.Currency && !cell.Subject.IsCorrection && (row.Kind != SavingKind.UnusedReservation || cell.Subject.IsUnused)).ToList();
        return new(month, mine.Sum(cell => cell.Amounts.Effective), row.Kind == SavingKind.UnusedReservation ? 0 : mine.Sum(cell => cell.Amounts.Requests));
    }

    private static async Task<bool> ReviewAsync(UnitOfWork unit, List<FoundSaving> rows, CancellationToken ct)
    {
        var month = FirstOf(unit.Now).AddMonths(-1);
        if (!rows.Exists(row => DateOnly.FromDateTime(row.FoundAt.UtcDateTime) < month.AddMonths(1)) || await unit.Db.SavingsReviews.AnyAsync(row => row.Month == month, ct))
        {
            return false;
        }

        unit.Db.SavingsReviews.Add(new SavingsReview { TenantId = unit.Actor.Tenant, Month = month, WrittenAt = unit.Now, Sentences = SavingReading.Review(month, [.. rows.Select(SavingsList.ReviewedOf)]) });
        return true;
    }

    private static DateOnly FirstOf(DateTimeOffset at) => new(at.UtcDateTime.Year, at.UtcDateTime.Month, 1);

    private static partial class Log
    {
        [LoggerMessage(EventId = 2220, Level = LogLevel.Error, Message = "Savings of tenant {Tenant} could not be looked for; it is tried again")]
        public static partial void TenantBroke(ILogger logger, Guid tenant, Exception exception);
    }
}
