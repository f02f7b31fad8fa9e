using static Portal.Core.Costs.Economics.Working;

namespace Portal.Core.Costs.Economics;

/// <summary>F6: paid by the request, against an endpoint that is always on.</summary>
public static class Serverless
{
    /// <summary>From this share of cold starts on the 99th percentile of the latency is one.</summary>
    private const decimal SlowestPercent = 0.01m;

    /// <summary>F6: what a request costs. Unit price = seconds × GB × price per GB-second + price of a million requests / 1,000,000.</summary>
    /// <param name="seconds">That it runs.</param>
    /// <param name="gigabytes">That it holds meanwhile.</param>
    /// <param name="perGigabyteSecond">Money.</param>
    /// <param name="perMillionRequests">Money.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is negative.</exception>
    public static Figure Request(decimal seconds, decimal gigabytes, decimal perGigabyteSecond, decimal perMillionRequests)
    {
        var working = new Working("F6").Input("duration", seconds, "s").Input("memory", gigabytes, "GB").Input("price", perGigabyteSecond, "a GB-second").Input("price of requests", perMillionRequests, "a million");
        var compute = working.Step("compute", $"{Say(seconds)} s × {Say(gigabytes)} GB × {Say(perGigabyteSecond)}", seconds * gigabytes * perGigabyteSecond);
        var call = working.Step("call", $"{Say(perMillionRequests)} / 1,000,000", perMillionRequests / Tokens.Million);
        return working.Result(FigureUnit.UnitPrice, "cost of a request", $"{Say(compute)} + {Say(call)}", compute + call);
    }

    /// <summary>F6: what many requests cost. Money = requests × cost of one.</summary>
    /// <param name="requests">How many.</param>
    /// <param name="request">Money, such as <see cref="Request"/> gives, not rounded.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is negative.</exception>
    public static Figure Monthly(decimal requests, decimal request) =>
        new Working("F6").Input("requests", requests).Input("request", request).Result(FigureUnit.Money, "cost", $"{Say(requests)} × {Say(request)}", requests * request);

    /// <summary>F6: up to how many requests a month it is cheaper than an endpoint that is always on. Count = endpoint a month / cost of a request, rounded down; never ending (null) when requests are free.</summary>
    /// <param name="dedicated">Money a month for the endpoint.</param>
    /// <param name="request">Money for one request, not rounded.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is negative.</exception>
    public static Figure CheaperUpTo(decimal dedicated, decimal request)
    {
        var working = new Working("F6").Input("dedicated endpoint", dedicated, "a month").Input("request", request);
        return request == 0
            ? working.Never(FigureUnit.Count, "the endpoint is cheaper", "requests cost nothing.")
            : working.Result(FigureUnit.Count, "cheaper up to", $"{Say(dedicated)} / {Say(request)}, rounded down", Math.Floor(dedicated / request));
    }

    /// <summary>F6: the latency that is to be expected. Seconds = warm + cold share × cold start.</summary>
    /// <param name="warm">Seconds of a request that finds the model loaded.</param>
    /// <param name="coldShare">The share of requests that do not, 0 to 1.</param>
    /// <param name="coldStart">Seconds that loading it takes.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is outside of its range.</exception>
    public static Figure ExpectedLatency(decimal warm, decimal coldShare, decimal coldStart) =>
        new Working("F6").Input("warm", warm, "s").Share("cold share", coldShare).Input("cold start", coldStart, "s")
            .Result(FigureUnit.Seconds, "expected latency", $"{Say(warm)} s + {Say(coldShare)} × {Say(coldStart)} s", warm + (coldShare * coldStart));

    /// <summary>F6: whether the 99th percentile of the latency has a cold start in it: when more than one request of a hundred meets one.</summary>
    /// <param name="coldShare">0 to 1.</param>
    public static bool SlowestPercentIsCold(decimal coldShare) => coldShare > SlowestPercent;
}
