using System.Collections.Frozen;

namespace Portal.Core.Costs.Charges;

/// <summary>The columns of FOCUS 1.0 to 1.4, and what a file tells by having them.</summary>
public static class FocusColumns
{
    /// <summary>Without these nothing can be billed: a file that lacks one is no FOCUS file.</summary>
    public static IReadOnlyList<string> Needed { get; } =
        ["BilledCost", "EffectiveCost", "BillingCurrency", "BillingPeriodStart", "BillingPeriodEnd", "ChargePeriodStart", "ChargePeriodEnd", "ChargeCategory", "ServiceName"];

    /// <summary>Mandatory by the specification, and done without where a file lacks them.</summary>
    public static IReadOnlyList<string> Expected { get; } = ["ListCost", "ContractedCost", "ServiceCategory", "ChargeClass", "PricingQuantity", "PricingUnit"];

    private static readonly string[] s_of10 =
        "AvailabilityZone BilledCost BillingAccountId BillingAccountName BillingCurrency BillingPeriodEnd BillingPeriodStart ChargeCategory ChargeClass ChargeDescription ChargeFrequency ChargePeriodEnd ChargePeriodStart CommitmentDiscountCategory CommitmentDiscountId CommitmentDiscountName CommitmentDiscountStatus CommitmentDiscountType ConsumedQuantity ConsumedUnit ContractedCost ContractedUnitPrice EffectiveCost InvoiceIssuerName ListCost ListUnitPrice PricingCategory PricingQuantity PricingUnit ProviderName PublisherName RegionId RegionName ResourceId ResourceName ResourceType ServiceCategory ServiceName SkuId SkuPriceId SubAccountId SubAccountName Tags".Split(' ');

    /// <summary>What each later version brought, the newest first.</summary>
    private static readonly (string Version, string[] Columns)[] s_brought =
    [
        ("1.4", ["CommitmentProgramEligibilityDetails", "InvoiceDetailId"]),
        ("1.3", ["AllocatedMethodId", "AllocatedMethodDetails", "AllocatedResourceId", "AllocatedResourceName", "AllocatedTags", "ContractApplied", "HostProviderName", "ServiceProviderName"]),
        ("1.2", ["InvoiceId", "BillingAccountType", "SubAccountType", "PricingCurrency", "PricingCurrencyEffectiveCost", "PricingCurrencyListUnitPrice", "PricingCurrencyContractedUnitPrice"]),
        ("1.1", ["CapacityReservationId", "CapacityReservationStatus", "CommitmentDiscountQuantity", "CommitmentDiscountUnit", "ServiceSubcategory", "SkuMeter", "SkuPriceDetails"]),
    ];

    private static readonly FrozenSet<string> s_known = s_of10.Concat(s_brought.SelectMany(version => version.Columns)).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>False for custom columns (x_…) and for what a later version may have brought.</summary>
    public static bool IsKnown(string column) => s_known.Contains(column);

    /// <summary>The oldest version that has all the columns of FOCUS that are there.</summary>
    public static string VersionOf(IReadOnlyCollection<string> columns) =>
        s_brought.FirstOrDefault(version => version.Columns.Any(column => columns.Contains(column, StringComparer.OrdinalIgnoreCase))).Version ?? "1.0";
}
