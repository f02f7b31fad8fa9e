namespace Portal.Core;

/// <summary>How a refusal is answered at the doors: the page's tone and the HTTP status follow from it.</summary>
public enum RefusalKind
{
    /// <summary>The request itself is wrong: a field, a file, a cursor.</summary>
    Invalid,

    /// <summary>Nothing of that name belongs to the tenant, which is also the answer for another tenant's rows.</summary>
    NotFound,

    /// <summary>The member's roles do not allow the act.</summary>
    Forbidden,

    /// <summary>A governance rule says no: a gate, separation of duties, a region.</summary>
    Blocked,

    /// <summary>It contradicts what exists: a name that is taken, a state that has moved on.</summary>
    Conflict,

    /// <summary>The person looked at something older than what is there now.</summary>
    Stale,

    TooLarge,

    /// <summary>A key that belongs to another request came again.</summary>
    Reused,

    /// <summary>As many as may be are there already: later, or less often.</summary>
    TooMany,
}

/// <param name="Code">Stable, dotted, lower case: the tail of the problem type in the API.</param>
/// <param name="Sentence">What was refused and why, with the number and the limit where there is one.</param>
/// <param name="NextStep">What the person can do now.</param>
public sealed record Refusal(RefusalKind Kind, string Code, string Sentence, string? NextStep = null)
{
    /// <summary>The sentence of each field that is wrong, by the field's name.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public static Refusal NotFound(string what) =>
        new(RefusalKind.NotFound, "not-found", $"{what} was not found.", "Check the name; what belongs to another tenant is not shown either.");

    public static Refusal Invalid(string field, string sentence) =>
        new(RefusalKind.Invalid, "invalid", sentence) { Fields = new Dictionary<string, string>(StringComparer.Ordinal) { [field] = sentence } };

    public static Refusal Stale(string what) =>
        new(RefusalKind.Stale, "stale", $"{what} was changed by somebody else after you opened it.", "Load it again to see the change, then repeat yours.");
}
