using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Usage;

/// <summary>By what usage is told apart on a page.</summary>
public enum UsageGrouping
{
    Model,
    Provider,
    Team,
}

/// <summary>Consumption of one model, provider or team in the time.</summary>
/// <param name="Costs">One amount for each currency; what has no price is in none of them.</param>
/// <param name="Unpriced">Records whose cost is unknown.</param>
/// <param name="UnknownTokens">Records whose tokens nobody said.</param>
public sealed record UsageLine(
    string Name, long Records, long Requests, long Input, long CacheRead, long CacheWrite, long Output, long Reasoning, IReadOnlyDictionary<string, decimal> Costs, long Unpriced, long UnknownTokens, long Errors);

/// <param name="Input">All input tokens of the day.</param>
public sealed record UsageOnDay(DateOnly Day, long Input, long Output, long Requests, IReadOnlyDictionary<string, decimal> Costs);

public sealed record UsageSourceRow(UsageSourceId Id, string Name, UsageSignal Signal, TeamId? Team, string? TeamName, DateTimeOffset LastAt, long Records, long Doubled, long Ignored, long Revision);

public sealed record UsageSeen(
    DateOnly From, DateOnly Until, UsageGrouping By, IReadOnlyList<UsageLine> Lines, IReadOnlyList<UsageOnDay> Days, IReadOnlyList<UsageSourceRow> Sources)
{
    public long Records => Lines.Sum(line => line.Records);

    public long Tokens => Lines.Sum(line => line.Input + line.Output);

    public long Requests => Lines.Sum(line => line.Requests);

    public long Unpriced => Lines.Sum(line => line.Unpriced);

    public long UnknownTokens => Lines.Sum(line => line.UnknownTokens);

    /// <summary>One amount for each currency.</summary>
    public IReadOnlyDictionary<string, decimal> Costs => Days.SelectMany(day => day.Costs).GroupBy(cost => cost.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Sum(cost => cost.Value), StringComparer.Ordinal);
}

/// <summary>Usage of a time from its sums: whatever the number of records behind them. Everybody in the tenant may read it.</summary>
public sealed class UsageOverview(PortalDatabase database)
{
    public const int MostDays = 366;

    /// <param name="until">The first day after.</param>
    public async Task<Outcome<UsageSeen>> ReadAsync(Actor actor, DateOnly from, DateOnly until, UsageGrouping by, CancellationToken ct)
    {
        if (until <= from || until.DayNumber - from.DayNumber > MostDays)
        {
            return Refusal.Invalid("until", $"Ask for 1 to {MostDays} days; the last is given as the day after it.");
        }

        await using var db = database.Open(actor.Tenant);
        var days = await db.UsageDays.AsNoTracking().Where(day => day.Day >= from && day.Day < until).ToListAsync(ct);
        var cells = (await CostCells.ReadAsync(db, new CostQuery(CostBasis.Metered, CostGrain.Day, from, until), ct)).ToList();
        var teams = await db.Teams.ToDictionaryAsync(team => team.Id, team => team.Name, ct);
        string NameOf(string provider, string model, TeamId? team) => by switch
        {
            UsageGrouping.Model => model.Length > 0 ? model : "no model named",
            UsageGrouping.Provider => provider,
            _ => team is { } id ? teams.GetValueOrDefault(id, "") : "unallocated",
        };
        var costs = cells.GroupBy(cell => NameOf(cell.Subject.Provider, cell.Subject.Service, cell.Subject.TeamId)).ToDictionary(group => group.Key, Costs, StringComparer.Ordinal);
        var lines = days.GroupBy(day => NameOf(day.Provider, day.Model, day.TeamId)).Select(group => LineOf(group.Key, [.. group], costs.GetValueOrDefault(group.Key)));
        return new UsageSeen(
            from, until, by,
            [.. lines.OrderByDescending(line => line.Costs.Values.Sum()).ThenByDescending(line => line.Input + line.Output).ThenBy(line => line.Name, StringComparer.Ordinal)],
            [.. EveryDay(from, until).Select(day => DayOf(day, days, cells))],
            await SourcesAsync(db, teams, ct));
    }

    /// <summary>How many batches have come, cheaply: a page that watches asks it and loads only when it changes.</summary>
    public async Task<(DateTimeOffset? LastAt, long Records)> PulseAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var pulse = await db.UsageSources.GroupBy(_ => 1).Select(all => new { Last = all.Max(row => row.LastAt), Records = all.Sum(row => row.Records) }).SingleOrDefaultAsync(ct);
        return (pulse?.Last, pulse?.Records ?? 0);
    }

    private static IEnumerable<DateOnly> EveryDay(DateOnly from, DateOnly until) => Enumerable.Range(0, until.DayNumber - from.DayNumber).Select(from.AddDays);

    private static UsageOnDay DayOf(DateOnly day, List<UsageDay> days, List<CostCell> cells)
    {
        var some = days.Where(one => one.Day == day).ToList();
        return new UsageOnDay(day, some.Sum(one => one.Input), some.Sum(one => one.Output), some.Sum(one => one.Requests), Costs(cells.Where(cell => cell.Start == day)));
    }

    private static UsageLine LineOf(string name, IReadOnlyList<UsageDay> days, IReadOnlyDictionary<string, decimal>? costs) => new(
        name, days.Sum(day => day.Records), days.Sum(day => day.Requests), days.Sum(day => day.Input), days.Sum(day => day.CacheRead), days.Sum(day => day.CacheWrite), days.Sum(day => day.Output),
        days.Sum(day => day.Reasoning), costs ?? new Dictionary<string, decimal>(), days.Sum(day => day.Unpriced), days.Sum(day => day.UnknownTokens), days.Sum(day => day.Errors));

    private static IReadOnlyDictionary<string, decimal> Costs(IEnumerable<CostCell> cells) =>
        cells.GroupBy(cell => cell.Subject.Currency, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Sum(cell => cell.Amounts.Effective), StringComparer.Ordinal);

    private static async Task<IReadOnlyList<UsageSourceRow>> SourcesAsync(PortalDbContext db, Dictionary<TeamId, string> teams, CancellationToken ct) =>
        [.. (await db.UsageSources.AsNoTracking().OrderByDescending(row => row.LastAt).Take(100).ToListAsync(ct)).Select(row => new UsageSourceRow(
            row.Id, row.Name, row.Signal, row.TeamId, row.TeamId is { } team ? teams.GetValueOrDefault(team) : null, row.LastAt, row.Records, row.Doubled, row.Ignored, row.Revision))];
}
