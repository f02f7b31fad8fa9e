using System.Globalization;
using Portal.Core.Placement;
using Portal.Core.Placement.Comparing;

namespace Portal.Web.Placement;

/// <summary>Numbers that somebody tries out, as the address holds them: <c>?what=average:12~GPU+cloud/hourly:2.1</c>.</summary>
public sealed record WhatIf(IReadOnlyDictionary<string, decimal> Values)
{
    private const char Between = '~';
    private const int Most = 200;

    public static WhatIf Nothing { get; } = new(new Dictionary<string, decimal>(StringComparer.Ordinal));

    /// <summary>What is no number, or of no use, is left out.</summary>
    public static WhatIf From(string? text)
    {
        var values = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var part in (text ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries).Take(Most))
        {
            if (part.LastIndexOf(':') is var cut and > 0 && decimal.TryParse(part.AsSpan(cut + 1), NumberStyles.Number, CultureInfo.InvariantCulture, out var value))
            {
                values[part[..cut]] = value;
            }
        }

        return new(values);
    }

    public override string ToString() => string.Join(Between, Values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}:{PlacementText.Field(pair.Value)}"));

    /// <param name="value">Null to take the number as it is.</param>
    public WhatIf With(string key, decimal? value)
    {
        var values = new Dictionary<string, decimal>(Values, StringComparer.Ordinal);
        if (value is { } tried)
        {
            values[key] = tried;
        }
        else
        {
            values.Remove(key);
        }

        return new(values);
    }

    /// <summary>A number that is tried out, as it is computed with: the nearest one that makes sense.</summary>
    public static decimal Taken(PlacementInput input, decimal value) => Math.Clamp(value, input.Key == "peak" ? 0 : input.Least, input.Key == "average" ? WorkloadDraft.MostRequests : input.Most);

    /// <summary>The case with these numbers, each kept within what makes sense. A peak that is tried out carries the average with it where that would be above it.</summary>
    public PlacementCase Over(PlacementCase facts)
    {
        foreach (var (key, value) in Values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (PlacementInputs.Of(facts).FirstOrDefault(input => input.Key == key) is { } input)
            {
                facts = PlacementInputs.With(facts, key, Taken(input, value));
            }
        }

        var traffic = facts.Workload.Traffic;
        return traffic.Peak >= traffic.Average ? facts
            : facts with { Workload = facts.Workload with { Traffic = Values.ContainsKey("peak") && !Values.ContainsKey("average") ? traffic with { Average = traffic.Peak } : traffic with { Peak = traffic.Average } } };
    }
}
