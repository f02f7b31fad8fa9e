using Portal.Core.Storage;

namespace Portal.Core.Costs.Currencies;

public readonly record struct ExchangeRateId(Guid Value) : IRowId<ExchangeRateId>
{
    public static ExchangeRateId From(Guid value) => new(value);

    public static ExchangeRateId New() => new(Guid.CreateVersion7());

    public int CompareTo(ExchangeRateId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

/// <summary>What one unit of a currency was worth in another from a day on. Kept as it was published; a correction is another row for the same day's replacement.</summary>
public sealed class ExchangeRate : ITenantOwned
{
    public const int LongestSource = 200;

    public required TenantId TenantId { get; init; }

    public required ExchangeRateId Id { get; init; }

    public required DateOnly Date { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    /// <summary>Units of To for one unit of From.</summary>
    public required decimal Rate { get; init; }

    /// <summary>Who published it, such as "ECB reference rate".</summary>
    public required string Source { get; init; }
}
