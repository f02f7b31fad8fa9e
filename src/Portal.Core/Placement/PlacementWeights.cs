namespace Portal.Core.Placement;

/// <summary>How much each quality of a place counts where several would do. Only their proportions matter.</summary>
/// <param name="Latency">How far it stays below the need.</param>
/// <param name="Complexity">Effort to operate.</param>
/// <param name="LockIn">Effort to leave.</param>
public sealed record PlacementWeights(decimal Cost, decimal Latency, decimal Complexity, decimal LockIn, decimal Carbon)
{
    private const decimal Most = 100;

    /// <summary>Nothing but money counts, until somebody says otherwise.</summary>
    public static PlacementWeights CostAlone { get; } = new(1, 0, 0, 0, 0);

    public decimal Sum => Cost + Latency + Complexity + LockIn + Carbon;

    public Refusal? Refuses() =>
        new[] { Cost, Latency, Complexity, LockIn, Carbon }.Any(weight => weight is < 0 or > Most) ? Refusal.Invalid("weights", $"A weight lies between 0 and {Most:0}.")
        : Sum == 0 ? Refusal.Invalid("weights", "At least one quality must count.")
        : null;
}
