using System.Globalization;
using Portal.Core.Storage;

namespace Portal.Core.Costs.Charges;

/// <summary>Which charges are asked for. What is null matches all; names are the same in any case.</summary>
/// <param name="From">The first day on which a charge's period begins.</param>
/// <param name="Until">The first day after.</param>
/// <param name="Unallocated">Only what no rule gives to a team or model.</param>
/// <param name="Corrections">True for corrections only, false for none of them.</param>
/// <param name="Import">Also what a newer file replaced, if it is of this import.</param>
public sealed record ChargeFilter(
    DateOnly? From = null, DateOnly? Until = null, string? Source = null, string? Provider = null, string? Service = null, string? Sku = null,
    string? Team = null, string? Model = null, string? Environment = null, bool Unallocated = false, bool? Corrections = null, int? Import = null)
{
    internal bool AsksItems => Provider is not null || Service is not null || Sku is not null || Team is not null || Model is not null || Environment is not null || Unallocated || Corrections is not null;

    internal Refusal? Refuses() =>
        new[] { ("source", Source), ("provider", Provider), ("service", Service), ("sku", Sku), ("team", Team), ("model", Model), ("environment", Environment) }
            .Select(field => Texts.Refuses(field.Item1, field.Item2 ?? "", ChargeItem.LongestName)).FirstOrDefault(refusal => refusal is not null)
        ?? (From >= Until ? Refusal.Invalid("until", "The time ends before it begins.") : null);
}

/// <param name="After">The Next of the page before.</param>
public sealed record ChargeListRequest(ChargeFilter Filter, int Size = 50, string? After = null)
{
    internal Refusal? Refuses() => Filter.Refuses() ?? new PageRequest(Size).Refuses() ?? (After is not null && ChargeCursor.Parse(After) is null ? Refusal.Invalid("after", "The cursor is not one that a list handed out. Leave it away to begin at the top.") : null);
}

/// <summary>Where a list of charges goes on: the newest import first, within it in the order of the file.</summary>
internal readonly record struct ChargeCursor(int Import, int Line)
{
    public static ChargeCursor? Parse(string text) =>
        text.Split('-') is [var import, var line]
        && int.TryParse(import, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? new(number, at)
            : null;

    public bool IsBefore(int import, int line) => import < Import || (import == Import && line > Line);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Import}-{Line}");
}

/// <param name="Allocated">To whom, by names; all null while it is unallocated.</param>
public sealed record ChargeRow(
    int Import, int Line, DateTimeOffset From, DateTimeOffset Until, string Provider, string Service, string Sku, string Resource, Sums.ChargeCategory Category, bool IsCorrection, string Currency,
    decimal Billed, decimal Effective, TargetNames Allocated, Sums.AllocationMethod AllocatedBy);
