namespace Portal.Scoring.Contract;

/// <summary>One thing that a scoring process must not be able to do, tried.</summary>
/// <param name="Name"><c>memory</c>, <c>open-files</c>, <c>processes</c>, <c>network</c>, <c>signals</c> or <c>environment</c>.</param>
/// <param name="Holds">Whether the attempt was in vain.</param>
public sealed record Fence(string Name, bool Holds);

/// <summary>All of them, on this machine.</summary>
/// <param name="Fences">In a fixed order.</param>
public sealed record FenceReport(IReadOnlyList<Fence> Fences);
