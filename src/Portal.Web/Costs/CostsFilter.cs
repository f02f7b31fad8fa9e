using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Core.Tenancy;
using Portal.Web.Shell;

namespace Portal.Web.Costs;

/// <summary>What the overview shows, as its address says it.</summary>
/// <param name="Month">As 2026-11; null for the month of now.</param>
/// <param name="By">A <see cref="CostDimension"/>.</param>
/// <param name="Measure">A <see cref="CostMeasure"/>.</param>
/// <param name="Basis">A <see cref="CostBasis"/>.</param>
/// <param name="Team">The id of one team.</param>
public sealed record CostsFilter(string? Month, string? By, string? Measure, string? Basis, string? Team)
{
    public static CostsFilter Everything { get; } = new(null, null, null, null, null);

    public CostOverviewRequest ToRequest(DateOnly today) => new(
        MonthOf(Month) ?? today,
        Words.Parse<CostDimension>(By) ?? CostDimension.Team,
        Words.Parse<CostMeasure>(Measure) ?? CostMeasure.Effective,
        Words.Parse<CostBasis>(Basis) ?? CostBasis.Billed,
        Guid.TryParse(Team, out var team) ? new TeamId(team) : null);

    public string ToUrl() => ToUrl("/costs");

    public string ToUrl(string page)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[] { ("month", Month), ("by", By), ("measure", Measure), ("basis", Basis), ("team", Team) })
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                query.Add(name, value.Trim());
            }
        }

        return page + query;
    }

    public static string MonthText(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Null for anything that is no month.</summary>
    public static DateOnly? MonthOf(string? text) =>
        DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month.Year is > 1999 and < 3000 ? month : null;
}
