namespace Portal.Web.Shell.Charts;

/// <summary>How far a cell of a heat map is from its limit.</summary>
public enum HeatLevel
{
    Quiet,
    Warning,
    Breach,

    /// <summary>Too few rows on either side for a verdict; the number is shown where there is one.</summary>
    NotEnoughData,

    /// <summary>Nothing was measured.</summary>
    None,
}

/// <summary>One subject in one window.</summary>
/// <param name="Text">The number; empty where there is none.</param>
/// <param name="Strength">How near a quiet number is to the first limit, from 0 to 1.</param>
/// <param name="Sentence">In words, for whoever points at it or hears it.</param>
/// <param name="Href">Where it is explained.</param>
public sealed record HeatCell(HeatLevel Level, string Text, double Strength, string Sentence, string? Href = null, bool Chosen = false)
{
    public static HeatCell Nothing(string sentence) => new(HeatLevel.None, "", 0, sentence);
}

/// <summary>One subject over the windows.</summary>
/// <param name="Note">Small print under the label: what its number is.</param>
public sealed record HeatRow(string Label, IReadOnlyList<HeatCell> Cells, string? Note = null);

/// <summary>One window of time as charts name it.</summary>
/// <param name="Label">Short, under a chart: "26 Oct".</param>
/// <param name="Name">In full: "week of 26 Oct 2026".</param>
/// <param name="Incomplete">It is not over, so that its numbers may still move.</param>
public sealed record ChartWindow(string Label, string Name, bool Incomplete = false);
