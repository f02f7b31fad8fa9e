using System.Globalization;
using System.Text.Json.Nodes;

namespace Portal.Core.Notifications;

/// <summary>What members read of a report of costs. Pure.</summary>
internal static class CostReportText
{
    public static (string Title, string Text, string Href) Of(JsonObject data)
    {
        var (from, until, currency) = (Day(data, "from"), Day(data, "until"), data["currency"]?.ToString() ?? "");
        var period = until == from.AddMonths(1) ? from.ToString("MMMM yyyy", CultureInfo.InvariantCulture) : $"the week from {from.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}";
        var (total, before) = (Amount(data["total"]), Amount(data["before"]));
        var against = before <= 0 ? "There is nothing before to compare with."
            : total == before ? "That is as much as before."
            : $"That is {Math.Abs(total - before) / before * 100:0.#} % {(total > before ? "more" : "less")} than the {Money(before, currency)} before.";
        var parts = (data["largest"] as JsonArray ?? []).OfType<JsonObject>().Select(part => $"{part["name"]} {Money(Amount(part["amount"]), currency)}").ToList();
        var largest = parts.Count == 0 ? "" : $" The largest parts: {string.Join(", ", parts)}.";
        var apart = (data["notConverted"] as JsonArray ?? []).Select(one => one?.ToString()).ToList();
        var missing = apart.Count == 0 ? "" : $" Amounts in {string.Join(", ", apart)} are not in it: their exchange rate is missing.";
        return ($"AI cost {Money(total, currency)} in {period}", string.Create(CultureInfo.InvariantCulture, $"{against}{largest}{missing}"), $"/costs?month={from.ToString("yyyy-MM", CultureInfo.InvariantCulture)}");
    }

    private static string Money(decimal amount, string currency) => $"{currency} {amount.ToString("#,0.00", CultureInfo.InvariantCulture)}";

    private static decimal Amount(JsonNode? node) => decimal.TryParse(node?.ToString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : 0;

    private static DateOnly Day(JsonObject data, string name) => DateOnly.TryParseExact(data[name]?.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : default;
}
