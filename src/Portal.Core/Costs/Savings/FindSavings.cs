using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Portal.Core.Audit;
using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Savings.Finding;
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

    /// <summary>Of one question to the database: a month of records is added up there.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(10);

    private readonly AuditTrail _trail;
    private readonly PortalDatabase _database;
    private readonly TenantDirectory _tenants;
    private readonly MeasuredUseReader _reader;
    private readonly TimeProvider _clock;
    private readonly ILogger<FindSavings> _log;

    internal FindSavings(AuditTrail trail, PortalDatabase database, TenantDirectory tenants, MeasuredUseReader reader, TimeProvider clock, ILogger<FindSavings> log) =>
        (_trail, _database, _tenants, _reader, _clock, _log) = (trail, database, tenants, reader, clock, log);

    /// <param name="again">Also of tenants that were looked at today: what they measured has just come in.</param>
    /// <returns>How many new ones were found.</returns>
    public async Task<int> RunAsync(CancellationToken ct, bool again = false)
    {
        var found = 0;
        foreach (var tenant in await _tenants.ListAsync(ct))
        {
            try
            {
                found += await RunAsync(tenant.Id, again, ct);
            }
            catch (Exception broken) when (!ct.IsCancellationRequested)
            {
                Log.TenantBroke(_log, tenant.Id.Value, broken);
            }
        }

        return found;
    }

    private async Task<int> RunAsync(TenantId tenant, bool again, CancellationToken ct)
    {
        var actor = Actor.ForJob(tenant, Job);
        var today = DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime);
        IReadOnlyList<SavingFinding> findings;
        await using (var db = _database.Open(tenant))
        {
            if (!again && await db.SavingsLooks.AnyAsync(row => row.Day >= today, ct))
            {
                return 0;
            }

            db.Database.SetCommandTimeout(s_longest);
            findings = (await _reader.ReadAsync(actor, db, _clock.GetUtcNow(), ct)).Find();
        }

        await using var unit = await _trail.BeginAsync(actor, ct);
        if (!await MarkAsync(unit.Db, today, ct) && !again)
        {
            // Another node looked in the meantime.
            return 0;
        }

        var rows = await unit.Db.FoundSavings.ToListAsync(ct);
        var made = findings.Count(finding => Keep(unit, rows, finding));
        var gone = Drop(rows, findings);
        var measured = await MeasureSavings.RunAsync(unit.Db, rows, unit.Now, ct);
        var reviewed = await ReviewAsync(unit, rows, ct);
        if (findings.Count + gone + measured == 0 && !reviewed)
        {
            await unit.DisposeAsync();
            return await MarkAloneAsync(tenant, today, ct);
        }

        unit.Record("savings.looked", new AuditSubject("savings", tenant.ToString(), "Savings"), details: new JsonObject
        {
            ["found"] = findings.Count, ["new"] = made, ["gone"] = gone, ["measured"] = measured, ["reviewed"] = reviewed,
        });
        return (await unit.CommitAsync(made, ct)) is { IsOk: true } done ? done.Value : 0;
    }

    /// <returns>False when the day was looked at before.</returns>
    private static async Task<bool> MarkAsync(PortalDbContext db, DateOnly today, CancellationToken ct)
    {
        if (await db.SavingsLooks.SingleOrDefaultAsync(ct) is not { } look)
        {
            db.SavingsLooks.Add(new SavingsLook { TenantId = db.Tenant, Day = today });
            return true;
        }

        var isNew = look.Day < today;
        look.Day = isNew ? today : look.Day;
        return isNew;
    }

    /// <summary>That nothing was found changes nothing that the trail would tell of.</summary>
    private async Task<int> MarkAloneAsync(TenantId tenant, DateOnly today, CancellationToken ct)
    {
        using var turn = await _database.TakeTurnAsync(ct);
        await using var db = _database.Open(tenant);
        if (await MarkAsync(db, today, ct))
        {
            await db.SaveChangesAsync(ct);
        }

        return 0;
    }

    /// <summary>What nobody decided on and is not found any more is no money to decide about.</summary>
    private static int Drop(List<FoundSaving> rows, IReadOnlyList<SavingFinding> findings)
    {
        var seen = findings.Select(finding => (finding.Kind, finding.Subject)).ToHashSet();
        var gone = rows.Where(row => row.State == SavingState.Open && !seen.Contains((row.Kind, row.Subject))).ToList();
        gone.ForEach(row => row.State = SavingState.Gone);
        return gone.Count;
    }

    /// <returns>Whether it is new.</returns>
    private static bool Keep(UnitOfWork unit, List<FoundSaving> rows, SavingFinding finding)
    {
        if (rows.Find(row => row.Kind == finding.Kind && row.Subject == finding.Subject) is { } known)
        {
            if (known.State is SavingState.Open or SavingState.Gone)
            {
                (known.Title, known.Sentence, known.Monthly, known.Evidence, known.SeenAt, known.State) = (finding.Title, finding.Sentence, Amounts.Keep(finding.Monthly), finding.Evidence, unit.Now, SavingState.Open);
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

    private static async Task<bool> ReviewAsync(UnitOfWork unit, List<FoundSaving> rows, CancellationToken ct)
    {
        var month = MeasureSavings.FirstOf(unit.Now).AddMonths(-1);
        if (!rows.Exists(row => DateOnly.FromDateTime(row.FoundAt.UtcDateTime) < month.AddMonths(1)) || await unit.Db.SavingsReviews.AnyAsync(row => row.Month == month, ct))
        {
            return false;
        }

        unit.Db.SavingsReviews.Add(new SavingsReview { TenantId = unit.Actor.Tenant, Month = month, WrittenAt = unit.Now, Sentences = SavingReading.Review(month, [.. rows.Select(SavingsList.ReviewedOf)]) });
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2220, Level = LogLevel.Error, Message = "Savings of tenant {Tenant} could not be looked for; it is tried again")]
        public static partial void TenantBroke(ILogger logger, Guid tenant, Exception exception);
    }
}
