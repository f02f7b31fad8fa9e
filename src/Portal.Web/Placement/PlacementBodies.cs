using Portal.Core.Placement;
using Portal.Core.Placement.Comparing;

namespace Portal.Web.Placement;

/// <param name="Name">Letters, digits, dots and dashes.</param>
/// <param name="Team">The name of the team that pays.</param>
/// <param name="Model">The name of its model.</param>
/// <param name="UseCase">The number of its use case.</param>
/// <param name="Today">The place of the catalogue where it runs.</param>
public sealed record WorkloadBody(string Name, string Team, WorkloadTerms Terms, string? Model = null, int? UseCase = null, string? Today = null)
{
    public WorkloadDraft ToDraft() => new(Team, Model, UseCase, Today, Terms);
}

public sealed record CreatedWorkloadResponse(Guid Id, string Name);

/// <param name="Saving">What moving to the best place saves a month; absent where nothing is to be saved.</param>
public sealed record WorkloadItem(
    string Name, string Team, string? Model, string? Today, decimal? TodayMonthly, string? Best, decimal? BestMonthly, decimal? Saving, string Currency, int Refused, decimal RequestsAMonth, DateTimeOffset CreatedAt)
{
    public static WorkloadItem Of(WorkloadRow row) => new(
        row.Name, row.Team, row.Model, row.Today, Rounded(row.TodayMonthly), row.Best, Rounded(row.BestMonthly), Rounded(row.Saving), row.Currency, row.Refused, row.RequestsAMonth, row.CreatedAt);

    internal static decimal? Rounded(decimal? amount) => amount is { } value ? decimal.Round(value, 2, MidpointRounding.AwayFromZero) : null;
}

/// <param name="Terms">Of the newest edition.</param>
public sealed record WorkloadResponse(Guid Id, string Name, string Team, string? Model, int? UseCase, string? Today, int Edition, WorkloadTerms Terms, IReadOnlyList<KeptRow> Comparisons, IReadOnlyList<RecommendationRow> Recommendations, long Revision)
{
    public static WorkloadResponse Of(WorkloadView view) => new(
        view.Id.Value, view.Name, view.Team, view.Model, view.UseCase, view.Today, view.Edition, view.Case.Workload, view.Kept, view.Recommendations, view.Revision);
}

/// <param name="Formula">Such as <c>F4</c>.</param>
/// <param name="Amount">In the place's own currency.</param>
/// <param name="Trace">How it came about, a line for each step.</param>
public sealed record CostPartResponse(string Label, string Formula, decimal Amount, string Trace)
{
    public static CostPartResponse Of(CostPart part) => new(part.Label, part.Figure.Formula, part.Figure.Value, part.Figure.Trace);
}

/// <param name="Monthly">In the comparison's currency; absent where it cannot be priced.</param>
/// <param name="Score">Absent for what is not possible.</param>
/// <param name="Asides">Worth knowing beside the cost, and no part of it: what is paid for nothing, what a million tokens come to.</param>
public sealed record ComparedPlaceResponse(string Name, PlaceKind Kind, string Provider, string Region, decimal? Monthly, decimal? Score, PlaceScores? Scores, IReadOnlyList<CostPartResponse> Parts, IReadOnlyList<CostPartResponse> Asides, IReadOnlyList<PlaceRefusal> Refusals)
{
    public static ComparedPlaceResponse Of(WorkloadTerms work, PlaceAssessment place, RankedPlace? ranked) => new(
        place.Name, place.Place.Terms.Kind, place.Place.Terms.Provider, place.Place.Terms.Region, WorkloadItem.Rounded(place.Monthly), ranked is null ? null : decimal.Round(ranked.Score, 4), ranked?.Scores,
        [.. place.Parts.Select(CostPartResponse.Of)], [.. PlaceAsides.Of(work, place).Select(CostPartResponse.Of)], place.Refusals);
}

/// <param name="Requests">A month; absent when the two never cost the same.</param>
public sealed record BreakEvenResponse(string First, string Second, decimal? Requests, decimal? Monthly, string? Trace);

