using Portal.Core.Costs.Economics;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Savings;

/// <summary>What kind of waste it is, and by which formula its money is computed.</summary>
public enum SavingKind
{
    /// <summary>More machines than the busiest hour needs (F1, F16).</summary>
    IdleAccelerator,

    /// <summary>Machines that are on in hours of the week in which nothing comes (F11).</summary>
    OffHours,

    /// <summary>Work for which nobody waits, at the full price, where a spot price is known (F3).</summary>
    SpotForBatches,

    /// <summary>A version in INT8 that was measured to need fewer hours on the same machines (F14).</summary>
    Quantisation,

    /// <summary>Commitments and reservations that were paid for and not used (F2).</summary>
    UnusedReservation,

    /// <summary>Data that leaves a provider and costs more than what is computed there (F13).</summary>
    Egress,

    /// <summary>Inputs that come again, which a cache would answer (F8).</summary>
    RepeatedInputs,

    /// <summary>Simple requests at the price of a dear model, where the price of a lighter one is known (F7).</summary>
    CheaperTier,

    /// <summary>Accelerators with more memory than is used at the peak, where a cheaper card would hold it (F10).</summary>
    OversizedAccelerator,
}

public enum SavingState
{
    Open,
    Accepted,
    Dismissed,
    Done,

    /// <summary>Nobody decided on it before it was no longer found; open again when it is.</summary>
    Gone,
}

/// <summary>A number that a finding rests on.</summary>
/// <param name="Source">Where it was measured or said.</param>
public sealed record SavingFact(string Name, string Value, string Source);

/// <summary>What a finding rests on: a window, numbers, and how the money came about.</summary>
/// <param name="From">The first day of the window.</param>
/// <param name="Until">The first day after.</param>
public sealed record SavingEvidence(DateOnly From, DateOnly Until, IReadOnlyList<SavingFact> Facts, IReadOnlyList<Figure> Figures);

/// <summary>What was really saved, against the forecast of the finding.</summary>
/// <param name="MeasuredOn">When it could be said.</param>
/// <param name="Before">Cost of a month before.</param>
/// <param name="After">Cost of a month after.</param>
/// <param name="AtEqualTraffic">The cost before at the traffic of after; the same as Before where no traffic was counted.</param>
/// <param name="Monthly">AtEqualTraffic − After; below 0 when it costs more now.</param>
public sealed record RealisedSaving(DateOnly Month, DateOnly MeasuredOn, decimal Before, decimal After, decimal AtEqualTraffic, decimal Monthly, string Trace);

/// <summary>Money that could be saved, found in what was measured. One row for a kind and a thing, however often it is found.</summary>
public sealed class FoundSaving : ITenantOwned, IRevised
{
    public const int LongestSubject = 200;
    public const int LongestSentence = 1000;

    public required TenantId TenantId { get; init; }

    public required FoundSavingId Id { get; init; }

    /// <summary>What people call it: S-3.</summary>
    public required int Number { get; init; }

    public required SavingKind Kind { get; init; }

    /// <summary>The thing, unique with the kind.</summary>
    public required string Subject { get; init; }

    /// <summary>The thing as people call it.</summary>
    public required string Title { get; set; }

    public required string Sentence { get; set; }

    public required TeamId? TeamId { get; init; }

    public required ModelId? ModelId { get; init; }

    public required EnvironmentId? EnvironmentId { get; init; }

    /// <summary>Whose money it is, as sums name it; empty where it is not one provider's.</summary>
    public required string Provider { get; init; }

    public required decimal Monthly { get; set; }

    public required string Currency { get; set; }

    public required SavingEvidence Evidence { get; set; }

    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>When it was found last: what is not found any more has an older instant than the others.</summary>
    public required DateTimeOffset SeenAt { get; set; }

    public required SavingState State { get; set; }

    public MemberId? AssignedTo { get; set; }

    public DateOnly? DueOn { get; set; }

    public MemberId? DecidedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public string? Reason { get; set; }

    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>Null until a whole month after it was done is over.</summary>
    public RealisedSaving? Realised { get; set; }

    public long Revision { get; private set; }
}

/// <summary>A month's review, written from the figures. Never changed once the month is over.</summary>
public sealed class SavingsReview : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    /// <summary>The first day of the month that it speaks of.</summary>
    public required DateOnly Month { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }

    public required IReadOnlyList<string> Sentences { get; init; }
}
