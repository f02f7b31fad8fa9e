namespace Portal.Core.Costs.Economics;

/// <summary>
/// How figures are rounded: never on the way, once at the end, half away from zero. A formula divides where it has to; a decimal keeps 28
/// digits, which is past what any price has.
/// </summary>
public static class Rounding
{
    public static int Decimals(FigureUnit unit) => unit switch
    {
        FigureUnit.Money or FigureUnit.Gigabytes => 2,
        FigureUnit.UnitPrice or FigureUnit.Share => 6,
        FigureUnit.Months or FigureUnit.Factor => 4,
        FigureUnit.Seconds => 3,
        FigureUnit.Count => 0,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, null),
    };

    public static decimal To(FigureUnit unit, decimal exact) => decimal.Round(exact, Decimals(unit), MidpointRounding.AwayFromZero);
}
