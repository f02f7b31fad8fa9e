namespace Portal.Web.Shell;

/// <summary>One thing that waits for the reader: shown behind the bell and on the first page.</summary>
/// <param name="Sentence">Why, with the number and the limit where there is one.</param>
/// <param name="Action">The verb of the button that leads there.</param>
/// <param name="Since">Since when it waits; newest first.</param>
/// <param name="Due">Until when; what is due first stands first.</param>
public sealed record WaitingItem(string Icon, string Title, string Sentence, string Action, string Href, DateTimeOffset Since, DateTimeOffset? Due = null);

/// <summary>What waits for the reader in one room, from real rows; implemented by that room.</summary>
public interface IWaitingSource
{
    Task<IReadOnlyList<WaitingItem>> ListAsync(CancellationToken ct);
}

/// <summary>All rooms' waiting things in one order.</summary>
public sealed class Waiting(IEnumerable<IWaitingSource> sources)
{
    public async Task<IReadOnlyList<WaitingItem>> ListAsync(CancellationToken ct)
    {
        var all = new List<WaitingItem>();
        foreach (var source in sources)
        {
            all.AddRange(await source.ListAsync(ct));
        }

        return [.. all.OrderBy(item => item.Due ?? DateTimeOffset.MaxValue).ThenByDescending(item => item.Since)];
    }
}
