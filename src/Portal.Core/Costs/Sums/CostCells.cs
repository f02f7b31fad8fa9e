using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Sums;

/// <param name="From">The first day.</param>
/// <param name="Until">The first day after; with months, the first of a month.</param>
/// <param name="Team">Null for all.</param>
public sealed record CostQuery(
    CostBasis Basis, CostGrain Grain, DateOnly From, DateOnly Until, TeamId? Team = null, ModelId? Model = null, EnvironmentId? Environment = null, string? Provider = null, string? Service = null)
{
    internal bool IsNarrow => Team is not null || Model is not null || Environment is not null || Provider is not null || Service is not null;
}

/// <summary>One subject's money in one period, all origins together.</summary>
public sealed record CostCell(DateOnly Start, CostSubject Subject, CostAmounts Amounts);

/// <summary>
/// The money of a time, from the sums: what every page, budget and forecast reads. Sums are added up here and not in the database, because
/// SQLite would add decimals as floating point.
/// </summary>
public static class CostCells
{
    public static async Task<IReadOnlyList<CostCell>> ReadAsync(PortalDbContext db, CostQuery query, CancellationToken ct)
    {
        var subjects = await Subjects(db, query).ToDictionaryAsync(subject => subject.Id, ct);
        var cells = new Dictionary<(DateOnly, CostSubjectId), CostAmounts>();
        var rows = db.CostSums.AsNoTracking().Where(sum => sum.Grain == query.Grain && sum.Start >= query.From && sum.Start < query.Until);
        if (query.IsNarrow)
        {
            // Few subjects of many: the database leaves out the sums of the others.
            var own = Subjects(db, query).Select(subject => subject.Id);
            rows = rows.Where(sum => own.Contains(sum.SubjectId));
        }

        await foreach (var sum in rows.Select(sum => new
        {
            sum.Start, sum.SubjectId, Amounts = new CostAmounts(sum.Billed, sum.Effective, sum.List, sum.Contracted, sum.Tokens, sum.Requests, sum.GpuHours, sum.Rows),
        }).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (subjects.ContainsKey(sum.SubjectId))
            {
                ref var cell = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(cells, (sum.Start, sum.SubjectId), out _);
                cell += sum.Amounts;
            }
        }

        return [.. cells.Select(cell => new CostCell(cell.Key.Item1, subjects[cell.Key.Item2], cell.Value)).OrderBy(cell => cell.Start)];
    }

    private static IQueryable<CostSubject> Subjects(PortalDbContext db, CostQuery query)
    {
        var subjects = db.CostSubjects.AsNoTracking().Where(subject => subject.Basis == query.Basis);
        subjects = query.Team is { } team ? subjects.Where(subject => subject.TeamId == team) : subjects;
        subjects = query.Model is { } model ? subjects.Where(subject => subject.ModelId == model) : subjects;
        subjects = query.Environment is { } environment ? subjects.Where(subject => subject.EnvironmentId == environment) : subjects;
        subjects = query.Provider is { } provider ? subjects.Where(subject => subject.Provider == provider) : subjects;
        return query.Service is { } service ? subjects.Where(subject => subject.Service == service) : subjects;
    }
}
