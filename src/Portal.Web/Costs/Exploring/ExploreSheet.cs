using System.Globalization;
using System.Text;
using Portal.Core.Costs.Exploring;
using Portal.Core.Costs.Sums;
using Portal.Web.Api;

namespace Portal.Web.Costs.Exploring;

/// <summary>A column of figures.</summary>
/// <param name="Span">The time that its figures are of; null for those that compare.</param>
public sealed record ExploreColumn(string Title, Func<ExploreRow, decimal?> Of, ExploreSpan? Span, ExploreOrder? Order = null, bool IsChange = false);

/// <summary>The table of the page: the file has the same rows and columns in the same order, with every digit.</summary>
public static class ExploreSheet
{
    /// <summary>More periods than these make a table that nobody reads; the chart has them.</summary>
    private const int MostPeriods = 13;

    public static IReadOnlyList<ExploreColumn> Columns(ExploreView view)
    {
        var byTime = view.Request.By == ExploreGroup.Period || view.Request.Then == ExploreGroup.Period;
        return
        [
            .. byTime || view.Periods.Count is 1 or > MostPeriods ? [] : view.Periods.Select((period, at) => new ExploreColumn(ExploreLabels.Period(view.Request.Grain, period).Label, row => row.Periods[at], period)),
            new("Total", row => row.Total, view.Request.Span, ExploreOrder.Total),
            .. byTime ? Array.Empty<ExploreColumn>() :
            [
                new("Before", row => row.Before, view.Compared, ExploreOrder.Before),
                new("Change", row => row.Change, null, ExploreOrder.Change, IsChange: true),
            ],
        ];
    }

    public static string Csv(ExploreView view)
    {
        var (text, columns, request) = (new StringBuilder(), Columns(view), view.Request);
        var unit = ExploreLabels.Unit(request.Measure, view.Unit);
        CsvText.Line(text, [ExploreLabels.Word(request.By, request.Grain), .. request.Then is { } then ? [ExploreLabels.Word(then, request.Grain)] : Array.Empty<string>(), .. columns.Select(column => Head(column, view)), "unit"]);
        foreach (var row in view.Rows.Append(view.Sum))
        {
            CsvText.Line(text, [row.By.Name, .. request.Then is null ? Array.Empty<string>() : [row.Then?.Name ?? ""], .. columns.Select(column => Exact(column.Of(row))), unit]);
        }

        foreach (var money in view.Apart)
        {
            CsvText.Line(text, ["not converted", .. request.Then is null ? Array.Empty<string>() : [""], .. columns.Select(column => column.Order == ExploreOrder.Total ? Exact(money.Amount) : ""), money.Currency]);
        }

        return text.ToString();
    }

    /// <summary>Every digit, and no zeros that a database adds behind them.</summary>
    private static string Exact(decimal? figure) => figure?.ToString("0.############################", CultureInfo.InvariantCulture) ?? "";

    private static string Head(ExploreColumn column, ExploreView view) => column.Span is { } span
        ? $"{(column.Order is null ? "" : column.Title + " ")}{ExploreAddress.Text(span.From)}/{ExploreAddress.Text(span.Until.AddDays(-1))}"
        : column.Title;
}
