using System.Globalization;
using Portal.Statistics.Experiments;

namespace Portal.Core.Monitoring.Experiments;

/// <summary>What the size of an experiment follows from. All shares in hundredths of a percent; in shadow mode all are 10,000.</summary>
/// <param name="Baseline">What the champion has.</param>
/// <param name="Spread">Standard deviation of single rows; for a mean.</param>
/// <param name="ChallengerShares">One for each challenger.</param>
public sealed record SizeQuestion(
    ExperimentMetric Metric, bool HigherIsBetter, double Baseline, double? Spread, double ExpectedEffect, double Alpha, double Power,
    int ChampionShare, IReadOnlyList<int> ChallengerShares);

/// <summary>How many rows an experiment needs, and why.</summary>
/// <param name="Challengers">In the order of the shares.</param>
public sealed record ExperimentSize(long Champion, IReadOnlyList<long> Challengers, string Reasoning)
{
    /// <summary>Of the arm that waits longest, in weeks.</summary>
    /// <param name="weekly">Rows a week that go through the experiment.</param>
    /// <param name="shares">The champion's first.</param>
    /// <returns>Null when nothing arrives.</returns>
    public double? Weeks(long weekly, IReadOnlyList<int> shares)
    {
        if (weekly <= 0)
        {
            return null;
        }

        IReadOnlyList<long> rows = [Champion, .. Challengers];
        return Enumerable.Range(0, rows.Count).Max(arm => rows[arm] / (weekly * (shares[arm] / (double)ExperimentAssignment.Buckets)));
    }

    /// <summary>Fleiss' formula for rates, the normal approximation for means. Several challengers share the level among them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The question was not checked with <see cref="ExperimentRules"/>.</exception>
    public static ExperimentSize Of(SizeQuestion question)
    {
        var level = question.Alpha / question.ChallengerShares.Count;
        var aim = question.HigherIsBetter ? question.Baseline + question.ExpectedEffect : question.Baseline - question.ExpectedEffect;
        var sizes = question.ChallengerShares.Select(share =>
        {
            var ratio = (double)share / question.ChampionShare;
            return question.Metric.IsRate()
                ? SampleSize.OfProportions(question.Baseline, aim, level, question.Power, ratio)
                : SampleSize.OfMeans(question.ExpectedEffect, question.Spread!.Value, level, question.Power, ratio);
        }).ToList();
        var champion = sizes.Max(size => size.First);
        return new ExperimentSize(
            champion,
            [.. question.ChallengerShares.Select(share => (long)Math.Ceiling(champion * ((double)share / question.ChampionShare)))],
            Reason(question, aim, level));
    }

    private static string Reason(SizeQuestion question, double aim, double level)
    {
        var what = question.Metric.IsRate()
            ? string.Create(CultureInfo.InvariantCulture, $"tell {question.Baseline:0.## %} from {aim:0.## %}")
            : string.Create(CultureInfo.InvariantCulture, $"tell a mean of {question.Baseline:0.####} from {aim:0.####} where single rows spread by {question.Spread:0.####} (standard deviation)");
        var shared = question.ChallengerShares.Count == 1
            ? string.Create(CultureInfo.InvariantCulture, $"α = {level:0.####}")
            : string.Create(CultureInfo.InvariantCulture, $"α = {question.Alpha:0.####} shared by {question.ChallengerShares.Count} challengers");
        var formula = question.Metric.IsRate() ? "Fleiss' formula for two rates" : "the formula for two means";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"To {what}, with {shared} (two-sided) and a power of {question.Power:0.##}, by {formula}. The always-valid test pays for looking at any time with more rows when the difference is as small as this, and ends sooner when it is larger.");
    }
}
