namespace Portal.Core.Costs.Charges;

/// <summary>Splits a whole into parts that add up to it exactly: the method of the largest remainder.</summary>
public static class Shares
{
    /// <summary>
    /// Each part is first cut down to the unit; the units that are left over go, one each, to the parts that lost most by cutting, the
    /// earlier one where two lost the same. Parts have the sign of the whole or are 0.
    /// </summary>
    /// <param name="whole">With no more than <paramref name="decimals"/> decimals.</param>
    /// <param name="weights">None negative, not all 0.</param>
    /// <param name="decimals">Of the unit; 0 for whole things.</param>
    /// <exception cref="ArgumentException">The weights say nothing.</exception>
    public static IReadOnlyList<decimal> Split(decimal whole, IReadOnlyList<decimal> weights, int decimals)
    {
        var total = weights.Sum();
        if (total <= 0 || weights.Any(weight => weight < 0))
        {
            throw new ArgumentException("Weights are not negative, and one is above 0.", nameof(weights));
        }

        if (whole == 0)
        {
            return [.. weights.Select(_ => 0m)];
        }

        var (sign, amount, unit) = (Math.Sign(whole), Math.Abs(whole), UnitOf(decimals));
        var exact = weights.Select(weight => Portion(amount, weight, total)).ToArray();
        var parts = exact.Select(part => decimal.Round(part, decimals, MidpointRounding.ToZero)).ToArray();
        var left = amount - parts.Sum();

        // A quotient of 28 digits may be rounded up in its last one, so that a unit too many was given.
        for (var most = parts.Length - 1; left < 0 && most >= 0; most--)
        {
            var taken = Math.Min(parts[most], -left);
            parts[most] -= taken;
            left += taken;
        }

        foreach (var place in Enumerable.Range(0, parts.Length).Where(place => weights[place] > 0).OrderByDescending(place => exact[place] - parts[place]).ThenBy(place => place).ToList())
        {
            if (left <= 0)
            {
                break;
            }

            var given = Math.Min(unit, left);
            parts[place] += given;
            left -= given;
        }

        // What rounding at 28 digits still left is less than the parts are many units; it goes to the heaviest.
        parts[Heaviest(weights)] += left;
        return [.. parts.Select(part => sign * part)];
    }

    /// <summary>Large products leave the range of a decimal, long quotients lose digits: the share is taken first where the product would not fit.</summary>
    private static decimal Portion(decimal amount, decimal weight, decimal total) =>
        weight == 0 ? 0
        : weight < 1_000_000_000_000m && amount < 1_000_000_000m ? amount * weight / total
        : amount * (weight / total);

    private static int Heaviest(IReadOnlyList<decimal> weights) => Enumerable.Range(0, weights.Count).MaxBy(place => weights[place]);

    private static decimal UnitOf(int decimals) => new(1, 0, 0, false, (byte)decimals);
}
