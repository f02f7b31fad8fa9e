namespace Portal.Statistics.Forecasting.Spend;

/// <summary>
/// Walks through a series day by day, as <see cref="DailyAnomalies"/> does, but does not learn from what it finds unusual: such a day is
/// replaced by what was to be expected of it before the next one is looked at, so that one spike does not make its neighbours odd. Three
/// in a row to the same side are a new level, and are learnt from.
/// </summary>
internal static class SpendWalk
{
    private const int NewLevel = 3;

    /// <param name="values">The series, without gaps.</param>
    /// <param name="first">The first day that is asked about.</param>
    /// <returns>For each day from it on its place, what was to be expected and its modified z.</returns>
    public static IEnumerable<(int At, double Expected, double Score)> Through(double[] values, int first)
    {
        var (learnt, distances, sides) = (values.ToArray(), new List<double>(), new List<int>());
        for (var day = Math.Max(2 * SpendModel.Week, first - DailyAnomalies.Window); day < values.Length; day++)
        {
            var usual = DailyAnomalies.Next(learnt.AsSpan(0, day), SpendModel.Week);
            var compared = distances.TakeLast(DailyAnomalies.Window).ToArray();
            distances.Add(values[day] - usual);
            if (compared.Length < SpendModel.Week || RobustScale.Of(compared) is not { } scale)
            {
                sides.Add(0);
                continue;
            }

            var z = scale.Z(values[day] - usual)!.Value;
            sides.Add(Math.Abs(z) > RobustScale.Limit ? Math.Sign(z) : 0);
            Learn(learnt, values, day, sides, usual + scale.Median);
            if (day >= first)
            {
                yield return (day, usual + scale.Median, z);
            }
        }
    }

    private static void Learn(double[] learnt, double[] values, int day, List<int> sides, double expected)
    {
        if (sides[^1] == 0)
        {
            return;
        }

        var run = sides.AsEnumerable().Reverse().TakeWhile(side => side == sides[^1]).Count();
        if (run < NewLevel)
        {
            learnt[day] = expected;
        }
        else
        {
            values.AsSpan(day - run + 1, run).CopyTo(learnt.AsSpan(day - run + 1));
        }
    }
}
