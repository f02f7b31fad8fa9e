using Portal.Core;
using Portal.Core.Costs.Usage;
using Portal.Core.Costs.Usage.Prices;
using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Costs.Usage.Receiving;
using Portal.Core.Tenancy;

namespace Portal.Web.Demo;

/// <summary>
/// The metered side of a demo tenant's money: its administrator enters prices and asks for fingerprints, then a service reports what it
/// used, request by request, through the door that real services use, and accelerators say how much of their memory was in use.
/// </summary>
public sealed class DemoMetering(DemoMembers members, AddPrices prices, EditUsageSettings settings, UsageReadings readings, ReceiveUsage receive, TimeProvider clock)
{
    private const int AtOnce = 1000;
    private const long Gigabyte = 1_000_000_000;

    public async Task<Refusal?> RunAsync(TenantRow tenant, DemoCostPlan costs, CancellationToken ct)
    {
        if (costs.Usage.Count + costs.Cards.Count == 0)
        {
            return null;
        }

        var administrator = await members.WithAsync(Role.TenantAdministrator, tenant, ct);
        return await PriceAsync(administrator, costs, ct) ?? await SettleAsync(administrator, costs, ct) ?? await ReportAsync(administrator, costs, ct);
    }

    private async Task<Refusal?> PriceAsync(Actor administrator, DemoCostPlan costs, CancellationToken ct)
    {
        var from = new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero).AddDays(-costs.PricedDays);
        return (await prices.RunAsync(administrator, new AddPricesRequest([.. costs.Prices.Select(price => new PriceFact(price.Provider, price.Model, price.Unit, price.Amount, price.Currency, from, Source: price.Source))]), ct)).Refusal;
    }

    private async Task<Refusal?> SettleAsync(Actor administrator, DemoCostPlan costs, CancellationToken ct)
    {
        var now = await settings.ReadAsync(administrator, ct);
        return (await settings.RunAsync(
            administrator, new EditUsageSettingsRequest(now.RetentionDays, now.GapShare, now.Names, now.Aliases, now.Revision, ContentHandling.Fingerprint, costs.Assumptions ?? now.Assumptions), ct)).Refusal;
    }

    private async Task<Refusal?> ReportAsync(Actor administrator, DemoCostPlan costs, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var fingerprints = (await readings.ReadAsync(administrator, ct)).Fingerprints;
        foreach (var plan in costs.Usage)
        {
            var requests = new DemoRequests(plan, DateOnly.FromDateTime(now.UtcDateTime));
            var reports = Enumerable.Range(0, plan.Days + 1).SelectMany(day => requests.Of(requests.First.AddDays(day))).Where(request => request.IsReported && request.At <= now)
                .Select(request => Report(plan, request, fingerprints));
            foreach (var some in reports.Chunk(AtOnce))
            {
                if ((await receive.RunAsync(administrator, new UsageBatch(some, [], IsSpans: false), ct)).Refusal is { } refused)
                {
                    return refused;
                }
            }
        }

        return (await receive.RunAsync(administrator, new UsageBatch([], [], IsSpans: false) { Readings = [.. costs.Cards.SelectMany(card => Read(card, now))] }, ct)).Refusal;
    }

    private static ReportedUsage Report(DemoUsage plan, DemoRequest request, InputFingerprints? fingerprints) => new(request.Key, plan.Source, UsageUnit.Tokens, plan.Provider, "chat", request.At)
    {
        AskedModel = plan.Model,
        AnsweredModel = plan.Model,
        Tokens = request.Tokens,
        Requests = 1,
        Team = plan.Team,
        Region = plan.Region,
        Fingerprint = fingerprints?.Of(plan.Provider, plan.Model, "chat", [new InputPart("question", request.Question)]),
    };

    /// <summary>An hour of each of the last days: the peak of a day is what counts.</summary>
    private static IEnumerable<AcceleratorReading> Read(DemoCard card, DateTimeOffset now) => Enumerable.Range(1, card.Days).Select(day => new AcceleratorReading(
        card.Source, card.Class, now.AddDays(-day), (long)((card.Peak - (day % 5 * 0.2m)) * Gigabyte), (long)(card.Memory * Gigabyte), card.Busy, card.Model, card.Environment));
}
