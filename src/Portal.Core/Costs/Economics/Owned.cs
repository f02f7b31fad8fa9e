using static Portal.Core.Costs.Economics.Working;

namespace Portal.Core.Costs.Economics;

/// <summary>F4: hardware that is owned, and when it pays against the cloud.</summary>
public static class Owned
{
    /// <summary>The longest time that is looked at: what pays later than a century never pays.</summary>
    private const decimal MostMonths = 1200;

    /// <summary>More months than can be told from never.</summary>
    private const decimal MostTimes = 1_000_000_000m;

    /// <summary>F4: what it costs a month. Money = capex × (1 − residual) / life + kW × PUE × 730 × price per kWh + space + operations + capex × support rate / 12.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An input is outside of its range.</exception>
    public static Figure Monthly(OwnedHardware own)
    {
        var working = Begin(own);
        var depreciation = working.Step("depreciation", $"{Say(own.Capex)} × (1 − {Say(own.Residual)}) / {Say(own.LifeMonths)}", own.Capex * (1 - own.Residual) / own.LifeMonths);
        var running = Run(own, working);
        return working.Result(FigureUnit.Money, "cost a month", $"{Say(depreciation)} + {Say(running)}", depreciation + running);
    }

    /// <summary>F4: what it costs a month once it is paid for: power, space, operations, support. Money.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An input is outside of its range.</exception>
    public static Figure Running(OwnedHardware own)
    {
        var working = Begin(own);
        var running = Run(own, working);
        return working.Result(FigureUnit.Money, "running cost a month", "the sum", running);
    }

    /// <summary>F4: the share of full use from which owning is cheaper than the cloud. Share = own cost a month / cloud cost a month at full use; never when that is above 1.</summary>
    /// <param name="cloudAtFullUse">Money a month for the same accelerators, used without a break, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is outside of its range.</exception>
    public static Figure BreakEvenUtilisation(OwnedHardware own, decimal cloudAtFullUse)
    {
        var working = Begin(own).Divisor("cloud at full use", cloudAtFullUse, "a month");
        var monthly = working.Step("own cost a month", "by F4", Monthly(own).Exact!.Value);
        return monthly > cloudAtFullUse
            ? working.Never(FigureUnit.Share, "break-even utilisation", "owning costs more than the cloud even at full use.")
            : working.Result(FigureUnit.Share, "break-even utilisation", $"{Say(monthly)} / {Say(cloudAtFullUse)}", monthly / cloudAtFullUse);
    }

    /// <summary>F4: after how many months the purchase is paid back by what the cloud would have cost. Months = capex / (cloud − own running cost); it is paid back in the month that this lies in (21.2 is the 22nd). Never when nothing is saved.</summary>
    /// <param name="cloudMonthly">Money a month for the work as it is, not at full use.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is outside of its range.</exception>
    public static Figure BreakEvenMonths(OwnedHardware own, decimal cloudMonthly)
    {
        var working = Begin(own).Input("cloud", cloudMonthly, "a month");
        var difference = Difference(own, cloudMonthly, working);
        return difference <= 0 ? working.Never(FigureUnit.Months, "break-even", "the cloud costs no more than running what is owned.")
            : difference < own.Capex / MostTimes ? working.Never(FigureUnit.Months, "break-even", "what it saves is nothing beside the purchase.")
            : working.Result(FigureUnit.Months, "break-even", $"{Say(own.Capex)} / {Say(difference)}", own.Capex / difference);
    }

    /// <summary>
    /// F4: the same with money worth less later. Months = −ln(1 − capex × i / difference) / ln(1 + i) with i = rate / 12; at a rate of 0 as
    /// without. Never when the interest alone eats what is saved.
    /// </summary>
    /// <param name="cloudMonthly">Money a month for the work as it is.</param>
    /// <param name="annualRate">Share a year, such as 0.08, up to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is outside of its range.</exception>
    public static Figure DiscountedBreakEvenMonths(OwnedHardware own, decimal cloudMonthly, decimal annualRate)
    {
        if (annualRate == 0)
        {
            return BreakEvenMonths(own, cloudMonthly);
        }

        var working = Begin(own).Input("cloud", cloudMonthly, "a month").Share("annual rate", annualRate);
        var difference = Difference(own, cloudMonthly, working);
        var interest = working.Step("monthly rate", $"{Say(annualRate)} / 12", annualRate / Calendar.MonthsAYear);
        if (own.Capex * interest >= difference)
        {
            return working.Never(FigureUnit.Months, "break-even", "the interest on the purchase is as much as it saves, or more.");
        }

        // A number of months is no money: the logarithm is taken in floating point, 12 digits of it are kept.
        var months = -Math.Log(1 - (double)(own.Capex * interest / difference)) / Math.Log(1 + (double)interest);
        return working.Result(FigureUnit.Months, "break-even", $"−ln(1 − {Say(own.Capex)} × {Say(interest)} / {Say(difference)}) / ln(1 + {Say(interest)})", (decimal)Math.Round(months, 12));
    }

    /// <summary>The month in which it pays: the first whole one in which it is reached, counted from 1.</summary>
    /// <returns>Null for never, or later than a century.</returns>
    public static int? Month(Figure breakEven) => breakEven.Exact is { } months && months <= MostMonths ? Math.Max(1, (int)Math.Ceiling(months)) : null;

    /// <summary>F4: what owning costs over some months, sold at the end. Money = capex + running cost × months − residual value.</summary>
    /// <param name="months">From 0 on.</param>
    /// <param name="soldFor">Money that it brings at the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is outside of its range.</exception>
    public static Figure Total(OwnedHardware own, decimal months, decimal soldFor)
    {
        var working = Begin(own).Input("months", months).Input("sold for", soldFor);
        var running = Run(own, working);
        return working.Result(FigureUnit.Money, "total", $"{Say(own.Capex)} + {Say(months)} × {Say(running)} − {Say(soldFor)}", own.Capex + (months * running) - soldFor);
    }

    private static Working Begin(OwnedHardware own)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(own.Pue, 1, nameof(own));
        return new Working("F4").Input("capex", own.Capex).Share("residual", own.Residual).Divisor("life", own.LifeMonths, "months").Input("power", own.Kilowatts, "kW")
            .Input("PUE", own.Pue).Input("electricity", own.PricePerKilowattHour, "a kWh").Input("space", own.Space, "a month").Input("operations", own.Operations, "a month")
            .Input("support", own.SupportRate, "of the capex a year");
    }

    private static decimal Run(OwnedHardware own, Working working)
    {
        var power = working.Step(
            "power", $"{Say(own.Kilowatts)} kW × {Say(own.Pue)} × {Say(Calendar.HoursAMonth)} h × {Say(own.PricePerKilowattHour)}",
            own.Kilowatts * own.Pue * Calendar.HoursAMonth * own.PricePerKilowattHour);
        var support = working.Step("support", $"{Say(own.Capex)} × {Say(own.SupportRate)} / 12", own.Capex * own.SupportRate / Calendar.MonthsAYear);
        return working.Step("running cost", $"{Say(power)} + {Say(own.Space)} + {Say(own.Operations)} + {Say(support)}", power + own.Space + own.Operations + support);
    }

    private static decimal Difference(OwnedHardware own, decimal cloudMonthly, Working working)
    {
        var running = Run(own, working);
        return working.Step("saved a month", $"{Say(cloudMonthly)} − {Say(running)}", cloudMonthly - running);
    }
}
