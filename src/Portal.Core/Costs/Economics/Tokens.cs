using static Portal.Core.Costs.Economics.Working;

namespace Portal.Core.Costs.Economics;

/// <summary>What tokens cost at a provider's, and on hardware of one's own.</summary>
public static class Tokens
{
    public const decimal Million = 1_000_000;

    /// <summary>
    /// F5 and F18: what a request costs. Unit price = ((input − cache read − cache write) × input price + cache read × its price + cache write ×
    /// its price + output × output price) / 1,000,000. Cached tokens are counted once, being part of the input; so is reasoning, part of the
    /// output.
    /// </summary>
    /// <param name="counts">Tokens as the OpenTelemetry conventions for generative AI count them.</param>
    /// <param name="prices">Money for a million.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count or price is negative, or a part is larger than its whole.</exception>
    public static Figure Request(TokenCounts counts, TokenPrices prices)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(counts.CacheRead + counts.CacheWrite, counts.Input, nameof(counts));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(counts.Reasoning, counts.Output, nameof(counts));
        var working = new Working("F18").Input("input", counts.Input, "tokens").Input("read from the cache", counts.CacheRead, "tokens").Input("written to the cache", counts.CacheWrite, "tokens")
            .Input("output", counts.Output, "tokens").Input("reasoning", counts.Reasoning, "tokens").Input("input price", prices.Input, "a million").Input("cache read price", prices.CacheRead, "a million")
            .Input("cache write price", prices.CacheWrite, "a million").Input("output price", prices.Output, "a million");
        decimal plain = counts.Input - counts.CacheRead - counts.CacheWrite;
        var input = working.Step("plain input", $"{Say(plain)} × {Say(prices.Input)} / 1,000,000", plain * prices.Input / Million);
        var read = working.Step("cache read", $"{Say(counts.CacheRead)} × {Say(prices.CacheRead)} / 1,000,000", counts.CacheRead * prices.CacheRead / Million);
        var write = working.Step("cache write", $"{Say(counts.CacheWrite)} × {Say(prices.CacheWrite)} / 1,000,000", counts.CacheWrite * prices.CacheWrite / Million);
        var output = working.Step("output", $"{Say(counts.Output)} × {Say(prices.Output)} / 1,000,000", counts.Output * prices.Output / Million);
        return working.Result(FigureUnit.UnitPrice, "cost of a request", $"{Say(input)} + {Say(read)} + {Say(write)} + {Say(output)}", input + read + write + output);
    }

    /// <summary>F5: from how many requests a month on hosting it oneself is cheaper. Count = self-hosting a month / cost of a request, rounded up; never when the hardware cannot serve so many, or requests are free.</summary>
    /// <param name="selfHosting">Money a month.</param>
    /// <param name="request">Money, such as <see cref="Request"/> gives.</param>
    /// <param name="capacity">Requests a month that the hardware serves at most; null when it is not known.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is negative.</exception>
    public static Figure BreakEvenRequests(decimal selfHosting, decimal request, decimal? capacity = null)
    {
        var working = new Working("F5").Input("self-hosting", selfHosting, "a month").Input("request", request);
        if (capacity is { } limit)
        {
            working.Input("capacity", limit, "requests a month");
        }

        if (request == 0)
        {
            return working.Never(FigureUnit.Count, "break-even", "requests cost nothing.");
        }

        var exact = selfHosting / request;
        var requests = Math.Ceiling(exact);
        return requests > capacity
            ? working.Never(FigureUnit.Count, "break-even", $"it takes {Say(requests)} requests, and the hardware serves {Say(capacity.Value)}.")
            : working.Result(FigureUnit.Count, "break-even requests", $"{Say(selfHosting)} / {Say(request)}, rounded up", requests);
    }

    /// <summary>F16: what a million tokens cost on own or rented hardware. Unit price = price an hour × 1,000,000 / (tokens a second × 3,600 × utilisation).</summary>
    /// <param name="hourly">Money for the hardware and hour.</param>
    /// <param name="tokensPerSecond">At full load, above 0.</param>
    /// <param name="utilisation">The share of full load that it really serves, above 0 up to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is outside of its range.</exception>
    public static Figure SelfHosted(decimal hourly, decimal tokensPerSecond, decimal utilisation)
    {
        var working = new Working("F16").Input("price", hourly, "an hour").Divisor("speed", tokensPerSecond, "tokens a second").Utilisation(utilisation);
        var served = working.Step("tokens an hour", $"{Say(tokensPerSecond)} × 3,600 × {Say(utilisation)}", tokensPerSecond * Calendar.SecondsAnHour * utilisation);
        return working.Result(FigureUnit.UnitPrice, "price of a million tokens", $"{Say(hourly)} × 1,000,000 / {Say(served)}", hourly * Million / served);
    }

    /// <summary>F16: what of an hour's price is paid for nothing. Money an hour = price an hour × (1 − utilisation).</summary>
    /// <param name="hourly">Money for the hardware and hour.</param>
    /// <param name="utilisation">0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is outside of its range.</exception>
    public static Figure Idle(decimal hourly, decimal utilisation) =>
        new Working("F16").Input("price", hourly, "an hour").Share("utilisation", utilisation)
            .Result(FigureUnit.Money, "idle cost an hour", $"{Say(hourly)} × (1 − {Say(utilisation)})", hourly * (1 - utilisation));
}
