using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.UseCases;

public enum SessionOutcome
{
    Approved,
    Rejected,
    ChangesRequested,

    /// <summary>Taken back before the board had decided.</summary>
    Withdrawn,
}

/// <summary>The board's dealing with one submission of a use case: what was put before it, the votes, who was present, the minutes.</summary>
public sealed class BoardSession : ITenantOwned, IRevised
{
    public const int LongestMinutes = 20_000;

    public required TenantId TenantId { get; init; }

    public required BoardSessionId Id { get; init; }

    public required UseCaseId UseCaseId { get; init; }

    /// <summary>1 for the first submission of the use case.</summary>
    public required int Number { get; init; }

    /// <summary>Votes that it takes to decide, as the tenant had set it when the session was opened.</summary>
    public required int Quorum { get; init; }

    /// <summary>Canonical JSON of the use case as it was submitted.</summary>
    public required string Case { get; init; }

    /// <summary>A vote names it: what the voter was shown.</summary>
    public required Digest CaseDigest { get; init; }

    public required MemberId SubmittedBy { get; init; }

    /// <summary>What the board should know; may be empty.</summary>
    public required string Note { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Null while it is open.</summary>
    public SessionOutcome? Outcome { get; set; }

    public List<BoardVote> Votes { get; init; } = [];

    public string? Minutes { get; set; }

    public MemberId? MinutesBy { get; set; }

    public DateTimeOffset? MinutesAt { get; set; }

    /// <summary>Who was there, as the minutes say.</summary>
    public List<BoardAttendee> Present { get; init; } = [];

    public long Revision { get; private set; }
}

public sealed class BoardAttendee : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required BoardSessionId SessionId { get; init; }

    public required MemberId MemberId { get; init; }
}
