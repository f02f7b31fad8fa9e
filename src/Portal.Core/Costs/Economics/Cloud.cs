using static Portal.Core.Costs.Economics.Working;

namespace Portal.Core.Costs.Economics;

/// <summary>What rented accelerators cost: on demand, committed, spot, and a fleet of all three. Prices are of one unit for one hour, in one currency.</summary>
public static class Cloud
{
    /// <summary>F1: on demand. Money = units × price an hour × hours.</summary>
    /// <param name="units">How many, such as GPUs.</param>
    /// <param name="hourly">Money for one unit and hour.</param>
    /// <param name="hours">That they are on; a month has <see cref="Calendar.HoursAMonth"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is negative.</exception>
    public static Figure OnDemand(decimal units, decimal hourly, decimal hours = Calendar.HoursAMonth) =>
        new Working("F1").Input("units", units).Input("price", hourly, "an hour").Input("hours", hours, "h")
            .Result(FigureUnit.Money, "cost", $"{Say(units)} × {Say(hourly)} × {Say(hours)} h", units * hourly * hours);

    /// <summary>F2: committed for a month, used or not. Money = units × committed price an hour × 730.</summary>
    /// <param name="units">How many are committed to.</param>
    /// <param name="committedHourly">Money for one unit and hour.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is negative.</exception>
    public static Figure Committed(decimal units, decimal committedHourly) =>
        new Working("F2").Input("units", units).Input("committed price", committedHourly, "an hour")
            .Result(FigureUnit.Money, "cost", $"{Say(units)} × {Say(committedHourly)} × {Say(Calendar.HoursAMonth)} h", units * committedHourly * Calendar.HoursAMonth);

    /// <summary>F2: what an hour costs that is really used. Unit price = committed price an hour / utilisation.</summary>
    /// <param name="committedHourly">Money for one unit and hour.</param>
    /// <param name="utilisation">The share of the hours that is used, above 0 up to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The price is negative, or the utilisation is outside of its range.</exception>
    public static Figure CommittedPerUsedHour(decimal committedHourly, decimal utilisation) =>
        new Working("F2").Input("committed price", committedHourly, "an hour").Utilisation(utilisation)
            .Result(FigureUnit.UnitPrice, "cost of a used hour", $"{Say(committedHourly)} / {Say(utilisation)}", committedHourly / utilisation);

    /// <summary>F2: from which utilisation on a commitment is cheaper than the same hours on demand. Share = committed price / on-demand price; above 1 it never is.</summary>
    /// <param name="committedHourly">Money for one unit and hour.</param>
    /// <param name="onDemandHourly">Money for one unit and hour, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A price is outside of its range.</exception>
    public static Figure CommittedBreakEven(decimal committedHourly, decimal onDemandHourly)
    {
        var working = new Working("F2").Input("committed price", committedHourly, "an hour").Divisor("on-demand price", onDemandHourly, "an hour");
        return committedHourly > onDemandHourly
            ? working.Never(FigureUnit.Share, "break-even utilisation", "the commitment costs more than on demand even when every hour is used.")
            : working.Result(FigureUnit.Share, "break-even utilisation", $"{Say(committedHourly)} / {Say(onDemandHourly)}", committedHourly / onDemandHourly);
    }

    /// <summary>F3: what an hour of spot capacity costs with the work that interruptions cause again. Unit price = on demand × (1 − discount) × (1 + rework).</summary>
    /// <param name="onDemandHourly">Money for one unit and hour.</param>
    /// <param name="discount">Share off the on-demand price, 0 to 1.</param>
    /// <param name="rework">Hours that are done again, as a share of the hours of the work itself, from 0 on.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is outside of its range.</exception>
    public static Figure SpotHour(decimal onDemandHourly, decimal discount, decimal rework) =>
        new Working("F3").Input("on-demand price", onDemandHourly, "an hour").Share("discount", discount).Input("rework", rework, "share")
            .Result(FigureUnit.UnitPrice, "effective price of an hour", $"{Say(onDemandHourly)} × (1 − {Say(discount)}) × (1 + {Say(rework)})", onDemandHourly * (1 - discount) * (1 + rework));

