namespace Portal.Core.Placement.Comparing;

/// <summary>A number of a case that can be varied.</summary>
/// <param name="Key">Such as <c>average</c>, or <c>GPU cloud/hourly</c>.</param>
/// <param name="Place">Whose number it is; null for the workload's own.</param>
/// <param name="IsWhole">It counts things: there is none between two of its values.</param>
public sealed record PlacementInput(string Key, string Label, string Unit, decimal Value, decimal Least, decimal Most, string? Place, bool IsWhole = false);

/// <summary>The numbers of a case by name: what a page lets people change, and what the sensitivity search varies.</summary>
public static class PlacementInputs
{
    /// <summary>Average, peak and egress at once, 1 being what they are.</summary>
    private const string Traffic = "traffic";

    private const char Between = '/';
    private const decimal Much = 1_000_000_000m;
    private const decimal MostTokens = 10_000_000m;

    public static IReadOnlyList<PlacementInput> Of(PlacementCase facts) => [.. OfWorkload(facts.Workload), .. facts.Places.SelectMany(OfPlace)];

    public static IEnumerable<PlacementInput> OfPlace(PlaceFacts place) =>
        from field in PlaceFields.Of(place.Terms.Kind)
        where place.Terms.Numbers.ContainsKey(field.Key)
        select new PlacementInput($"{place.Name}{Between}{field.Key}", field.Label, field.Unit, place.Terms[field.Key], field.Least, field.Most, place.Name, field.IsWhole);

    public static IReadOnlyList<PlacementInput> OfWorkload(WorkloadTerms terms)
    {
        var traffic = terms.Traffic;
        List<PlacementInput> inputs =
        [
            Own(Traffic, "Traffic as a whole", "times", 1, 0.01m, Math.Max(1, WorkloadDraft.MostRequests / Math.Max(traffic.Peak, 0.000001m))),
            Own("average", "Average traffic", "requests/s", traffic.Average, 0, traffic.Peak),
            Own("peak", "Peak traffic", "requests/s", traffic.Peak, traffic.Average, WorkloadDraft.MostRequests),
            Own("hours", "Hours on", "h a week", traffic.HoursAWeek, Math.Max(0.1m, traffic.PeakHoursAWeek), 168),
            Own("egress", "Egress", "GB a month", terms.EgressGigabytes),
            Own("load", "Planned load of a machine", "share", terms.TargetLoad, 0.01m, 1),
        ];
        if (terms.LatencyMilliseconds is { } latency)
        {
            inputs.Add(Own("latency", "Latency need", "ms", latency, 0.1m));
        }

        if (terms.MemoryGigabytes > 0)
        {
            inputs.Add(Own("memory", "Memory", "GB", terms.MemoryGigabytes));
        }

        if (terms.Tokens is { } tokens)
        {
            inputs.Add(Own("input", "Input tokens", "a request", tokens.Input, tokens.Cached, MostTokens, whole: true));
            inputs.Add(Own("output", "Output tokens", "a request", tokens.Output, 0, MostTokens, whole: true));
            inputs.Add(Own("cached", "Cached tokens", "a request", tokens.Cached, 0, tokens.Input, whole: true));
        }

        if (terms.Run is { } run)
        {
            inputs.Add(Own("seconds", "Run time", "s a request", run.Seconds, 0, 86_400));
            inputs.Add(Own("gigabytes", "Memory of a run", "GB", run.Gigabytes, 0, 10_000));
        }

        if (terms.Repeats is { } repeats)
        {
            inputs.Add(Own("repeats", "Requests that come again", "share", repeats.Share, 0, 1));
            inputs.Add(Own("oldest", "Oldest answer that will do", "h", repeats.OldestHours, 0, 87_600));
        }

        inputs.AddRange(terms.Speeds.Select(speed => Own($"speed-{speed.HardwareClass}", $"Speed on {speed.HardwareClass}", "requests/s", speed.RequestsPerSecond, 0.000001m)));
        return inputs;

        static PlacementInput Own(string key, string label, string unit, decimal value, decimal least = 0, decimal most = Much, bool whole = false) => new(key, label, unit, value, least, most, null, whole);
    }

    /// <returns>The case with that number; the same case when it has no such number.</returns>
    public static PlacementCase With(PlacementCase facts, string key, decimal value)
    {
        if (key.LastIndexOf(Between) is var cut and > 0)
        {
            var (name, field) = (key[..cut], key[(cut + 1)..]);
            return facts with { Places = [.. facts.Places.Select(place => place.Name == name && place.Terms.Numbers.ContainsKey(field) ? place with { Terms = place.Terms.With(field, value) } : place)] };
        }

        return facts with { Workload = With(facts.Workload, key, value) };
    }

    private static WorkloadTerms With(WorkloadTerms terms, string key, decimal value) => key switch
    {
        Traffic => terms.Times(value),
        "average" => terms with { Traffic = terms.Traffic with { Average = value } },
        "peak" => terms with { Traffic = terms.Traffic with { Peak = value } },
        "hours" => terms with { Traffic = terms.Traffic with { HoursAWeek = value } },
        "egress" => terms with { EgressGigabytes = value },
        "load" => terms with { TargetLoad = value },
        "latency" => terms with { LatencyMilliseconds = value },
        "memory" => terms with { MemoryGigabytes = value },
        "input" when terms.Tokens is { } tokens => terms with { Tokens = tokens with { Input = Whole(value) } },
        "output" when terms.Tokens is { } tokens => terms with { Tokens = tokens with { Output = Whole(value) } },
        "cached" when terms.Tokens is { } tokens => terms with { Tokens = tokens with { Cached = Whole(value) } },
        "seconds" when terms.Run is { } run => terms with { Run = run with { Seconds = value } },
        "gigabytes" when terms.Run is { } run => terms with { Run = run with { Gigabytes = value } },
        "repeats" when terms.Repeats is { } repeats => terms with { Repeats = repeats with { Share = value } },
        "oldest" when terms.Repeats is { } repeats => terms with { Repeats = repeats with { OldestHours = value } },
        _ => terms with { Speeds = [.. terms.Speeds.Select(speed => key == $"speed-{speed.HardwareClass}" ? speed with { RequestsPerSecond = value } : speed)] },
    };

    private static long Whole(decimal value) => (long)decimal.Round(value, MidpointRounding.AwayFromZero);
}
