using Portal.Core.Costs.Currencies;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Savings;

/// <param name="State">Null for all.</param>
public sealed record SavingsListRequest(PageRequest Page, SavingState? State = null, SavingKind? Kind = null);

/// <param name="Seen">When it was found last.</param>
public sealed record SavingRow(
    FoundSavingId Id, int Number, SavingKind Kind, string Title, string Sentence, string? Team, decimal Monthly, string Currency, SavingEvidence Evidence, DateTimeOffset FoundAt, DateTimeOffset Seen, SavingState State,
    string? AssignedTo, DateOnly? DueOn, DateTimeOffset? DecidedAt, string? Reason, DateTimeOffset? DoneAt, RealisedSaving? Realised, long Revision);

/// <summary>Money of savings in one state, by currency. Of several about one thing the largest counts.</summary>
public sealed record SavingTotal(SavingState State, string Currency, int Count, decimal Monthly, decimal Realised);

public sealed record ReviewRow(DateOnly Month, DateTimeOffset WrittenAt, IReadOnlyList<string> Sentences);

/// <param name="May">Null when the asking member may decide.</param>
/// <param name="Overdue">How many that were accepted are past their day.</param>
/// <param name="SoFar">The review of the month that is not over yet.</param>
/// <param name="Reviews">Of the months that are, the newest first.</param>
/// <param name="Open">What is open, at today's rates in the currency in which the tenant looks at its money; null where a rate is missing.</param>
public sealed record SavingsView(IReadOnlyList<SavingTotal> Totals, Money? Open, int Overdue, ReviewRow SoFar, IReadOnlyList<ReviewRow> Reviews, Refusal? May);

/// <summary>The tenant's savings, newest first, and what they come to.</summary>
public sealed class SavingsList(PortalDatabase database, TimeProvider clock)
{
    private const int MostReviews = 24;

    public async Task<Outcome<Page<SavingRow>>> ReadAsync(Actor actor, SavingsListRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var (members, teams) = (db.Members, db.Teams);
        var rows = db.FoundSavings.AsNoTracking();
        rows = request.State is { } state ? rows.Where(row => row.State == state) : rows;
        rows = request.Kind is { } kind ? rows.Where(row => row.Kind == kind) : rows;
        return await rows.NewestFirstAsync(
            row => row.FoundAt,
            row => row.Id,
            row => new SavingRow(
                row.Id, row.Number, row.Kind, row.Title, row.Sentence, teams.Where(team => team.Id == row.TeamId).Select(team => team.Name).FirstOrDefault(), row.Monthly, row.Currency, row.Evidence, row.FoundAt, row.SeenAt, row.State,
                members.Where(member => member.Id == row.AssignedTo).Select(member => member.Name).FirstOrDefault(), row.DueOn, row.DecidedAt, row.Reason, row.DoneAt, row.Realised, row.Revision),
            request.Page,
            ct);
    }

    public async Task<SavingsView> SumAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var rows = await db.FoundSavings.AsNoTracking().ToListAsync(ct);
        var now = clock.GetUtcNow();
        var (today, month) = (DateOnly.FromDateTime(now.UtcDateTime), new DateOnly(now.UtcDateTime.Year, now.UtcDateTime.Month, 1));
        var reviews = await db.SavingsReviews.AsNoTracking().OrderByDescending(row => row.Month).Take(MostReviews).Select(row => new ReviewRow(row.Month, row.WrittenAt, row.Sentences)).ToListAsync(ct);
        IReadOnlyList<SavingTotal> totals =
        [
            .. rows.Where(row => row.State != SavingState.Gone).GroupBy(row => (row.State, row.Currency)).OrderBy(group => group.Key.State).ThenBy(group => group.Key.Currency, StringComparer.Ordinal)
                .Select(group => new SavingTotal(group.Key.State, group.Key.Currency, group.Count(), SavingReading.Together(group, row => row.Subject, row => row.Monthly), Realised(group))),
        ];
        return new(
            totals, InOne(totals.Where(total => total.State == SavingState.Open), await TenantConversion.ReadAsync(db, ct), today),
            rows.Count(row => row.State == SavingState.Accepted && row.DueOn < today), new ReviewRow(month, now, SavingReading.Review(month, [.. rows.Select(ReviewedOf)])), reviews, RoleRules.Refuses(actor, Permission.DecideSavings));
    }

    private static Money? InOne(IEnumerable<SavingTotal> totals, Conversion conversion, DateOnly day)
    {
        var sum = 0m;
        foreach (var total in totals)
        {
            var money = conversion.Convert(new Money(total.Monthly, total.Currency), day);
            if (!money.IsOk)
            {
                return null;
            }

            sum += money.Value.Amount;
        }

        return new Money(sum, conversion.To);
    }

    private static decimal Realised(IEnumerable<FoundSaving> rows) => SavingReading.Together(rows.Where(row => row.Realised is not null), row => row.Subject, row => row.Realised!.Monthly);

    internal static ReviewedSaving ReviewedOf(FoundSaving row) => new(
        row.Number, row.Kind, row.Title, row.State, row.Monthly, row.Currency, DateOnly.FromDateTime(row.FoundAt.UtcDateTime), row.DecidedAt is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null, row.DueOn, row.Realised) { Subject = row.Subject };
}
