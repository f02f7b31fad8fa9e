using System.Globalization;
using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Exploring;

/// <summary>Costs, what was consumed and unit costs, by whatever tells them apart: what engineers ask. Read from sums alone.</summary>
public sealed class ExploreCosts(PortalDatabase database, TimeProvider clock)
{
    public async Task<Outcome<ExploreView>> ReadAsync(Actor actor, ExploreRequest request, CancellationToken ct)
    {
        if (request.Refuses() is { } invalid)
        {
            return invalid;
        }

        await using var db = database.Open(actor.Tenant);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var conversion = await TenantConversion.ReadAsync(db, ct);
        var known = await KnownAsync(db, request, today, ct);
        var (periods, compared) = (ExploreTime.Periods(request.Grain, request.Span), ExploreTime.Compared(request.Span, known, today));
        var now = await ReadAsync(db, request, request.Grain == ExploreGrain.Month ? ExploreTime.Parts(request.Span) : [(CostGrain.Day, request.Span)], conversion, ct);
        var before = await ReadAsync(db, request, ExploreTime.Parts(compared), conversion, ct);
        var names = await NamesAsync(db, request, ct);
        var table = new ExploreTable(request, periods, compared, now.Cells, before.Cells, (group, key) => NameOf(request, periods, names, group, key));
        return new ExploreView(
            request, request.Measure.Money() is null ? null : conversion.To, periods, compared, known, table.Rows(), table.Sum(), table.Series(), now.Apart, now.Missing,
            request.Filters.ToDictionary(filter => filter.Key, filter => FilterName(names, filter.Key, filter.Value)),
            now.Cells.Count > 0 || before.Cells.Count > 0 || now.Apart.Count > 0 || await db.CostSubjects.AnyAsync(subject => subject.Basis == request.Basis, ct));
    }

    private static async Task<ConvertedCosts> ReadAsync(PortalDbContext db, ExploreRequest request, IReadOnlyList<(CostGrain Grain, ExploreSpan Span)> parts, Conversion conversion, CancellationToken ct)
    {
        var cells = new List<CostCell>();
        foreach (var (grain, span) in parts.Where(part => part.Span.Days > 0))
        {
            cells.AddRange((await CostCells.ReadAsync(db, request.Query(grain, span), ct)).Where(cell => request.Covers(cell.Subject)));
        }

        // What is only counted needs no rate of exchange.
        return request.Measure.Money() is { } money
            ? ConvertedCosts.Of(cells, conversion, money)
            : new ConvertedCosts(conversion.To, [.. cells.Select(cell => new ConvertedCell(cell.Start, cell.Subject, 0, cell.Amounts))], [], null);
    }

    /// <summary>The last day of the time of which anything of the basis is known.</summary>
    private static async Task<DateOnly?> KnownAsync(PortalDbContext db, ExploreRequest request, DateOnly today, CancellationToken ct)
    {
        var (from, until, basis) = (request.Span.From, request.Span.Until < today ? request.Span.Until : today.AddDays(1), request.Basis);
        var subjects = db.CostSubjects.Where(subject => subject.Basis == basis).Select(subject => subject.Id);
        return await db.CostSums.Where(sum => sum.Grain == CostGrain.Day && sum.Start >= from && sum.Start < until && subjects.Contains(sum.SubjectId))
            .OrderByDescending(sum => sum.Start).Select(sum => (DateOnly?)sum.Start).FirstOrDefaultAsync(ct);
    }

    private static async Task<IReadOnlyDictionary<CostDimension, IReadOnlyDictionary<string, string>>> NamesAsync(PortalDbContext db, ExploreRequest request, CancellationToken ct)
    {
        var names = new Dictionary<CostDimension, IReadOnlyDictionary<string, string>>();
        foreach (var dimension in request.Filters.Keys.Append(request.By.Dimension() ?? CostDimension.Category).Append(request.Then?.Dimension() ?? CostDimension.Category).Distinct())
        {
            names[dimension] = await CostNames.ReadAsync(db, dimension, ct);
        }

        return names;
    }

    private static string NameOf(
        ExploreRequest request, IReadOnlyList<ExploreSpan> periods, IReadOnlyDictionary<CostDimension, IReadOnlyDictionary<string, string>> names, ExploreGroup group, string? key)
    {
        if (group.Dimension() is { } dimension)
        {
            return key is null ? CostDimensions.NothingIn(dimension) : names[dimension].GetValueOrDefault(key, key);
        }

        var day = key is null ? periods[0].From : DateOnly.ParseExact(key, "O", CultureInfo.InvariantCulture);
        return ExplorePeriods.NameOf(request.Grain, day);
    }

    private static string FilterName(IReadOnlyDictionary<CostDimension, IReadOnlyDictionary<string, string>> names, CostDimension dimension, string value) =>
        value == ExploreRequest.Nothing ? CostDimensions.NothingIn(dimension) : names[dimension].GetValueOrDefault(value, value);
}

/// <summary>What periods are called.</summary>
public static class ExplorePeriods
{
    public static string NameOf(ExploreGrain grain, DateOnly day) => grain switch
    {
        ExploreGrain.Month => day.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
        ExploreGrain.Week => $"Week of {day.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}",
        _ => day.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture),
    };
}
