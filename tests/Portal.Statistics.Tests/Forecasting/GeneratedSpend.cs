using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Forecasting;

/// <summary>Daily costs as they are seen in practice, made with a seed: the same on every machine.</summary>
internal static class GeneratedSpend
{
    public enum Kind
    {
        /// <summary>Busy on workdays, quiet at weekends.</summary>
        Workweek,

        /// <summary>The same, growing by a half in half a year.</summary>
        Growing,

        /// <summary>The same, with a subscription on the first of the month.</summary>
        Subscription,

        /// <summary>Noise that is skewed, and a few single wild days.</summary>
        Spiky,

        /// <summary>A new level in the middle, as after a migration.</summary>
        Shifted,

        /// <summary>A level that wanders, with a weak week.</summary>
        Wandering,

        /// <summary>A batch at night, the same every day but for noise.</summary>
        Flat,
    }

    public static readonly DateOnly Start = new(2025, 9, 1);

    /// <summary>A Monday first; around 1,000 a day.</summary>
    public static decimal[] Of(Kind kind, int days, ulong seed)
    {
        var random = new RandomStream(seed * 31 + (ulong)kind);
        var amounts = new decimal[days];
        double wander = 0;
        for (var day = 0; day < days; day++)
        {
            var date = Start.AddDays(day);
            var weekend = date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            wander += 22 * Bell(ref random);
            var (noise, luck) = (Bell(ref random), random.NextUnit());
            var value = kind switch
            {
                Kind.Workweek => 1000 * Week(weekend, 0.45) * (1 + 0.07 * noise),
                Kind.Growing => 1000 * (1 + 0.5 * day / 182) * Week(weekend, 0.5) * (1 + 0.06 * noise),
                Kind.Subscription => 600 * Week(weekend, 0.5) * (1 + 0.07 * noise) + (date.Day == 1 ? 1500 : 0),
                Kind.Spiky => 900 * Week(weekend, 0.6) * Math.Exp(0.15 * noise) * (luck < 0.02 ? 2.5 : 1),
                Kind.Shifted => (day < days * 0.6 ? 700 : 1200) * Week(weekend, 0.5) * (1 + 0.06 * noise),
                Kind.Wandering => (1000 + wander) * Week(weekend, 0.85) * (1 + 0.05 * noise),
                Kind.Flat => 1000 * (1 + 0.05 * noise),
                _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
            };
            amounts[day] = decimal.Round((decimal)Math.Max(0, value), 4);
        }

        return amounts;
    }

    /// <summary>The last known week again and again.</summary>
    public static decimal Naive(decimal[] amounts, int known, int step) => amounts[known - 7 + ((step - 1) % 7)];

    private static double Week(bool weekend, double share) => weekend ? share : 1;

    /// <summary>Bell-shaped around 0 with a spread of 1: the sum of twelve even numbers less six.</summary>
    private static double Bell(ref RandomStream random)
    {
        var sum = -6.0;
        for (var draw = 0; draw < 12; draw++)
        {
            sum += random.NextUnit();
        }

        return sum;
    }
}
