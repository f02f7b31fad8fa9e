namespace Portal.Web.Shell.Components;

/// <summary>What the dot of a timeline entry says; <see cref="Coming"/> is hollow.</summary>
public enum TimelineState
{
    Coming,
    Now,
    Done,
    Live,
    Failed,
    Waived,
}

/// <param name="What">The act in one sentence.</param>
/// <param name="By">Who did it, and what they said.</param>
/// <param name="When">Null for what is still to come without a date.</param>
public sealed record TimelineEntry(TimelineState State, string What, string? By = null, DateTimeOffset? When = null, string? Href = null);
