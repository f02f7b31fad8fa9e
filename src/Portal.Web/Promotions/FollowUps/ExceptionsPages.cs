using System.Globalization;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Storage;
using Portal.Web.Shell;

namespace Portal.Web.Promotions.FollowUps;

/// <summary>The pages of what was let go and has to be put right, their place in the navigation, and what waits there.</summary>
public static class ExceptionsPages
{
    public const string List = "/exceptions";
    private const string Prefix = "F-";

    public static IServiceCollection AddExceptionsPages(this IServiceCollection services) => services
        .AddScoped<INavigationCount, WaitingFollowUps>()
        .AddScoped<IWaitingSource, FollowUpsToComplete>()
        .AddPageSubject<FollowUpDetail, FollowUpView>((followUps, actor, route, ct) => followUps.FindAsync(actor, NumberOf(route.Text("Number")) ?? -1, ct), typeof(FollowUpPage))
        .AddNavigation(new NavigationEntry("exceptions", "Exceptions", List, "exception"));

    /// <summary>F-3.</summary>
    public static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}");

    public static string Url(int number) => $"{List}/{Name(number)}";

    /// <summary>3 for "F-3", "f-3" and "3"; null for anything else.</summary>
    public static int? NumberOf(string text)
    {
        var digits = text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? text.AsSpan(Prefix.Length) : text;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private sealed class WaitingFollowUps(FollowUpList list, CircuitActor actor) : INavigationCount
    {
        public string Key => "exceptions";

        public async Task<int> CountAsync(CancellationToken ct) => await list.WaitingForMeAsync(await actor.GetAsync(ct), ct);
    }

    /// <summary>What the reader can see to and is due within two weeks, or was due before.</summary>
    private sealed class FollowUpsToComplete(FollowUpList list, CircuitActor circuit, TimeProvider clock) : IWaitingSource
    {
        private const int Most = 20;
        private static readonly TimeSpan s_soon = TimeSpan.FromDays(14);

        public async Task<IReadOnlyList<WaitingItem>> ListAsync(CancellationToken ct)
        {
            var actor = await circuit.GetAsync(ct);
            var rows = await list.DueAsync(actor, s_soon, Most, ct);
            return [.. rows.Where(row => row.MayComplete is null || (FollowUpWords.RenewUrl(row) is not null && actor.Roles.Contains(row.OwnerRole))).Select(ToItem)];
        }

        private WaitingItem ToItem(FollowUpRow row) => new(
            "exception",
            $"{FollowUpWords.TitleOf(row)}: {row.Model} version {row.Version}",
            $"{Name(row.Number)}{(FollowUpWords.IsOverdue(row, clock.GetUtcNow()) ? ", overdue" : "")}. {row.What}",
            FollowUpWords.RenewUrl(row) is null ? "Look at it" : "Renew",
            FollowUpWords.RenewUrl(row) ?? Url(row.Number),
            row.CreatedAt,
            row.DueAt);
    }
}
