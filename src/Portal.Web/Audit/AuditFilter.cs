using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Portal.Core.Audit;

namespace Portal.Web.Audit;

/// <summary>What the audit page shows, as its address says it.</summary>
/// <param name="From">The first day, in the reader's zone: <c>2026-03-02</c>.</param>
/// <param name="Until">The last day, itself included.</param>
public sealed record AuditFilter(string? Who, string? Action, string? Kind, string? Id, string? Subject, string? From, string? Until)
{
    private const string Day = "yyyy-MM-dd";

    public static AuditFilter Everything { get; } = new(null, null, null, null, null, null, null);

    public bool IsEverything => this == Everything;

    public AuditSearch ToSearch(TimeZoneInfo zone) => new(
        Trimmed(Who), Trimmed(Action), Trimmed(Kind), Trimmed(Id), Trimmed(Subject), Start(From, 0, zone), Start(Until, 1, zone));

    public string ToUrl()
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[] { ("who", Who), ("action", Action), ("kind", Kind), ("id", Id), ("subject", Subject), ("from", From), ("until", Until) })
        {
            if (Trimmed(value) is { } text)
            {
                query.Add(name, text);
            }
        }

        return "/audit" + query;
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Midnight of the day, or of the day after it, where the reader is. What is not a day is no bound.</summary>
    private static DateTimeOffset? Start(string? day, int daysLater, TimeZoneInfo zone)
    {
        if (!DateTime.TryParseExact(day, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || date.Year is < 2000 or > 9000)
        {
            return null;
        }

        var midnight = date.AddDays(daysLater);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
