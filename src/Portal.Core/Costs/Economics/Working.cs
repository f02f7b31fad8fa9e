using System.Globalization;
using System.Text;

namespace Portal.Core.Costs.Economics;

/// <summary>A formula being worked out: its inputs, then step by step in words that a person can follow with a calculator.</summary>
internal sealed class Working(string formula)
{
    private readonly List<FigureInput> _inputs = [];
    private readonly StringBuilder _trace = new();

    /// <param name="value">Not negative: no price, time or number of things is.</param>
    public Working Input(string name, decimal value, string unit = "")
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, name);
        _inputs.Add(new(name, value, unit));
        return this;
    }

    /// <param name="value">Above 0: something is divided by it.</param>
    public Working Divisor(string name, decimal value, string unit = "")
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, name);
        return Input(name, value, unit);
    }

    /// <param name="value">Between 0 and 1.</param>
    public Working Share(string name, decimal value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1, name);
        return Input(name, value, "share");
    }

    /// <param name="value">Above 0 up to 1: something is divided by it.</param>
    public Working Utilisation(decimal value)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        return Share("utilisation", value);
    }

    /// <summary>Says a step and gives its result on.</summary>
    public decimal Step(string name, string how, decimal result)
    {
        _trace.Append(name).Append(" = ").Append(how).Append(" = ").Append(Say(result)).Append('\n');
        return result;
    }

    public Figure Result(FigureUnit unit, string name, string how, decimal exact)
    {
        _trace.Append(name).Append(" = ").Append(how).Append(" = ").Append(Say(Rounding.To(unit, exact)));
        return new(formula, exact, unit, _inputs, _trace.ToString());
    }

    public Figure Never(FigureUnit unit, string name, string why)
    {
        _trace.Append(name).Append(" = never: ").Append(why);
        return new(formula, null, unit, _inputs, _trace.ToString());
    }

    /// <summary>Up to ten decimals, thousands apart: 12,345.6789.</summary>
    public static string Say(decimal value) => value.ToString("#,##0.##########", CultureInfo.InvariantCulture);
}
