using System.Globalization;
using Portal.Core.Costs.Economics;
using static Portal.Core.Costs.Economics.Working;

namespace Portal.Core.Costs.Savings;

/// <summary>Cost and traffic of a month.</summary>
/// <param name="Requests">0 where none were counted.</param>
public sealed record MonthOfCost(DateOnly Month, decimal Cost, decimal Requests);

/// <summary>What a month's review speaks of.</summary>
/// <param name="Monthly">What it was found to save a month.</param>
/// <param name="DueOn">By when somebody promised it.</param>
public sealed record ReviewedSaving(int Number, SavingKind Kind, string Title, SavingState State, decimal Monthly, string Currency, DateOnly FoundOn, DateOnly? DecidedOn, DateOnly? DueOn, RealisedSaving? Realised)
{
    /// <summary>What it is about; empty for nothing that another is about.</summary>
    public string Subject { get; init; } = "";
}

/// <summary>What was really saved, and what a month's review says. Pure.</summary>
public static class SavingReading
{
    /// <summary>
    /// Cost before − cost after at equal traffic. Before is the last whole month before it was accepted, after the first whole one after it was
    /// done; the cost before is scaled by the requests of both where both counted some.
    /// </summary>
    public static RealisedSaving Realised(MonthOfCost before, MonthOfCost after, DateOnly measuredOn)
    {
        var working = new Working("realised").Input("cost before", Math.Max(0, before.Cost), "a month").Input("cost after", Math.Max(0, after.Cost), "a month")
            .Input("requests before", before.Requests, "a month").Input("requests after", after.Requests, "a month");
        var counted = before.Requests > 0 && after.Requests > 0;
        var equal = counted
            ? working.Step("before, at the traffic of after", $"{Say(before.Cost)} × {Say(after.Requests)} / {Say(before.Requests)}", before.Cost * after.Requests / before.Requests)
            : working.Step("before, as requests were not counted in both months", Say(before.Cost), before.Cost);
        var saved = working.Result(FigureUnit.Money, "realised", $"{Say(equal)} − {Say(after.Cost)}", equal - after.Cost);
        return new(after.Month, measuredOn, before.Cost, after.Cost, Currencies.Amounts.Keep(equal), Currencies.Amounts.Keep(saved.Exact!.Value), saved.Trace);
    }

    /// <summary>A month in sentences: what was found, accepted, realised, and what is overdue.</summary>
    /// <param name="savings">All of the tenant. What was measured counts in the month in which it could be said; on the first day that is still the month before.</param>
    public static IReadOnlyList<string> Review(DateOnly month, IReadOnlyList<ReviewedSaving> savings)
    {
        var end = month.AddMonths(1);
        var found = savings.Where(one => Within(one.FoundOn)).ToList();
        var accepted = savings.Where(one => one.State is SavingState.Accepted or SavingState.Done && one.DecidedOn is { } day && Within(day)).ToList();
        var dismissed = savings.Count(one => one.State == SavingState.Dismissed && one.DecidedOn is { } day && Within(day));
        var realised = savings.Where(one => one.Realised is { } real && real.MeasuredOn > month && real.MeasuredOn <= end).ToList();
        var overdue = savings.Where(one => one.State == SavingState.Accepted && one.DueOn < end).ToList();
        var open = savings.Where(one => one.State == SavingState.Open && one.FoundOn < end).ToList();
        return
        [
            found.Count == 0 ? "Nothing new was found." : $"{Count(found.Count)} found, worth {Sums(found)} a month; the largest is S-{found.MaxBy(one => one.Monthly)!.Number}, {found.MaxBy(one => one.Monthly)!.Title}.",
            accepted.Count == 0 ? "None was accepted." : $"{Count(accepted.Count)} accepted, worth {Sums(accepted)} a month.",
            .. dismissed == 0 ? Array.Empty<string>() : [$"{Count(dismissed)} dismissed, each with a reason."],
            realised.Count == 0 ? "None was measured after it was done." : $"{Count(realised.Count)} measured after {(realised.Count == 1 ? "it was" : "they were")} done: {Sums(realised, one => one.Realised!.Monthly)} a month were really saved, where {Sums(realised)} were expected.",
            overdue.Count == 0 ? "Nothing is overdue." : $"{Count(overdue.Count)} overdue: {string.Join(", ", overdue.OrderBy(one => one.DueOn).Select(one => $"S-{one.Number} ({one.Title}, due {Day(one.DueOn!.Value)})"))}.",
            open.Count == 0 ? "None waits for a decision." : $"{Count(open.Count)} {(open.Count == 1 ? "waits" : "wait")} for a decision, worth {Sums(open)} a month.",
        ];

        bool Within(DateOnly day) => day >= month && day < end;
    }

    /// <summary>
    /// What several savings come to: of those about one thing the largest, because fewer machines and hours, a smaller card and a quicker
    /// version save the same money once.
    /// </summary>
    internal static decimal Together<T>(IEnumerable<T> savings, Func<T, string> subject, Func<T, decimal> amount) => savings.GroupBy(subject, StringComparer.Ordinal).Sum(group => group.Max(amount));

    /// <summary>Currencies are told apart, never added.</summary>
    private static string Sums(IEnumerable<ReviewedSaving> savings, Func<ReviewedSaving, decimal>? amount = null) => string.Join(
        " and ", savings.GroupBy(one => one.Currency, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
            $"{group.Key} {decimal.Round(Together(group, one => one.Subject.Length > 0 ? one.Subject : $"S-{one.Number}", amount ?? (one => one.Monthly)), 2, MidpointRounding.AwayFromZero).ToString("#,##0.00", CultureInfo.InvariantCulture)}"));

    private static string Count(int count) => count == 1 ? "1 saving" : $"{count} savings";

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
