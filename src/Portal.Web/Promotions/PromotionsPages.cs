using System.Globalization;
using Portal.Core;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Web.Shell;

namespace Portal.Web.Promotions;

/// <summary>The pages of promotions and policies, their place in the navigation, and what waits there.</summary>
public static class PromotionsPages
{
    private const string Prefix = "P-";

    public static IServiceCollection AddPromotionsPages(this IServiceCollection services) => services
        .AddSingleton<PolicyTrials>()
        .AddScoped<INavigationCount, WaitingPromotions>()
        .AddScoped<IWaitingSource, WaitingForDecision>()
        .AddPageSubject<PromotionDetail, PromotionView>(
            (promotions, actor, route, ct) => promotions.FindAsync(actor, NumberOf(route.Text("Number")) ?? -1, ct), typeof(PromotionPage))
        .AddPageSubject<PolicyDetail, PolicyView>(PolicyOfAsync, typeof(PolicyPage))
        .AddNavigation(
            new NavigationEntry("promotions", "Promotions", "/promotions", "promotion"),
            new NavigationEntry("policies", "Policies", "/policies", "policy"));

    public static string Url(int number) => string.Create(CultureInfo.InvariantCulture, $"/promotions/{Prefix}{number}");

    public static string PolicyUrl(PolicyScope scope) => PolicyAddress.PageUrl(scope);

    /// <summary>Where a version is asked to be made live.</summary>
    /// <param name="environment">Null where it is still to be chosen.</param>
    public static string RequestUrl(string model, int version, string? environment = null) =>
        string.Create(CultureInfo.InvariantCulture, $"/promotions/new?model={Uri.EscapeDataString(model)}&version={version}{(environment is null ? "" : $"&environment={Uri.EscapeDataString(environment)}")}");

    /// <summary>12 for "P-12", "p-12" and "12"; null for anything else.</summary>
    public static int? NumberOf(string text)
    {
        var digits = text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? text.AsSpan(Prefix.Length) : text;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static async Task<Outcome<PolicyView>> PolicyOfAsync(PolicyDetail policies, Actor actor, RouteValueDictionary route, CancellationToken ct)
    {
        var scope = new PolicyAddress(route.Text("RiskClass"), route.Text("Purpose")).ToScope();
        return scope.IsOk ? await policies.FindAsync(actor, scope.Value, ct) : scope.Refusal;
    }

    private sealed class WaitingPromotions(PromotionList list, CircuitActor actor) : INavigationCount
    {
        public string Key => "promotions";

        public async Task<int> CountAsync(CancellationToken ct) => await list.WaitingForMeAsync(await actor.GetAsync(ct), ct);
    }

    private sealed class WaitingForDecision(PromotionList list, CircuitActor actor) : IWaitingSource
    {
        private const int Most = 20;

        public async Task<IReadOnlyList<WaitingItem>> ListAsync(CancellationToken ct)
        {
            var found = await list.ReadAsync(await actor.GetAsync(ct), new PromotionListRequest(new PageRequest(Most), WaitingForMe: true) { Order = PromotionOrder.Deadline }, ct);
            return [.. found.Value.Items.Select(ToItem)];
        }

        private static WaitingItem ToItem(PromotionRow row) => new(
            "promotion",
            row.IsRenewal ? $"Renewal of {row.Model} version {row.VersionNumber} in {row.Place.Name}" : $"{row.Model} version {row.VersionNumber} to {row.Place.Name}",
            Why(row),
            row.State switch { PromotionState.NeedsException => "Look at it", PromotionState.ChangesRequested => "Answer", _ => "Decide" },
            Url(row.Number),
            row.RequestedAt,
            row.DueAt);

        private static string Why(PromotionRow row) => row.State switch
        {
            PromotionState.NeedsException => $"P-{row.Number} needs an exception before anybody decides. Asked for by {row.RequestedBy}.",
            PromotionState.ChangesRequested => $"P-{row.Number} was sent back to you with changes that somebody asked for.",
            _ => $"P-{row.Number} waits for your decision{(row.Stages.Count > 0 ? $" in {string.Join(" or ", row.Stages.Select(stage => stage.Name))}" : "")}. Asked for by {row.RequestedBy}.",
        };
    }
}
