using Portal.Core.Costs.Sums;

namespace Portal.Core.Costs.Views;

/// <summary>Which of a charge's costs is looked at. They describe the same money and are never added.</summary>
public enum CostMeasure
{
    /// <summary>Amortised: what a day used, whenever it was paid. The default.</summary>
    Effective,

    /// <summary>What the invoices say: the cash view.</summary>
    Billed,

    /// <summary>What it would cost at list prices.</summary>
    List,

    /// <summary>What it would cost at negotiated prices, before commitments.</summary>
    Contracted,
}

public static class CostMeasures
{
    public static decimal Of(this CostAmounts amounts, CostMeasure measure) => measure switch
    {
        CostMeasure.Effective => amounts.Effective,
        CostMeasure.Billed => amounts.Billed,
        CostMeasure.List => amounts.List,
        CostMeasure.Contracted => amounts.Contracted,
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, null),
    };
}
