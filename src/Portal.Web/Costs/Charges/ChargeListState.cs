using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Portal.Core.Costs.Charges;

namespace Portal.Web.Costs.Charges;

/// <summary>What the list of charges shows, as its address says it: every dashboard links here.</summary>
public sealed record ChargeListState(
    string? From = null, string? Until = null, string? Provider = null, string? Service = null, string? Team = null, string? Model = null, string? Environment = null, string? Sku = null,
    string? Source = null, string? Show = null, string? Import = null)
{
    public const string Unallocated = "unallocated";
    public const string Corrections = "corrections";

    public bool IsDefault => ToUrl() == ChargesPages.List;

    /// <summary>What is no day or no number is as if it were not there.</summary>
    public ChargeFilter ToFilter() => new(
        Day(From), Day(Until), Text(Source), Text(Provider), Text(Service), Text(Sku), Text(Team), Text(Model), Text(Environment),
        Show == Unallocated, Show == Corrections ? true : null,
        int.TryParse(Import, NumberStyles.None, CultureInfo.InvariantCulture, out var import) ? import : null);

    public string ToUrl()
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[]
        {
            ("from", From), ("until", Until), ("provider", Provider), ("service", Service), ("team", Team), ("model", Model), ("environment", Environment), ("sku", Sku), ("source", Source), ("show", Show), ("import", Import),
        })
        {
            if (Text(value) is { } text)
            {
                query.Add(name, text);
            }
        }

        return ChargesPages.List + query;
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
