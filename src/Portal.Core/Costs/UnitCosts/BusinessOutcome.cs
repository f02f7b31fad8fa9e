using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.UnitCosts;

/// <summary>What came of AI on a day, as a team counts it: loans decided, cases closed, invoices read. A fact: it is never changed.</summary>
public sealed class BusinessOutcome : ITenantOwned
{
    public const int LongestKey = 200;

    public required TenantId TenantId { get; init; }

    public required BusinessOutcomeId Id { get; init; }

    /// <summary>The sender's name of it: the same key is never counted twice.</summary>
    public required string Key { get; init; }

    /// <summary>What is counted: "loans decided".</summary>
    public required string Metric { get; init; }

    public required DateOnly Day { get; init; }

    public required decimal Value { get; init; }

    /// <summary>Whose costs stand against it; null with a team or for all.</summary>
    public required ModelId? ModelId { get; init; }

    public required TeamId? TeamId { get; init; }

    /// <summary>The chain of steps that it came of; empty for none.</summary>
    public required string Workflow { get; init; }

    public required MemberId ReportedBy { get; init; }

    public required DateTimeOffset ReportedAt { get; init; }
}
