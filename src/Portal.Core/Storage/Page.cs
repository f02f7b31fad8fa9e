namespace Portal.Core.Storage;

/// <summary>A window over a list that grows. <paramref name="Next"/> is the cursor of the rows after it, null at the end.</summary>
public sealed record Page<TRow>(IReadOnlyList<TRow> Items, string? Next);

/// <param name="Size">1 to 200 rows.</param>
/// <param name="After">The <c>Next</c> of the page before, null for the first.</param>
public sealed record PageRequest(int Size = 50, string? After = null)
{
    public const int LargestSize = 200;

    public Refusal? Refuses() =>
        Size is < 1 or > LargestSize
            ? Refusal.Invalid("size", $"A page has 1 to {LargestSize} rows; {Size} were asked for.")
            : After is not null && !KeysetCursor.TryParse(After, out _)
                ? Refusal.Invalid("after", "The cursor is not one that a list handed out. Leave it away to begin at the top.")
                : null;
}
