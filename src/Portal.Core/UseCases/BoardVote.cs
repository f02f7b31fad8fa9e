using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.UseCases;

public enum BoardVerdict
{
    Approve,
    Reject,
    RequestChanges,

    /// <summary>Was there and takes no side: counts neither for nor against, and not for the quorum.</summary>
    Abstain,
}

/// <summary>One member's vote in a session; it is never changed.</summary>
public sealed class BoardVote : ITenantOwned
{
    public const int MostConditions = 10;
    public const int LongestCondition = 300;

    public required TenantId TenantId { get; init; }

    public required BoardSessionId SessionId { get; init; }

    public required MemberId MemberId { get; init; }

    public required BoardVerdict Verdict { get; init; }

    public required string Reason { get; init; }

    /// <summary>Under which the member approves.</summary>
    public required IReadOnlyList<string> Conditions { get; init; }

    public required DateTimeOffset At { get; init; }
}