    /// <summary>F3: spot for many hours. Money = hours × effective price. Not for what people wait for: it can be taken away at any moment.</summary>
    /// <param name="hours">Unit-hours of the work itself.</param>
    /// <param name="onDemandHourly">Money for one unit and hour.</param>
    /// <param name="discount">Share off the on-demand price, 0 to 1.</param>
    /// <param name="rework">As in <see cref="SpotHour"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is outside of its range.</exception>
    public static Figure Spot(decimal hours, decimal onDemandHourly, decimal discount, decimal rework)
    {
        var working = new Working("F3").Input("hours", hours, "h").Input("on-demand price", onDemandHourly, "an hour").Share("discount", discount).Input("rework", rework, "share");
        var effective = working.Step("effective price of an hour", $"{Say(onDemandHourly)} × (1 − {Say(discount)}) × (1 + {Say(rework)})", onDemandHourly * (1 - discount) * (1 + rework));
        return working.Result(FigureUnit.Money, "cost", $"{Say(hours)} h × {Say(effective)}", hours * effective);
    }

    /// <summary>F11: the share of a week in which something is on, warm-up included. Share = hours on a week / 168.</summary>
    /// <param name="hoursAWeek">On, 0 to 168; the minutes in which it warms up count.</param>
    /// <exception cref="ArgumentOutOfRangeException">The hours are outside of a week.</exception>
    public static Figure OnShare(decimal hoursAWeek)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hoursAWeek, Calendar.HoursAWeek);
        return new Working("F11").Input("hours on", hoursAWeek, "h a week")
            .Result(FigureUnit.Share, "share on", $"{Say(hoursAWeek)} / {Say(Calendar.HoursAWeek)}", hoursAWeek / Calendar.HoursAWeek);
    }

    /// <summary>F11: on demand, switched off outside of a schedule. Money a month = units × price an hour × 730 × hours on a week / 168.</summary>
    /// <param name="units">How many.</param>
    /// <param name="hourly">Money for one unit and hour.</param>
    /// <param name="hoursAWeek">As in <see cref="OnShare"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is outside of its range.</exception>
    public static Figure Scheduled(decimal units, decimal hourly, decimal hoursAWeek)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hoursAWeek, Calendar.HoursAWeek);
        var working = new Working("F11").Input("units", units).Input("price", hourly, "an hour").Input("hours on", hoursAWeek, "h a week");
        var whole = working.Step("always on", $"{Say(units)} × {Say(hourly)} × {Say(Calendar.HoursAMonth)} h", units * hourly * Calendar.HoursAMonth);
        return working.Result(FigureUnit.Money, "cost", $"{Say(whole)} × {Say(hoursAWeek)} / {Say(Calendar.HoursAWeek)}", whole * hoursAWeek / Calendar.HoursAWeek);
    }

    /// <summary>F12: a base that is reserved, bursts on spot, and what is above both on demand. Money a month = base × 730 × reserved + burst hours × spot + overflow hours × on demand.</summary>
    /// <param name="reserved">Units, used or not.</param>
    /// <param name="reservedHourly">Money for one unit and hour.</param>
    /// <param name="burstHours">Unit-hours a month on spot.</param>
    /// <param name="spotHourly">The effective price of <see cref="SpotHour"/>.</param>
    /// <param name="overflowHours">Unit-hours a month on demand.</param>
    /// <param name="onDemandHourly">Money for one unit and hour.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is negative.</exception>
    public static Figure MixedFleet(decimal reserved, decimal reservedHourly, decimal burstHours, decimal spotHourly, decimal overflowHours, decimal onDemandHourly)
    {
        var working = new Working("F12").Input("reserved units", reserved).Input("reserved price", reservedHourly, "an hour")
            .Input("burst", burstHours, "h").Input("effective spot price", spotHourly, "an hour").Input("overflow", overflowHours, "h").Input("on-demand price", onDemandHourly, "an hour");
        var always = working.Step("base", $"{Say(reserved)} × {Say(Calendar.HoursAMonth)} h × {Say(reservedHourly)}", reserved * Calendar.HoursAMonth * reservedHourly);
        var burst = working.Step("burst", $"{Say(burstHours)} h × {Say(spotHourly)}", burstHours * spotHourly);
        var overflow = working.Step("overflow", $"{Say(overflowHours)} h × {Say(onDemandHourly)}", overflowHours * onDemandHourly);
        return working.Result(FigureUnit.Money, "cost", $"{Say(always)} + {Say(burst)} + {Say(overflow)}", always + burst + overflow);
    }
}
