namespace Portal.Web.Shell.Charts;

public enum LineageState
{
    Made,
    Current,
    Live,
    Future,
}

/// <summary>One thing in the way of a version.</summary>
/// <param name="Column">Its place from left to right: data 0, parents 0 or 1, this version, deployments.</param>
/// <param name="From">Keys of what it was made from.</param>
public sealed record LineageNode(string Key, int Column, string Title, string Detail, LineageState State = LineageState.Made, string? Href = null, params IReadOnlyList<string> From);
