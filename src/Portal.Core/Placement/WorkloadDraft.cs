using Portal.Core.Costs.Currencies;
using Portal.Core.Datasets;
using Portal.Core.Deployments;
using Portal.Core.Storage;

namespace Portal.Core.Placement;

/// <summary>What people say of a workload.</summary>
/// <param name="Team">The name of the team that pays for it.</param>
/// <param name="Model">The name of its model; null when there is none.</param>
/// <param name="UseCase">The number of its use case.</param>
/// <param name="Today">The name of the place in the catalogue where it runs.</param>
public sealed record WorkloadDraft(string Team, string? Model, int? UseCase, string? Today, WorkloadTerms Terms)
{
    public const int MostListed = 50;

    /// <summary>A second. With the limits of prices, every product of a comparison stays far within what a decimal holds.</summary>
    public const decimal MostRequests = 1_000_000m;

    private const decimal Most = 1_000_000_000m;

    /// <summary>Ten years.</summary>
    private const decimal MostHours = 87_600m;

    /// <summary>Null when all of it can be kept; what it names is found afterwards.</summary>
    public Refusal? Refuses() =>
        RefusesTraffic(Terms.Traffic)
        ?? RefusesRequest()
        ?? (Terms.LatencyMilliseconds is { } latency ? Number("latency", latency, 0.1m, 86_400_000m) : null)
        ?? Number("availability", Terms.Availability, 0, 1)
        ?? (Terms.Regions.Count is >= 1 and <= MostListed ? null : Refusal.Invalid("regions", $"Name the regions in which its data may be, 1 to {MostListed} of them; a region is allowed by name only."))
        ?? Terms.Regions.Select(region => DatasetRules.RefusesRegion("regions", region)).FirstOrDefault(refusal => refusal is not null)
        ?? Choices.Refuses("classification", Terms.Classification)
        ?? (Terms.ApprovedVendors.Count <= MostListed ? null : Refusal.Invalid("vendors", $"At most {MostListed} vendors are named."))
        ?? Terms.ApprovedVendors.Select(vendor => Names.RefusesText("vendors", vendor)).FirstOrDefault(refusal => refusal is not null)
        ?? Number("egress", Terms.EgressGigabytes, 0, Most)
        ?? Number("memory", Terms.MemoryGigabytes, 0, 1_000_000)
        ?? Number("headroom", Terms.MemoryHeadroom, 0, 10)
        ?? Number("load", Terms.TargetLoad, 0.01m, 1)
        ?? RefusesSpeeds()
        ?? Terms.Licence?.Refuses()
        ?? (Terms.Repeats is { } repeats ? Number("repeats", repeats.Share, 0, 1) ?? Number("oldest", repeats.OldestHours, 0, MostHours) : null);

    /// <summary>The same, as it is kept: lists without repetitions, regions in lower case.</summary>
    public WorkloadDraft Tidy() => this with
    {
        Terms = Terms with
        {
            Regions = [.. Terms.Regions.Select(PlacementRules.Region).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            ApprovedVendors = [.. Terms.ApprovedVendors.Select(vendor => vendor.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)],
            Licence = Terms.Licence is { } licence ? licence with { Name = licence.Name.Trim() } : null,
        },
    };

    private static Refusal? RefusesTraffic(TrafficProfile traffic) =>
        Number("average", traffic.Average, 0, MostRequests)
        ?? Number("peak", traffic.Peak, 0, MostRequests)
        ?? Number("hours", traffic.HoursAWeek, 0.1m, 168)
        ?? Number("peakHours", traffic.PeakHoursAWeek, 0, 168)
        ?? Choices.Refuses("shape", traffic.Shape)
        ?? (traffic.Peak < traffic.Average ? Refusal.Invalid("peak", "The peak is at least the average.") : null)
        ?? (traffic.PeakHoursAWeek > traffic.HoursAWeek ? Refusal.Invalid("peakHours", "The hours at the peak are some of the hours in which it is on.") : null)
        ?? (traffic.Peak * traffic.PeakHoursAWeek > traffic.Average * traffic.HoursAWeek ? Refusal.Invalid("peakHours", "The hours at the peak alone would bring more requests than the average does in all hours: fewer of them, or a higher average.") : null);

    private Refusal? RefusesRequest()
    {
        if (Terms.Tokens is { } tokens && (tokens.Input is < 0 or > 10_000_000 || tokens.Output is < 0 or > 10_000_000 || tokens.Cached < 0 || tokens.Cached > tokens.Input))
        {
            return Refusal.Invalid("tokens", "A request has 0 to 10,000,000 tokens in and out, and the cached are some of those that go in.");
        }

        return Terms.Run is { } run ? Number("seconds", run.Seconds, 0, 86_400) ?? Number("gigabytes", run.Gigabytes, 0, 10_000) : null;
    }

    private Refusal? RefusesSpeeds() =>
        Terms.Speeds.Any(speed => speed is null) ? Refusal.Invalid("speeds", "A speed names a class of hardware and requests a second.")
        : Terms.Speeds.Count > MostListed ? Refusal.Invalid("speeds", $"At most {MostListed} classes of hardware have a speed.")
        : Terms.Speeds.GroupBy(speed => speed.HardwareClass, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice ? Refusal.Invalid("speeds", $"{twice.Key} has two speeds.")
        : Terms.Speeds.Select(speed =>
            Names.RefusesSlug("speeds", speed.HardwareClass) ?? Number("speeds", speed.RequestsPerSecond, 0.000001m, Most) ?? Names.RefusesText("speeds", speed.Source, 200)).FirstOrDefault(refusal => refusal is not null);

    internal static Refusal? Number(string field, decimal value, decimal least, decimal most) =>
        value < least || value > most ? Refusal.Invalid(field, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"This lies between {least:#,##0.######} and {most:#,##0.######}."))
        : Amounts.CanBeKept(value) ? null
        : Refusal.Invalid(field, $"This has at most {Amounts.Decimals} decimals.");
}
