namespace Portal.Core.Datasets;

/// <summary>The cells of one row.</summary>
internal interface ICells
{
    /// <summary>The cell's text, valid until the next one is asked for; empty where the value is missing.</summary>
    ReadOnlySpan<char> Cell(int column);
}
