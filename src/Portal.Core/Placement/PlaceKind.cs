namespace Portal.Core.Placement;

/// <summary>How a place is paid for, and so which formula prices it.</summary>
public enum PlaceKind
{
    /// <summary>A provider's model, by the token (F5, F18).</summary>
    ApiPerToken,

    /// <summary>By the token, at two models: simple requests to a light one, the rest to a heavy one (F7).</summary>
    TieredPipeline,

    /// <summary>By the token: answers computed ahead at a discount and kept, the rest live (F9).</summary>
    BatchAndCache,

    /// <summary>By the request (F6).</summary>
    Serverless,

    /// <summary>Machines by the hour, as many as the traffic needs (F1).</summary>
    OnDemand,

    /// <summary>Machines that are committed to, enough for the peak (F2).</summary>
    Reserved,

    /// <summary>Machines that can be taken away at any moment (F3).</summary>
    Spot,

    /// <summary>A reserved base, bursts on spot, the rest on demand (F12).</summary>
    MixedFleet,

    /// <summary>Machines by the hour at a provider that rents nothing but accelerators (F1).</summary>
    SpecialisedCloud,

    /// <summary>A cluster of one's own (F4).</summary>
    Owned,

    /// <summary>Devices where the data arises (F15).</summary>
    Edge,
}

/// <summary>A number that is said of a place: a price, or what it can do.</summary>
/// <param name="Key">In the API and in addresses.</param>
/// <param name="Unit">In words; money is in the currency of the place.</param>
/// <param name="Required">Without it the place cannot be priced.</param>
/// <param name="Least">The smallest value that makes sense.</param>
/// <param name="Most">The largest.</param>
/// <param name="IsWhole">It counts things.</param>
public sealed record PlaceField(string Key, string Label, string Unit, bool Required = true, decimal Least = 0, decimal Most = 1_000_000m, bool IsWhole = false);

/// <summary>Which numbers each kind of place has: the template of the catalogue. It asks for prices and knows none.</summary>
public static class PlaceFields
{
    public const string Input = "input";
    public const string Output = "output";
    public const string CacheRead = "cacheRead";
    public const string LightInput = "lightInput";
    public const string LightOutput = "lightOutput";
    public const string LightCacheRead = "lightCacheRead";
    public const string LightShare = "lightShare";
    public const string Escalated = "escalated";
    public const string Router = "router";
    public const string LightLatency = "lightLatency";
    public const string Ahead = "ahead";
    public const string Lookup = "lookup";
    public const string Age = "age";
    public const string GigabyteSecond = "gigabyteSecond";
    public const string MillionRequests = "millionRequests";
    public const string ColdStart = "coldStart";
    public const string ColdShare = "coldShare";
    public const string Hourly = "hourly";
    public const string ReservedHourly = "reservedHourly";
    public const string Discount = "discount";
    public const string Rework = "rework";
    public const string Capex = "capex";
    public const string Residual = "residual";
    public const string Life = "life";
    public const string Kilowatts = "kilowatts";
    public const string Pue = "pue";
    public const string Electricity = "electricity";
    public const string Space = "space";
    public const string Operations = "operations";
    public const string Support = "support";
    public const string Units = "units";
    public const string Price = "price";
    public const string Care = "care";
    public const string Latency = "latency";
    public const string Availability = "availability";
    public const string Memory = "memory";
    public const string Complexity = "complexity";
    public const string LockIn = "lockIn";
    public const string Carbon = "carbon";

    private const decimal Large = 1_000_000_000m;

    private static readonly PlaceField[] s_tokens = [new(Input, "Input tokens", "a million"), new(Output, "Output tokens", "a million"), new(CacheRead, "Cached input tokens", "a million")];
    private static readonly PlaceField s_hourly = new(Hourly, "Price of a machine", "an hour");
    private static readonly PlaceField s_reserved = new(ReservedHourly, "Committed price of a machine", "an hour");
    private static readonly PlaceField s_discount = new(Discount, "Spot discount", "share of the price", Most: 1);
    private static readonly PlaceField s_rework = new(Rework, "Work done again after interruptions", "share", Most: 10);
    private static readonly PlaceField s_life = new(Life, "Life", "months", Least: 1, Most: 240);
    private static readonly PlaceField s_kilowatts = new(Kilowatts, "Power", "kW", Most: 100_000);
    private static readonly PlaceField s_electricity = new(Electricity, "Electricity", "a kWh");

