using Portal.Core.Costs.Views;

namespace Portal.Core.Costs.Budgets.Stops;

/// <summary>What hard stops ask of whoever lets requests through. Pure.</summary>
public static class StopRules
{
    /// <summary>For how long an answer may be used without asking again.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromSeconds(5);

    /// <summary>Whether the cost of a request would be counted by the budget.</summary>
    public static bool Covers(Budget budget, StopSubject subject) =>
        budget is { HardStop: true, EndedAt: null }
        && (budget.TeamId is null || budget.TeamId == subject.Team)
        && (budget.ModelId is null || budget.ModelId == subject.Model)
        && (budget.EnvironmentId is null || budget.EnvironmentId == subject.Environment);

    /// <summary>Those that stop first, among them what stops longest; then what is nearest to it.</summary>
    public static IReadOnlyList<StopStanding> InOrder(IEnumerable<StopStanding> standings) =>
        [.. standings.OrderByDescending(one => one.Stops).ThenByDescending(one => one.Stops ? one.Until : DateOnly.MinValue).ThenByDescending(one => one.Spent / one.Amount).ThenBy(one => one.Name, StringComparer.Ordinal)];

    /// <summary>An answer holds for seconds, and never beyond the day: at its end a period may begin anew.</summary>
    public static DateTimeOffset HoldsUntil(DateTimeOffset now)
    {
        var (soon, midnight) = (now + Holds, new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero));
        return soon < midnight ? soon : midnight;
    }

    /// <summary>Usage has no invoice: what it costs is its amortised cost.</summary>
    public static CostMeasure MeteredMeasure(CostMeasure measure) => measure == CostMeasure.Billed ? CostMeasure.Effective : measure;

    /// <summary>Why a stop is over, for people.</summary>
    /// <param name="standing">Of now; null where the budget asks for none any more.</param>
    public static string WhyOver(BudgetStop stop, Budget budget, StopStanding? standing) =>
        budget.EndedAt is not null ? "The budget has ended."
        : !budget.HardStop || standing is null ? "The hard stop was taken back."
        : standing.From != stop.Period ? "A new period has begun."
        : budget.TermsVersion != stop.TermsVersion ? "The budget was changed."
        : "Less counts as spent than before: a credit, a correction or another rate of exchange came in.";
}
