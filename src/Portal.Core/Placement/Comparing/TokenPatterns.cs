using Portal.Core.Costs.Economics;
using static Portal.Core.Costs.Economics.Working;
using static Portal.Core.Placement.PlaceFields;

namespace Portal.Core.Placement.Comparing;

/// <summary>What a request costs where models are paid for by the token: one model, two tiers of them, or answers that are computed ahead. Pure.</summary>
internal static class TokenPatterns
{
    /// <summary>F18: at the model itself, the heavy one where there are two.</summary>
    public static Figure Live(TokenUse tokens, PlaceTerms place) => Request(tokens, new(place[Input], place[Output], place[CacheRead], 0));

    /// <summary>F7: a request of the mix. Unit price = request at the heavy tier × relative cost.</summary>
    /// <returns>Null where the heavy tier costs nothing: no price can be told relative to it.</returns>
    public static Figure? Tiered(TokenUse tokens, PlaceTerms place)
    {
        var (heavy, light) = (Live(tokens, place), Request(tokens, new(place[LightInput], place[LightOutput], place[LightCacheRead], 0)));
        if (heavy.Exact is not > 0)
        {
            return null;
        }

        var relative = Routing.RelativeCost(place[LightShare], light.Exact!.Value / heavy.Exact.Value, place[Router] / heavy.Exact.Value, place[Escalated]);
        var mixed = new Working("F7").Input("request at the heavy tier", heavy.Exact.Value).Input("request at the light tier", light.Exact.Value).Input("router", place[Router], "a request").Input("relative cost", relative.Exact!.Value)
            .Result(FigureUnit.UnitPrice, "cost of a request", $"{Say(heavy.Exact.Value)} × {Say(relative.Exact.Value)}", heavy.Exact.Value * relative.Exact.Value);
        return mixed with { Trace = $"Heavy tier:\n{heavy.Trace}\nLight tier:\n{light.Trace}\nThe mix, with prices over the heavy tier's:\n{relative.Trace}\n{mixed.Trace}" };
    }

    /// <summary>F9 for one request: what is computed ahead for it, what is computed live, and the look-up.</summary>
    public static Figure Batched(TokenUse tokens, RepeatedInputs repeats, PlaceTerms place)
    {
        var live = Live(tokens, place);
        var (request, misses) = (live.Exact!.Value, 1 - repeats.Share);
        var mixed = new Working("F9").Input("request", request).Input("computed ahead", place[Ahead], "of a request").Share("discount", place[Discount]).Share("misses", misses).Input("look-up", place[Lookup])
            .Result(
                FigureUnit.UnitPrice, "cost of a request", $"{Say(place[Ahead])} × {Say(request)} × (1 − {Say(place[Discount])}) + {Say(misses)} × {Say(request)} + {Say(place[Lookup])}",
                (place[Ahead] * request * (1 - place[Discount])) + (misses * request) + place[Lookup]);
        return mixed with { Trace = live.Trace + "\n" + mixed.Trace };
    }

    /// <summary>F9 for a month.</summary>
    public static Figure BatchedMonthly(decimal requests, TokenUse tokens, RepeatedInputs repeats, PlaceTerms place)
    {
        var live = Live(tokens, place);
        var monthly = Caching.WithBatch(requests * place[Ahead], live.Exact!.Value, place[Discount], requests * (1 - repeats.Share), requests, place[Lookup]);
        return monthly with { Trace = live.Trace + "\n" + monthly.Trace };
    }

    /// <summary>F9: what is computed ahead for nobody: more answers than requests are answered from them. Each answer counts as used once at least.</summary>
    /// <returns>Null where all may be used.</returns>
    public static Figure? Unused(decimal requests, TokenUse tokens, RepeatedInputs repeats, PlaceTerms place) =>
        requests * (place[Ahead] - repeats.Share) is > 0 and var unused ? Caching.Unused(unused, Live(tokens, place).Exact!.Value, place[Discount]) : null;

    private static Figure Request(TokenUse tokens, TokenPrices prices) => Costs.Economics.Tokens.Request(new TokenCounts(tokens.Input, tokens.Output, tokens.Cached), prices);
}
