namespace Portal.Web.Shell;

/// <summary>Some rows of a list that grows, and where the next ones begin.</summary>
/// <param name="Next">The keyset cursor of the next rows; null at the end.</param>
public sealed record RowWindow<TRow>(IReadOnlyList<TRow> Rows, string? Next);
