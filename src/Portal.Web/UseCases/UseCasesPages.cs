using System.Globalization;
using Portal.Core.Storage;
using Portal.Core.UseCases;
using Portal.Web.Shell;

namespace Portal.Web.UseCases;

/// <summary>The pages of use cases, their place in the navigation, and what waits there for a vote.</summary>
public static class UseCasesPages
{
    private const string Prefix = "U-";

    public static IServiceCollection AddUseCasesPages(this IServiceCollection services) => services
        .AddScoped<INavigationCount, WaitingUseCases>()
        .AddScoped<IWaitingSource, WaitingForVote>()
        .AddScoped<ISearchSource, FoundUseCases>()
        .AddPageSubject<UseCaseDetail, UseCaseView>(
            (cases, actor, route, ct) => cases.FindAsync(actor, NumberOf(route.Text("Number")) ?? -1, ct), typeof(UseCasePage), typeof(UseCaseFormPage))
        .AddNavigation(new NavigationEntry("use-cases", "Use cases", "/use-cases", "idea"));

    public static string Url(int number) => string.Create(CultureInfo.InvariantCulture, $"/use-cases/{Prefix}{number}");

    /// <summary>3 for "U-3", "u-3" and "3"; null for anything else.</summary>
    public static int? NumberOf(string text)
    {
        var digits = text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? text.AsSpan(Prefix.Length) : text;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private sealed class WaitingUseCases(UseCaseList list, CircuitActor actor) : INavigationCount
    {
        public string Key => "use-cases";

        public async Task<int> CountAsync(CancellationToken ct) => await list.WaitingForMeAsync(await actor.GetAsync(ct), ct);
    }

    private sealed class FoundUseCases(UseCaseList list, CircuitActor actor) : ISearchSource
    {
        private const int Most = 5;

        public string Title => "Use cases";

        public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, CancellationToken ct)
        {
            var found = await list.ReadAsync(await actor.GetAsync(ct), new UseCaseListRequest(new PageRequest(Most), Search: text), ct);
            return [.. found.Value.Items.Select(row => new SearchHit("idea", $"U-{row.Number} {row.Title}", UseCaseLabels.StateWord(row.State), Url(row.Number)))];
        }
    }

    private sealed class WaitingForVote(UseCaseList list, CircuitActor actor) : IWaitingSource
    {
        private const int Most = 20;

        public async Task<IReadOnlyList<WaitingItem>> ListAsync(CancellationToken ct)
        {
            var found = await list.ReadAsync(await actor.GetAsync(ct), new UseCaseListRequest(new PageRequest(Most), WaitingForMe: true), ct);
            return [.. found.Value.Items.Select(row => new WaitingItem("idea", row.Title, $"U-{row.Number} of {row.Team} is before the board and waits for your vote.", "Vote", Url(row.Number), row.CreatedAt))];
        }
    }
}
