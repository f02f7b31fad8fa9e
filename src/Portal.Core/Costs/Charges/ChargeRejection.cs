using Portal.Core.Storage;

namespace Portal.Core.Costs.Charges;

/// <summary>A row of a file that was not accepted, or was accepted and read differently from how it stands there.</summary>
public sealed class ChargeRejection : ITenantOwned
{
    public const int LongestColumn = 100;
    public const int LongestReason = 300;
    public const int LongestText = 400;

    public required TenantId TenantId { get; init; }

    public required int ImportNumber { get; init; }

    /// <summary>At which the row begins in the file; the header is line 1.</summary>
    public required int Line { get; init; }

    /// <summary>False: the row was accepted, and this is a warning.</summary>
    public required bool IsRejected { get; init; }

    /// <summary>Empty when it is about the whole row.</summary>
    public required string Column { get; init; }

    public required string Reason { get; init; }

    /// <summary>The beginning of the cell, or of the row.</summary>
    public required string Text { get; init; }
}