    private static readonly PlaceField[] s_common =
    [
        new(Latency, "Latency of the slowest percent, warm", "ms", Required: false, Most: 10_000_000),
        new(Availability, "Availability that is promised", "share of the time", Most: 1),
        new(Complexity, "Effort to operate", "1 (none) to 5", Least: 1, Most: 5),
        new(LockIn, "Effort to leave", "1 (none) to 5", Least: 1, Most: 5),
        new(Carbon, "Carbon", "g CO₂e for 1,000 requests", Required: false),
    ];

    private static readonly PlaceField s_memory = new(Memory, "Memory of a machine", "GB", Required: false, Most: 1_000_000);

    /// <summary>All numbers of such a place: prices first.</summary>
    public static IReadOnlyList<PlaceField> Of(PlaceKind kind) => [.. Own(kind), .. s_common];

    /// <summary>Whether it is machines of a class on which the work's speed must be known.</summary>
    public static bool RunsOnMachines(PlaceKind kind) => kind != PlaceKind.Serverless && !IsPaidByToken(kind);

    /// <summary>Whether a provider's model is paid for by the token.</summary>
    public static bool IsPaidByToken(PlaceKind kind) => kind is PlaceKind.ApiPerToken or PlaceKind.TieredPipeline or PlaceKind.BatchAndCache;

    private static PlaceField[] Own(PlaceKind kind) => kind switch
    {
        PlaceKind.ApiPerToken => s_tokens,
        PlaceKind.TieredPipeline =>
        [
            new(Input, "Input tokens, heavy tier", "a million"), new(Output, "Output tokens, heavy tier", "a million"), new(CacheRead, "Cached input tokens, heavy tier", "a million"),
            new(LightInput, "Input tokens, light tier", "a million"), new(LightOutput, "Output tokens, light tier", "a million"), new(LightCacheRead, "Cached input tokens, light tier", "a million"),
            new(LightShare, "Requests that go to the light tier first", "share", Most: 1), new(Escalated, "Of these, asked again of the heavy tier", "share", Most: 1), new(Router, "Router", "a request"),
            new(LightLatency, "Latency of the light tier's slowest percent", "ms", Required: false, Most: 10_000_000),
        ],
        PlaceKind.BatchAndCache =>
        [
            .. s_tokens, new(Discount, "Batch discount", "share of the price", Most: 1), new(Ahead, "Answers computed ahead", "share of the requests", Least: 0.000001m, Most: 1000), new(Lookup, "Look-up", "a request"),
            new(Age, "Oldest answer it gives", "h", Most: 87_600),
        ],
        PlaceKind.Serverless =>
        [
            new(GigabyteSecond, "Compute", "a GB-second", Most: 1000), new(MillionRequests, "Requests", "a million"), new(ColdStart, "Cold start", "s", Most: 3600), new(ColdShare, "Requests that meet one", "share", Most: 1), s_memory,
        ],
        PlaceKind.OnDemand or PlaceKind.SpecialisedCloud => [s_hourly, s_memory],
        PlaceKind.Reserved => [s_reserved, s_memory],
        PlaceKind.Spot => [s_hourly, s_discount, s_rework, s_memory],
        PlaceKind.MixedFleet => [s_reserved, s_hourly, s_discount, s_rework, s_memory],
        PlaceKind.Owned =>
        [
            new(Capex, "Purchase", "once", Most: Large), new(Residual, "Worth at the end", "share of the purchase", Most: 1), s_life, s_kilowatts, new(Pue, "Power usage effectiveness", "×", Least: 1, Most: 10), s_electricity,
            new(Space, "Space", "a month", Most: Large), new(Operations, "People who run it", "a month", Most: Large), new(Support, "Support of the maker", "share of the purchase a year", Most: 1),
            new(Units, "Machines in it", "machines", Least: 1, Most: 100_000, IsWhole: true), s_memory,
        ],
        PlaceKind.Edge => [new(Units, "Devices", "devices", Least: 1, Most: 10_000_000, IsWhole: true), new(Price, "Price of a device", "once"), s_life, s_kilowatts, s_electricity, new(Care, "Care of a device", "a month"), s_memory],
    };
}
