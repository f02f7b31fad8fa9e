using Portal.Core.Costs.Usage;
using Portal.Core.Costs.Usage.Prices;
using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Costs.Usage.Receiving;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Savings.Finding;

/// <summary>Requests of the window as records of usage tell of them, added up by the database: what comes back is a line for each owner and model that is large enough.</summary>
internal static class MeasuredRequests
{
    /// <summary>The largest groups; a sender that makes up names of models fills no memory.</summary>
    private const int MostGroups = 500;

    /// <summary>What gives an answer to a text. Agents, workflows and tools act, so what they did is done again by no cache; an API that says no operation means one of these.</summary>
    private static readonly string[] s_answers = ["", "chat", "completion", "generate_content", "llm", "text_completion"];

    /// <summary>An input has one vector: embeddings can be kept as answers can, but there is no tier of them.</summary>
    private static readonly string[] s_kept = [.. s_answers, "embedding", "embeddings"];

    /// <summary>Requests that failed are not looked at: they come again because they failed.</summary>
    public static async Task<IReadOnlyList<RepeatedRequests>> RepeatedAsync(PortalDbContext db, DateTimeOffset from, DateTimeOffset until, OwnerNames names, CancellationToken ct)
    {
        var costing = db.UsageRecords.Where(row => row.At >= from && row.At < until && row.Error == null && row.Cost != null && s_kept.Contains(row.Operation));
        var found = await costing.Where(row => row.Fingerprint != null)
            .GroupBy(row => new { row.TeamId, row.ModelId, row.EnvironmentId, row.Provider, Model = row.AnsweredModel == "" ? row.AskedModel : row.AnsweredModel, row.Currency })
            .Select(group => new { group.Key, Count = group.Count(), Inputs = group.Select(row => row.Fingerprint).Distinct().Count(), Cost = group.Sum(row => row.Cost) })
            .Where(group => group.Count >= UsageFinders.LeastRequests).OrderByDescending(group => group.Count).Take(MostGroups).ToListAsync(ct);
        if (found.Count == 0)
        {
            return [];
        }

        var all = await costing
            .GroupBy(row => new { row.TeamId, row.ModelId, row.EnvironmentId, row.Provider, Model = row.AnsweredModel == "" ? row.AskedModel : row.AnsweredModel, row.Currency })
            .Select(group => new { group.Key, Requests = group.Sum(row => row.Requests) })
            .Where(group => group.Requests >= UsageFinders.LeastRequests).OrderByDescending(group => group.Requests).Take(MostGroups * 2).ToListAsync(ct);
        return
        [
            .. found.Select(group => new RepeatedRequests(
                names.Of(group.Key.TeamId, group.Key.ModelId, group.Key.EnvironmentId), group.Key.Provider, group.Key.Model, group.Key.Currency!,
                Math.Max(group.Count, all.Find(one => one.Key.Equals(group.Key))?.Requests ?? 0), group.Count, group.Inputs, group.Cost ?? 0)),
        ];
    }

    /// <summary>Single requests with known tokens. Prices of other models are those of the book at the end of the window.</summary>
    public static async Task<IReadOnlyList<SimpleRequests>> SimpleAsync(PortalDbContext db, DateTimeOffset from, DateTimeOffset until, OwnerNames names, SavingAssumptions assumed, CancellationToken ct)
    {
        var (input, output) = ((long)assumed.SimpleInputTokens, (long)assumed.SimpleOutputTokens);
        var all = db.UsageRecords.Where(row => row.At >= from && row.At < until && row.Unit == UsageUnit.Tokens && row.Requests == 1 && row.Cost != null && s_answers.Contains(row.Operation));
        var groups = (await all
            .GroupBy(row => new { row.TeamId, row.ModelId, row.EnvironmentId, row.Provider, Model = row.AnsweredModel == "" ? row.AskedModel : row.AnsweredModel, row.Currency })
            .Select(group => new { group.Key, Count = group.Count(), Cost = group.Sum(row => row.Cost) })
            .Where(group => group.Count >= UsageFinders.LeastRequests).OrderByDescending(group => group.Count).Take(MostGroups).ToListAsync(ct))
            .ConvertAll(group => (Key: new RequestKey(group.Key.TeamId, group.Key.ModelId, group.Key.EnvironmentId, group.Key.Provider, group.Key.Model, group.Key.Currency!), Count: (decimal)group.Count, Cost: group.Cost ?? 0));
        if (groups.Count == 0)
        {
            return [];
        }

        var simple = (await all.Where(row => row.Error == null && row.Reasoning == 0 && row.Input <= input && row.Output <= output)
            .GroupBy(row => new { row.TeamId, row.ModelId, row.EnvironmentId, row.Provider, Model = row.AnsweredModel == "" ? row.AskedModel : row.AnsweredModel, row.Currency, row.Region, row.Term })
            .Select(group => new
            {
                group.Key, Count = group.Count(), Cost = group.Sum(row => row.Cost), Input = group.Sum(row => row.Input), Output = group.Sum(row => row.Output),
                CacheRead = group.Sum(row => row.CacheRead), CacheWrite = group.Sum(row => row.CacheWrite),
            })
            .OrderByDescending(group => group.Count).Take(MostGroups * 10).ToListAsync(ct))
            .ToLookup(
                group => new RequestKey(group.Key.TeamId, group.Key.ModelId, group.Key.EnvironmentId, group.Key.Provider, group.Key.Model, group.Key.Currency!),
                group => new SimplePart(group.Key.Region, group.Key.Term, group.Count, group.Cost ?? 0, new TokenReading(group.Input, group.Output, group.CacheRead, group.CacheWrite, 0, false)));
        var prices = await LighterPrices.ReadAsync(db, [.. groups.Select(group => group.Key.Provider).Distinct(StringComparer.Ordinal)], until, ct);
        return
        [
            .. groups.Select(group => new SimpleRequests(
                names.Of(group.Key.Team, group.Key.Model, group.Key.Environment), group.Key.Provider, group.Key.Name, group.Key.Currency, group.Count, group.Cost,
                simple[group.Key].Sum(part => part.Requests), simple[group.Key].Sum(part => part.Cost), prices.Of(group.Key.Provider, group.Key.Name, group.Key.Currency, [.. simple[group.Key]]))),
        ];
    }

    private sealed record RequestKey(TeamId? Team, ModelId? Model, EnvironmentId? Environment, string Provider, string Name, string Currency);
}

/// <summary>Simple requests that were bought in one way in one region, their tokens together.</summary>
internal sealed record SimplePart(string Region, PriceTerm Term, long Requests, decimal Cost, TokenReading Tokens);
