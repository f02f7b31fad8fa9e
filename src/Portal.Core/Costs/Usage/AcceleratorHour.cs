using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Costs.Usage;

/// <summary>
/// The peaks of an hour (UTC) of a source's accelerators of one class that worked for one model in one environment. Readings themselves are
/// not kept: a peak stays the same however often it is sent.
/// </summary>
public sealed class AcceleratorHour : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required UsageSourceId SourceId { get; init; }

    /// <summary>Its first instant.</summary>
    public required DateTimeOffset Hour { get; init; }

    /// <summary>Of class, model and environment.</summary>
    public required Digest Key { get; init; }

    public required string DeviceClass { get; init; }

    public required ModelId? ModelId { get; init; }

    public required EnvironmentId? EnvironmentId { get; init; }

    /// <summary>Bytes of memory in use at the peak; null while nobody said.</summary>
    public long? Used { get; set; }

    /// <summary>Bytes of memory that a card has.</summary>
    public long? Limit { get; set; }

    /// <summary>The highest share of time in which it worked, 0 to 1.</summary>
    public decimal? Utilisation { get; set; }

    internal void Take(AcceleratorReading reading) => (Used, Limit, Utilisation) = (Higher(Used, reading.Used), Higher(Limit, reading.Limit), Higher(Utilisation, reading.Utilisation));

    private static T? Higher<T>(T? kept, T? said)
        where T : struct, IComparable<T> => kept is { } one && said is { } other ? (one.CompareTo(other) >= 0 ? one : other) : kept ?? said;
}
