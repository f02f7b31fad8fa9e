using Portal.Core.Costs.Charges;
using Portal.Core.Costs.Sums;

namespace Portal.Web.Costs.Charges;

public sealed record CreateChargeSourceBody(string Name, string Provider = "", ChargeProfile Profile = ChargeProfile.Strict, string Description = "");

/// <param name="RetiredAt">Absent while it takes files.</param>
/// <param name="Imports">Files that it brought, whatever became of them.</param>
/// <param name="Revision">To come back as If-Match.</param>
public sealed record ChargeSourceResponse(
    Guid Id, string Name, string Provider, ChargeProfile Profile, string Description, DateTimeOffset CreatedAt, DateTimeOffset? RetiredAt, int Imports, long Revision)
{
    public static ChargeSourceResponse Of(ChargeSourceRow row) =>
        new(row.Id.Value, row.Name, row.Provider, row.Profile, row.Description, row.CreatedAt, row.RetiredAt, row.Imports, row.Revision);
}

/// <param name="Reason">Kept in the audit trail.</param>
public sealed record ChargeSourceReasonBody(string Reason);

public sealed record CreatedChargeSourceResponse(Guid Id);

/// <param name="IsSame">This source brought the file before and all of it counts still: nothing changes.</param>
public sealed record ReceivedChargesResponse(Guid Id, int Number, bool IsSame);

public sealed record ImportItem(
    Guid Id, int Number, string Source, string FileName, ImportState State, string Version, long Read, long Accepted, long Rejected, long Coerced, double Progress, DateTimeOffset SentAt, DateTimeOffset? EndedAt, string? Failure)
{
    public static ImportItem Of(ImportRow row) => new(
        row.Id.Value, row.Number, row.Source, row.FileName, row.State, row.Version, row.Accepted + row.Rejected, row.Accepted, row.Rejected, row.Coerced, row.Progress, row.SentAt, row.EndedAt, row.Failure);
}

/// <param name="SupersededBy">The number of the import that replaced it; absent while it counts.</param>
/// <param name="SplitAt">When its shared costs were last split by use; absent when it has none.</param>
/// <param name="History">The numbers of all imports of the source that billed this period, the oldest first.</param>
public sealed record ImportPeriodResponse(
    DateOnly Start, DateOnly End, long Rows, long Corrections, IReadOnlyList<PeriodTotal> Totals, int? SupersededBy, DateTimeOffset? SupersededAt, DateTimeOffset? SplitAt, IReadOnlyList<int> History);

public sealed record ImportResponse(
    Guid Id, int Number, string Source, string FileName, string Digest, long Length, ChargeProfile Profile, string? SentBy, DateTimeOffset SentAt, ImportState State, string Version,
    long Read, long Accepted, long Rejected, long Coerced, double Progress, DateTimeOffset? EndedAt, string? Failure, IReadOnlyList<ImportFinding> Findings, IReadOnlyList<ImportPeriodResponse> Periods)
{
    public static ImportResponse Of(ImportView view) => new(
        view.Import.Id.Value, view.Import.Number, view.Source, view.Import.FileName, view.Import.Digest.Hex, view.Import.Length, view.Import.Profile, view.SentBy, view.Import.SentAt, view.Import.State, view.Import.Version,
        view.Import.RowsRead, view.Import.RowsAccepted, view.Import.RowsRejected, view.Import.RowsCoerced, view.Import.Progress, view.Import.EndedAt, view.Import.Failure, view.Import.Findings,
        [
            .. view.Periods.Select(period => new ImportPeriodResponse(
                period.Period.Start, period.Period.End, period.Period.Rows, period.Period.Corrections, period.Period.Totals, period.Period.SupersededBy, period.Period.SupersededAt, period.Period.SplitAt,
                [.. period.History.Select(other => other.ImportNumber)])),
        ]);
}

/// <summary>Which charges, as the query string says it.</summary>
/// <param name="From">The first day on which a charge's period begins.</param>
/// <param name="Until">The first day after.</param>
/// <param name="Corrections">True for corrections only, false for none.</param>
/// <param name="Import">The number of an import: also what a newer file replaced.</param>
public sealed record ChargeQuery(
    DateOnly? From, DateOnly? Until, string? Source, string? Provider, string? Service, string? Sku, string? Team, string? Model, string? Environment, bool? Unallocated, bool? Corrections, int? Import)
{
    public ChargeFilter ToFilter() => new(From, Until, Text(Source), Text(Provider), Text(Service), Text(Sku), Text(Team), Text(Model), Text(Environment), Unallocated ?? false, Corrections, Import);

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}

public sealed record ChargeResponse(
    int Import, int Line, DateTimeOffset From, DateTimeOffset Until, string Provider, string Service, string Sku, string Resource, ChargeCategory Category, bool IsCorrection, string Currency, decimal Billed, decimal Effective,
    string? Team, string? Model, string? Environment, AllocationMethod AllocatedBy)
{
    public static ChargeResponse Of(ChargeRow row) => new(
        row.Import, row.Line, row.From, row.Until, row.Provider, row.Service, row.Sku, row.Resource, row.Category, row.IsCorrection, row.Currency, row.Billed, row.Effective,
        row.Allocated.Team, row.Allocated.Model, row.Allocated.Environment, row.AllocatedBy);
}

/// <param name="Columns">Every other column, as it came.</param>
public sealed record ChargeDetailResponse(
    int Import, int Line, string Source, DateOnly BillingPeriodStart, DateOnly BillingPeriodEnd, DateTimeOffset From, DateTimeOffset Until, string Currency, decimal Billed, decimal Effective, decimal? List, decimal? Contracted,
    decimal? ConsumedQuantity, decimal? PricingQuantity, decimal Tokens, decimal Requests, decimal GpuHours, IReadOnlyDictionary<string, string> Columns, string? Team, string? Model, string? Environment, string Why, string? Rule,
    int? SupersededBy)
{
    public static ChargeDetailResponse Of(ChargeView view) => new(
        view.Charge.ImportNumber, view.Charge.Line, view.Source, view.Period.Start, view.Period.End, view.Charge.From, view.Charge.Until, view.Item.Currency, view.Charge.Billed, view.Charge.Effective, view.Charge.List,
        view.Charge.Contracted, view.Charge.Consumed, view.Charge.Priced, view.Amounts.Tokens, view.Amounts.Requests, view.Amounts.GpuHours, view.Columns, view.Allocated.Team, view.Allocated.Model, view.Allocated.Environment,
        view.Why, view.Rule, view.Period.SupersededBy);
}

public sealed record AllocationRuleResponse(Guid Id, long Revision, AllocationRuleDraft Rule)
{
    public static AllocationRuleResponse Of(AllocationRuleView view) => new(view.Id.Value, view.Revision, view.Draft);
}

/// <param name="Pending">Billing periods whose sums are still to be written with the newest rules.</param>
public sealed record AllocationRulesResponse(IReadOnlyList<AllocationRuleResponse> Rules, int Pending);

public sealed record SavedAllocationRuleResponse(Guid Id);
