namespace Portal.Web.Shell;

/// <param name="Kind">What it is, small at the right ("version", "live in production").</param>
public sealed record SearchHit(string Icon, string Title, string Kind, string Href);

/// <summary>Finds things of one room by name, number or digest for the command palette; implemented by that room.</summary>
public interface ISearchSource
{
    /// <summary>The heading above its hits.</summary>
    string Title { get; }

    /// <summary>At most a handful, best first. <paramref name="text"/> is trimmed and not empty.</summary>
    Task<IReadOnlyList<SearchHit>> FindAsync(string text, CancellationToken ct);
}
