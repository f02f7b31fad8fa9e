using System.Globalization;
using Portal.Statistics.Counters;
using Portal.Statistics.Metrics;

namespace Portal.Statistics.Experiments;

/// <summary>One look at an experiment of a challenger against the champion.</summary>
/// <param name="Ratio">The sample ratio check, which comes first; <see langword="null"/> while no arm has a row.</param>
/// <param name="Difference">Challenger minus champion, in the unit of the metric; <see langword="null"/> while an arm is empty.</param>
/// <param name="Sequential">The always-valid test up to this look.</param>
/// <param name="Interval">The always-valid interval of the difference with confidence 1 − α; <see langword="null"/> while the spread
/// is not known or 0.</param>
/// <param name="FixedHorizonPValue">The ordinary p-value; <see langword="null"/> before both arms have their planned rows, because a
/// look before that would not be what it says.</param>
/// <param name="FixedHorizonInterval">The ordinary 95 % interval; <see langword="null"/> likewise.</param>
/// <param name="Verdict">What to do. Once an experiment stopped it stays so, unless the sample ratio breaks.</param>
/// <param name="Sentence">The verdict in a plain sentence.</param>
public sealed record ExperimentReading(
    SampleRatio? Ratio,
    double? Difference,
    SequentialTest Sequential,
    Interval? Interval,
    double? FixedHorizonPValue,
    Interval? FixedHorizonInterval,
    ExperimentVerdict Verdict,
    string Sentence)
{
    /// <summary>Reads an experiment.</summary>
    /// <param name="plan">What was settled before.</param>
    /// <param name="champion">All rows of the champion so far.</param>
    /// <param name="challenger">All rows of the challenger so far.</param>
    /// <param name="previous">The look before this one; <see langword="null"/> at the first.</param>
    /// <exception cref="ArgumentException">The plan is out of range, or one metric is a rate and the other is none.</exception>
    public static ExperimentReading Read(
        ExperimentPlan plan, ExperimentArm champion, ExperimentArm challenger, ExperimentReading? previous = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(champion);
        ArgumentNullException.ThrowIfNull(challenger);
        ExperimentPlan.Check(plan);
        if (champion.Conversions.HasValue != challenger.Conversions.HasValue)
        {
            throw new ArgumentException("A rate cannot be compared with a mean.", nameof(challenger));
        }

        var (share, other) = plan.Shares ?? (plan.PlannedChampion, plan.PlannedChallenger);
        var ratio = SampleRatio.Measure([champion.Rows, challenger.Rows], [share, other]);
        double? difference = champion.Rows > 0 && challenger.Rows > 0 ? challenger.Values.Mean - champion.Values.Mean : null;
        var variance = champion.VarianceOfMean + challenger.VarianceOfMean;
        var sequential = previous?.Sequential ?? SequentialTest.Start;
        var interval = default(Interval?);
        if (difference is { } seen && variance is { } spread)
        {
            sequential = sequential.Look(seen, spread, plan.ExpectedEffect);
            interval = SequentialTest.Interval(seen, spread, plan.ExpectedEffect, plan.Level);
        }

        var full = champion.Rows >= plan.PlannedChampion && challenger.Rows >= plan.PlannedChallenger;
        var (pValue, horizon) = full ? FixedHorizon(champion, challenger) : (null, null);
        var verdict = Decide(plan, ratio, difference, full, plan.Rule == StopRule.AlwaysValid ? sequential.PValue : pValue, previous);
        return new ExperimentReading(
            ratio, difference, sequential, interval, pValue, horizon, verdict, Say(plan, ratio, difference, verdict, champion, challenger));
    }

    private static (double? PValue, Interval? Interval) FixedHorizon(ExperimentArm champion, ExperimentArm challenger)
    {
        if (champion.Conversions is { } hits)
        {
            var rates = ProportionTest.Measure(challenger.Conversions!.Value, challenger.Rows, hits, champion.Rows);
            return (rates?.TrustedPValue, rates?.Interval);
        }

        var means = WelchTest.Measure(challenger.Values, champion.Values);
        return (means?.PValue, means?.Interval);
    }

    private static ExperimentVerdict Decide(
        ExperimentPlan plan, SampleRatio? ratio, double? difference, bool full, double? pValue, ExperimentReading? previous)
    {
        if (ratio is { Mismatch: true })
        {
            return ExperimentVerdict.SampleRatioMismatch;
        }

        if (previous is { Verdict: ExperimentVerdict.ChallengerBetter or ExperimentVerdict.ChampionBetter or ExperimentVerdict.NoDifference })
        {
            return previous.Verdict;
        }

        if (pValue <= plan.Level && difference is { } seen && seen != 0 && (full || plan.Rule == StopRule.AlwaysValid))
        {
            return seen > 0 == plan.HigherIsBetter ? ExperimentVerdict.ChallengerBetter : ExperimentVerdict.ChampionBetter;
        }

        return full ? ExperimentVerdict.NoDifference : ExperimentVerdict.KeepRunning;
    }

    private static string Say(
        ExperimentPlan plan,
        SampleRatio? ratio,
        double? difference,
        ExperimentVerdict verdict,
        ExperimentArm champion,
        ExperimentArm challenger)
    {
        var rows = $"{SpokenNumber.Count(champion.Rows)} rows of the champion and {SpokenNumber.Count(challenger.Rows)} of the challenger";
        var seen = string.Create(CultureInfo.InvariantCulture, $"a difference of {difference ?? 0:+0.####;-0.####;0} (challenger minus champion)");
        return verdict switch
        {
            ExperimentVerdict.SampleRatioMismatch =>
                $"Blocked: {rows} do not fit the planned {SpokenNumber.Count(plan.PlannedChampion)} to {SpokenNumber.Count(plan.PlannedChallenger)} (p {SpokenNumber.PValue(ratio!.PValue)}); find out what steers rows into the arms before you believe any difference.",
            ExperimentVerdict.ChallengerBetter => $"Stop: the challenger is better, with {seen} after {rows}.",
            ExperimentVerdict.ChampionBetter => $"Stop: the champion is better, with {seen} after {rows}.",
            ExperimentVerdict.NoDifference => $"Stop: no difference was shown at the planned number of rows, with {seen} after {rows}.",
            ExperimentVerdict.KeepRunning when difference is null => "Keep running: an arm has no rows yet.",
            ExperimentVerdict.KeepRunning => $"Keep running: {seen} after {rows} is not yet enough to tell the two apart.",
        };
    }
}
