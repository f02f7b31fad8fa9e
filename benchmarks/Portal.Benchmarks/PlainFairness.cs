using Portal.Statistics.Counters;
using Portal.Statistics.Uncertainty;

namespace Portal.Benchmarks;

/// <summary>Decisions on people, column by column.</summary>
internal sealed record ManyDecisions(string[] Labels, int[] Codes, bool[] Selected, Outcome[] Outcomes, double[] Scores)
{
    public static ManyDecisions Make(int rows)
    {
        var made = new ManyDecisions(
            [.. Enumerable.Range(0, 10).Select(group => $"group {group}")], new int[rows], new bool[rows], new Outcome[rows], new double[rows]);
        var stream = new RandomStream(1);
        for (var row = 0; row < rows; row++)
        {
            made.Codes[row] = stream.NextIndex(10);
            made.Scores[row] = stream.NextUnit();
            made.Selected[row] = made.Scores[row] >= 0.5;
            made.Outcomes[row] = stream.NextUnit() < made.Scores[row] ? Outcome.Positive : Outcome.Negative;
        }

        return made;
    }

    public ManyDecisions First(int rows) => new(Labels, Codes[..rows], Selected[..rows], Outcomes[..rows], Scores[..rows]);
}

/// <summary>Each rate of each group by going through the rows again, as measures that are written one by one do.</summary>
internal static class PlainFairness
{
    public static double Gaps(ManyDecisions decisions) =>
        Gaps([.. decisions.Codes.Select((code, row) => (code, decisions.Selected[row], decisions.Outcomes[row] == Outcome.Positive))], decisions.Labels.Length);

    public static double Bootstrap(ManyDecisions decisions, int samples)
    {
        double sum = 0;
        for (var sample = 0; sample < samples; sample++)
        {
            var stream = new RandomStream((ulong)sample);
            var drawn = new (int, bool, bool)[decisions.Codes.Length];
            for (var row = 0; row < drawn.Length; row++)
            {
                var chosen = stream.NextIndex(drawn.Length);
                drawn[row] = (decisions.Codes[chosen], decisions.Selected[chosen], decisions.Outcomes[chosen] == Outcome.Positive);
            }

            sum += Gaps(drawn, decisions.Labels.Length);
        }

        return sum;
    }

    private static double Gaps((int Group, bool Selected, bool Favourable)[] rows, int groups) =>
        Gap(rows, groups, _ => true, row => row.Selected)
        + Gap(rows, groups, row => row.Favourable, row => row.Selected)
        + Gap(rows, groups, row => !row.Favourable, row => row.Selected)
        + Gap(rows, groups, row => row.Selected, row => row.Favourable)
        + Gap(rows, groups, row => !row.Selected, row => row.Favourable)
        + Gap(rows, groups, _ => true, row => row.Selected == row.Favourable);

    private static double Gap(
        (int Group, bool Selected, bool Favourable)[] rows, int groups, Func<(int Group, bool Selected, bool Favourable), bool> among, Func<(int Group, bool Selected, bool Favourable), bool> hit)
    {
        double[] rates = [.. Enumerable.Range(0, groups).Select(group =>
        {
            var own = rows.Where(row => row.Group == group && among(row)).ToArray();
            return (double)own.Count(hit) / own.Length;
        })];
        return rates.Max() - rates.Min();
    }
}
