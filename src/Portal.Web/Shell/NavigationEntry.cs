using Portal.Core.Tenancy;

namespace Portal.Web.Shell;

/// <summary>A place in the navigation. A room registers its entries together with the pages that they lead to.</summary>
/// <param name="Key">The name that <see cref="NavigationPlan"/> orders by, and that counts are given for.</param>
/// <param name="Needs">Without this right the page would only refuse, so its place is not shown.</param>
public sealed record NavigationEntry(string Key, string Label, string Href, string Icon, Permission? Needs = null);

/// <summary>Entries under one heading; the first group of a plan has none.</summary>
public sealed record NavigationGroup(string? Label, IReadOnlyList<NavigationEntry> Entries);

/// <summary>How many things wait behind an entry; implemented by the room behind it.</summary>
public interface INavigationCount
{
    /// <summary>The key of the entry.</summary>
    string Key { get; }

    Task<int> CountAsync(CancellationToken ct);
}

public static class NavigationRegistration
{
    public static IServiceCollection AddNavigation(this IServiceCollection services, params IEnumerable<NavigationEntry> entries)
    {
        foreach (var entry in entries)
        {
            services.AddSingleton(entry);
        }

        return services;
    }
}
