namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>Numbers as most are written: a sign, some digits, a point, more digits. Up to 2⁵³ divided by a power of ten up to 10²²: both
/// are exact, so that the quotient is the nearest number, as from any right parser.</summary>
internal static class PlainNumber
{
    private const int MostBytes = 18;
    private const ulong MostExact = 1UL << 53;

    private static readonly double[] s_powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18];

    /// <returns>False also for numbers that are written in another way.</returns>
    public static bool TryRead(ReadOnlySpan<byte> cell, out double value)
    {
        value = 0;
        var isNegative = !cell.IsEmpty && cell[0] == '-';
        var digits = isNegative ? cell[1..] : cell;
        if ((uint)(digits.Length - 1) >= MostBytes || (uint)(digits[0] - '0') > 9 || (digits.Length > 1 && digits[0] == '0' && digits[1] != '.'))
        {
            return false;
        }

        ulong whole = 0;
        var point = -1;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = (uint)(digits[i] - '0');
            if (digit <= 9)
            {
                whole = (10 * whole) + digit;
            }
            else if (digits[i] == '.' && point < 0 && i < digits.Length - 1)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }

        var quotient = point < 0 ? whole : whole / s_powers[digits.Length - 1 - point];
        value = isNegative ? -quotient : quotient;
        return whole <= MostExact;
    }
}
