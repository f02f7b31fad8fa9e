namespace Portal.Core.Datasets;

/// <summary>Configuration section <c>Portal:Datasets</c>.</summary>
public sealed record DatasetOptions
{
    /// <summary>Rows of the largest table that is read. Measuring one holds at most as many numbers at once, eight bytes each.</summary>
    public long RowLimit { get; init; } = 20_000_000;
}
