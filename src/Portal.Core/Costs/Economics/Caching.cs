using static Portal.Core.Costs.Economics.Working;

namespace Portal.Core.Costs.Economics;

/// <summary>F8 and F9: answers that are kept, and answers that are made ahead.</summary>
public static class Caching
{
    /// <summary>F8: requests with a cache before them. Money = requests × ((1 − hit rate) × cost of a request + cost of a look-up). A hit costs its look-up and no tokens.</summary>
    /// <param name="requests">How many.</param>
    /// <param name="hitRate">The measured share that the cache answers, 0 to 1.</param>
    /// <param name="request">Money for one that it does not.</param>
    /// <param name="lookup">Money for looking, hit or not.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is outside of its range.</exception>
    public static Figure WithCache(decimal requests, decimal hitRate, decimal request, decimal lookup) =>
        new Working("F8").Input("requests", requests).Share("hit rate", hitRate).Input("request", request).Input("look-up", lookup)
            .Result(FigureUnit.Money, "cost", $"{Say(requests)} × ((1 − {Say(hitRate)}) × {Say(request)} + {Say(lookup)})", requests * (((1 - hitRate) * request) + lookup));

    /// <summary>F9: items computed ahead at a discount, live requests for what they miss. Money = items × cost × (1 − discount) + misses × cost + requests × look-up.</summary>
    /// <param name="precomputed">Items that are computed ahead, used or not.</param>
    /// <param name="request">Money for computing one live.</param>
    /// <param name="discount">Off that for batches or spot capacity, 0 to 1.</param>
    /// <param name="misses">Requests that are computed live.</param>
    /// <param name="requests">All requests.</param>
    /// <param name="lookup">Money for looking, hit or not.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is outside of its range.</exception>
    public static Figure WithBatch(decimal precomputed, decimal request, decimal discount, decimal misses, decimal requests, decimal lookup)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(misses, requests);
        var working = new Working("F9").Input("computed ahead", precomputed, "items").Input("request", request).Share("discount", discount).Input("misses", misses, "requests")
            .Input("requests", requests).Input("look-up", lookup);
        var ahead = working.Step("ahead", $"{Say(precomputed)} × {Say(request)} × (1 − {Say(discount)})", precomputed * request * (1 - discount));
        var live = working.Step("live", $"{Say(misses)} × {Say(request)}", misses * request);
        var looking = working.Step("look-ups", $"{Say(requests)} × {Say(lookup)}", requests * lookup);
        return working.Result(FigureUnit.Money, "cost", $"{Say(ahead)} + {Say(live)} + {Say(looking)}", ahead + live + looking);
    }

    /// <summary>F9: what was computed ahead for nobody. Money = unused items × cost × (1 − discount).</summary>
    /// <param name="unused">Items that nobody asked for.</param>
    /// <param name="request">Money for computing one live.</param>
    /// <param name="discount">Off that, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is outside of its range.</exception>
    public static Figure Unused(decimal unused, decimal request, decimal discount) =>
        new Working("F9").Input("unused", unused, "items").Input("request", request).Share("discount", discount)
            .Result(FigureUnit.Money, "waste", $"{Say(unused)} × {Say(request)} × (1 − {Say(discount)})", unused * request * (1 - discount));
}
