namespace Portal.Statistics.Uncertainty;

/// <summary>Draws numbers of hits, in a time that does not grow with the number of trials.</summary>
/// <remarks>Calls <see cref="Math.Log(double)"/>, whose last bits may differ between operating systems, and a draw with them, rarely.</remarks>
public static class BinomialDraw
{
    /// <summary>Below this many expected hits the distribution function is searched from 0.</summary>
    private const double Few = 10;

    /// <summary>The logarithms of 0! … 15!.</summary>
    private static readonly double[] s_logFactorials = LogFactorials();

    /// <summary>Hits of independent trials.</summary>
    /// <param name="stream">Where the randomness comes from.</param>
    /// <param name="trials">Number of trials, at least 0.</param>
    /// <param name="chance">Chance of a hit in each; below 0 counts as 0, above 1 as 1.</param>
    public static long Next(ref RandomStream stream, long trials, double chance)
    {
        if (trials == 0 || chance <= 0)
        {
            return 0;
        }

        if (chance >= 1)
        {
            return trials;
        }

        if (chance > 0.5)
        {
            return trials - Next(ref stream, trials, 1 - chance);
        }

        return trials * chance < Few ? Search(ref stream, trials, chance) : Reject(ref stream, trials, chance);
    }

    /// <summary>How often each cell is drawn, when as many rows as there are in all are drawn with replacement: one binomial draw a
    /// cell, of the rows that are left.</summary>
    /// <param name="stream">Where the randomness comes from.</param>
    /// <param name="cells">Rows of each cell.</param>
    /// <param name="drawn">Receives how often each is drawn; at least as long.</param>
    public static void Multinomial(ref RandomStream stream, ReadOnlySpan<long> cells, Span<long> drawn)
    {
        long rows = 0;
        foreach (var cell in cells)
        {
            rows += cell;
        }

        var (toDraw, toCome) = (rows, rows);
        for (var cell = 0; cell < cells.Length; cell++)
        {
            drawn[cell] = cells[cell] == toCome ? toDraw : Next(ref stream, toDraw, (double)cells[cell] / toCome);
            toDraw -= drawn[cell];
            toCome -= cells[cell];
        }
    }

    private static long Search(ref RandomStream stream, long trials, double chance)
    {
        var odds = chance / (1 - chance);
        var mass = Math.Exp(trials * Math.Log(1 - chance));
        var left = stream.NextUnit();
        long hits = 0;
        while (left >= mass && hits < trials)
        {
            left -= mass;
            hits++;
            mass *= odds * (trials - hits + 1) / hits;
            if (mass <= 0)
            {
                break;
            }
        }

        return hits;
    }

    /// <summary>W. Hörmann (1993), transformed rejection with squeeze (BTRS): right from 10 expected hits on.</summary>
    private static long Reject(ref RandomStream stream, long trials, double chance)
    {
        var spread = Math.Sqrt(trials * chance * (1 - chance));
        var b = 1.15 + 2.53 * spread;
        var a = -0.0873 + 0.0248 * b + 0.01 * chance;
        var centre = trials * chance + 0.5;
        var inside = 0.92 - 4.2 / b;
        while (true)
        {
            var u = stream.NextUnit() - 0.5;
            var v = stream.NextUnit();
            var edge = 0.5 - Math.Abs(u);
            var hits = Math.Floor((2 * a / edge + b) * u + centre);
            if (edge >= 0.07 && v <= inside)
            {
                return (long)hits;
            }

            if (hits < 0 || hits > trials || edge <= 0)
            {
                continue;
            }

            v *= (2.83 + 5.1 / b) * spread / (a / (edge * edge) + b);
            if (Math.Log(v) <= LogMassOverMode((long)hits, trials, chance))
            {
                return (long)hits;
            }
        }
    }

    private static double LogMassOverMode(long hits, long trials, double chance)
    {
        var mode = (long)Math.Floor((trials + 1) * chance);
        return LogFactorial(mode) + LogFactorial(trials - mode) - LogFactorial(hits) - LogFactorial(trials - hits)
            + (hits - mode) * Math.Log(chance / (1 - chance));
    }

    /// <summary>Stirling's series; its next term is below 10⁻¹⁰ from 16 on.</summary>
    private static double LogFactorial(long n)
    {
        if (n < s_logFactorials.Length)
        {
            return s_logFactorials[n];
        }

        var x = n + 1.0;
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x * x * x) + 1 / (1260 * Math.Pow(x, 5));
    }

    private static double[] LogFactorials()
    {
        var logs = new double[16];
        for (var n = 1; n < logs.Length; n++)
        {
            logs[n] = logs[n - 1] + Math.Log(n);
        }

        return logs;
    }
}
