using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Reports;

/// <summary>How often costs are reported to a member.</summary>
public enum ReportCadence
{
    /// <summary>On Mondays, of the week before.</summary>
    Weekly,

    /// <summary>On the third of a month, of the month before: charges of its last days have arrived by then.</summary>
    Monthly,
}

/// <summary>A member who wants the costs to come to them.</summary>
public sealed class CostReportSubscription : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required MemberId MemberId { get; init; }

    public required ReportCadence Cadence { get; set; }
}

/// <summary>That a period was reported, with the figures of that moment. One for each cadence and period, so that nobody hears twice.</summary>
public sealed class CostReport : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required ReportCadence Cadence { get; init; }

    /// <summary>The first day of the period.</summary>
    public required DateOnly From { get; init; }

    public required DateTimeOffset At { get; init; }

    public required CostReportFigures Figures { get; init; }
}

/// <param name="Until">The first day after the period.</param>
/// <param name="Before">What the period before cost.</param>
/// <param name="Largest">Teams with the largest amounts, at most three.</param>
/// <param name="Apart">In currencies without a rate, which are not in the total.</param>
public sealed record CostReportFigures(DateOnly Until, string Currency, decimal Total, decimal Before, IReadOnlyList<CostReportPart> Largest, IReadOnlyList<string> Apart);

public sealed record CostReportPart(string Name, decimal Amount);
