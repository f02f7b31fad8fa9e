using static Portal.Core.Costs.Economics.Working;

namespace Portal.Core.Costs.Economics;

/// <summary>A device where the work is done.</summary>
/// <param name="Price">Money that it was bought for.</param>
/// <param name="LifeMonths">Above 0.</param>
/// <param name="Kilowatts">That it draws.</param>
/// <param name="PricePerKilowattHour">Money.</param>
/// <param name="Care">Money a month for keeping it alive.</param>
public sealed record EdgeDevice(decimal Price, decimal LifeMonths, decimal Kilowatts, decimal PricePerKilowattHour, decimal Care);

/// <summary>F15: a fleet of devices, or the cloud instead.</summary>
public static class Edge
{
    /// <summary>A latency need below this makes the edge the only place, whatever it costs.</summary>
    public const decimal MandatoryBelowMilliseconds = 10;

    /// <summary>F15: what a fleet costs a month. Money = devices × (price / life + kW × 730 × price per kWh + care).</summary>
    /// <param name="devices">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is outside of its range.</exception>
    public static Figure Fleet(EdgeDevice device, decimal devices)
    {
        var working = new Working("F15").Input("devices", devices).Input("price", device.Price).Divisor("life", device.LifeMonths, "months").Input("power", device.Kilowatts, "kW")
            .Input("electricity", device.PricePerKilowattHour, "a kWh").Input("care", device.Care, "a month");
        var worn = working.Step("depreciation", $"{Say(device.Price)} / {Say(device.LifeMonths)}", device.Price / device.LifeMonths);
        var power = working.Step("power", $"{Say(device.Kilowatts)} kW × {Say(Calendar.HoursAMonth)} h × {Say(device.PricePerKilowattHour)}", device.Kilowatts * Calendar.HoursAMonth * device.PricePerKilowattHour);
        var one = working.Step("a device", $"{Say(worn)} + {Say(power)} + {Say(device.Care)}", worn + power + device.Care);
        return working.Result(FigureUnit.Money, "fleet a month", $"{Say(devices)} × {Say(one)}", devices * one);
    }

    /// <summary>F15: the same work in the cloud. Money a month = devices × cloud cost of one + devices × GB of one × price per GB.</summary>
    /// <param name="devices">How many.</param>
    /// <param name="cloudEach">Money a month for the work of one.</param>
    /// <param name="gigabytesEach">GB a month that one sends.</param>
    /// <param name="perGigabyte">Money.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is negative.</exception>
    public static Figure CloudInstead(decimal devices, decimal cloudEach, decimal gigabytesEach, decimal perGigabyte)
    {
        var working = new Working("F15").Input("devices", devices).Input("cloud", cloudEach, "a device and month").Input("egress", gigabytesEach, "GB a device and month").Input("egress price", perGigabyte, "a GB");
        var compute = working.Step("compute", $"{Say(devices)} × {Say(cloudEach)}", devices * cloudEach);
        var egress = working.Step("egress", $"{Say(devices)} × {Say(gigabytesEach)} GB × {Say(perGigabyte)}", devices * gigabytesEach * perGigabyte);
        return working.Result(FigureUnit.Money, "cloud a month", $"{Say(compute)} + {Say(egress)}", compute + egress);
    }

    /// <summary>F15: whether no place but the edge is quick enough.</summary>
    /// <param name="latencyNeedMilliseconds">What the work needs.</param>
    public static bool IsMandatory(decimal latencyNeedMilliseconds) => latencyNeedMilliseconds < MandatoryBelowMilliseconds;
}