/// <param name="Month">In which it is paid back, counted from 1; absent for never.</param>
/// <param name="Months">What has been paid in all by the end of each month, 0 being the purchase.</param>
public sealed record OwnedBreakEvenResponse(string Name, string Against, decimal Monthly, decimal Rented, bool Crossed, int? Month, int? DiscountedMonth, int LifeMonths, IReadOnlyList<OwnedMonth> Months)
{
    public static OwnedBreakEvenResponse Of(OwnedBreakEven own, decimal annualRate) => new(
        own.Name, own.Against, Rounded(own.Monthly), Rounded(own.Rented), own.IsCrossed, own.Month, own.DiscountedMonth, own.LifeMonths,
        [.. OwnedOverTime.Of(own, annualRate).Select(month => new OwnedMonth(month.Month, Rounded(month.Owned), Rounded(month.Rented), Rounded(month.OwnedToday), Rounded(month.RentedToday)))]);

    private static decimal Rounded(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);
}

/// <param name="To">The nearest value at which another place is best.</param>
public sealed record SwingResponse(string Input, string Label, string Unit, decimal Value, decimal To, decimal Change, string? Winner);

/// <param name="Ranked">The best first.</param>
/// <param name="Case">All that it was computed from.</param>
public sealed record ComparisonResponse(
    string Currency, DateOnly Day, IReadOnlyList<string> Recommendation, IReadOnlyList<ComparedPlaceResponse> Ranked, IReadOnlyList<ComparedPlaceResponse> Refused, BreakEvenResponse? BreakEven,
    IReadOnlyList<OwnedBreakEvenResponse> Owned, IReadOnlyList<SwingResponse> Sensitivity, PlacementCase Case)
{
    /// <param name="today">Where it runs; null when nobody has said.</param>
    public static ComparisonResponse Of(PlacementCase facts, string? today)
    {
        var (result, swings) = (PlacementComparison.Of(facts), PlacementSensitivity.Of(facts));
        var even = result.BreakEven;
        return new(
            facts.Currency, facts.Day, PlacementSentences.Of(facts, result, swings, today), [.. result.Ranked.Select(place => ComparedPlaceResponse.Of(facts.Workload, place.Assessment, place))],
            [.. result.Refused.Select(place => ComparedPlaceResponse.Of(facts.Workload, place, null))],
            even is null ? null : new(even.First, even.Second, even.Requests is { } requests ? decimal.Round(requests, 2) : null, WorkloadItem.Rounded(even.Monthly), even.ByFormula?.Trace),
            [.. result.Owned.Select(own => OwnedBreakEvenResponse.Of(own, facts.AnnualRate))],
            [.. swings.Select(swing => new SwingResponse(swing.Input.Key, swing.Input.Label, swing.Input.Unit, swing.Input.Value, decimal.Round(swing.To, 9), decimal.Round(swing.Change, 6), swing.Winner))], facts);
    }
}

public sealed record KeptComparisonResponse(int Number, string? Best, int? Recommendation);

public sealed record PlaceBody(string Name, PlaceTerms Terms);

public sealed record PlaceTermsBody(PlaceTerms Terms);

public sealed record CreatedPlaceResponse(Guid Id, string Name);

public sealed record PlaceResponse(string Name, PlaceTerms Terms, long Revision)
{
    public static PlaceResponse Of(PlaceRow row) => new(row.Name, row.Terms, row.Revision);
}

/// <summary>The template of a kind of place: which numbers it asks for. It holds no price.</summary>
public sealed record PlaceTemplateResponse(PlaceKind Kind, string InWords, bool NeedsHardwareClass, IReadOnlyList<PlaceField> Fields);

/// <param name="Accept">False to reject.</param>
/// <param name="Reason">Needed to reject; kept in the audit trail.</param>
/// <param name="AssignTo">An e-mail address; absent for whoever decides.</param>
public sealed record RecommendationDecisionBody(bool Accept, string Reason = "", string? AssignTo = null, DateOnly? DueOn = null);
