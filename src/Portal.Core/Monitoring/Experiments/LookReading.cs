using Portal.Statistics.Experiments;

namespace Portal.Core.Monitoring.Experiments;

/// <summary>What a look says, before it is kept.</summary>
internal sealed record LookResult(
    LookVerdict Verdict, string Sentence, double? RatioP, IReadOnlyList<ArmLook> Arms, IReadOnlyList<GuardrailLook> Guardrails, IReadOnlyList<ShadowLook> Shadow);

/// <summary>
/// Reads what has arrived: the sizes of the arms first, because without them no difference can be believed; then the difference, which may
/// be looked at as often as one likes; then what must not suffer. Pure.
/// </summary>
internal static class LookReading
{
    public static LookResult Read(LookPlan plan, LookFigures figures, ExperimentLook? previous)
    {
        long[] units = [figures.ChampionUnits, .. figures.Challengers.Select(challenger => challenger.Units)];
        var ratio = SampleRatio.Measure(units, [.. plan.Arms.Select(arm => (double)arm.Share)]);
        List<ArmLook> arms = [Champion(plan, figures)];
        for (var at = 0; at < figures.Challengers.Count; at++)
        {
            var planned = plan.Arms[at + 1];
            arms.Add(Challenger(plan, planned, figures.Challengers[at], previous?.Arms.FirstOrDefault(arm => arm.Version == planned.Version)));
        }

        var guardrails = Guardrails(plan, figures);
        var verdict = Judge(ratio, arms, guardrails);
        return new LookResult(
            verdict, LookSentences.Of(plan, verdict, arms, guardrails, ratio), ratio?.PValue, arms, guardrails, [.. figures.Challengers.Select(challenger => challenger.Shadow).OfType<ShadowLook>()]);
    }

    private static ArmLook Champion(LookPlan plan, LookFigures figures)
    {
        // Of several shadows, the pairs of the first.
        var arm = figures.Challengers[0].Of(plan.Metric).Champion;
        return new ArmLook(plan.Arms[0].Version, IsChampion: true, figures.ChampionUnits, arm.Rows, plan.Arms[0].Rows, Estimate(arm));
    }

    private static ArmLook Challenger(LookPlan plan, PlannedArm planned, ChallengerFigures figures, ArmLook? before)
    {
        var (champion, challenger) = figures.Of(plan.Metric);
        var settled = new ExperimentPlan(plan.ExpectedEffect, plan.Arms[0].Rows, planned.Rows)
        {
            Shares = (plan.Arms[0].Share, planned.Share),
            HigherIsBetter = plan.HigherIsBetter,
            Level = plan.Alpha / (plan.Arms.Count - 1),
        };
        var reading = ExperimentReading.Read(settled, champion, challenger, before is null ? null : Before(before));
        return new ArmLook(
            planned.Version, IsChampion: false, figures.Units, challenger.Rows, planned.Rows, Estimate(challenger), reading.Difference, reading.Interval?.Lower, reading.Interval?.Upper,
            reading.Sequential.PValue, reading.FixedHorizonPValue, Verdict(reading.Verdict));
    }

    /// <summary>As much of an earlier look as the next one goes by.</summary>
    private static ExperimentReading Before(ArmLook arm) => new(null, null, new SequentialTest(arm.P ?? 1), null, null, null, arm.Verdict switch
    {
        LookVerdict.ChallengerBetter => ExperimentVerdict.ChallengerBetter,
        LookVerdict.ChampionBetter => ExperimentVerdict.ChampionBetter,
        LookVerdict.NoDifference => ExperimentVerdict.NoDifference,
        _ => ExperimentVerdict.KeepRunning,
    }, "");

    private static LookVerdict Verdict(ExperimentVerdict verdict) => verdict switch
    {
        ExperimentVerdict.KeepRunning => LookVerdict.KeepRunning,
        ExperimentVerdict.ChallengerBetter => LookVerdict.ChallengerBetter,
        ExperimentVerdict.ChampionBetter => LookVerdict.ChampionBetter,
        ExperimentVerdict.NoDifference => LookVerdict.NoDifference,
        ExperimentVerdict.SampleRatioMismatch => LookVerdict.SampleRatioMismatch,
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };

    private static List<GuardrailLook> Guardrails(LookPlan plan, LookFigures figures)
    {
        // Shared by all guardrails of all challengers, so that a healthy experiment is seldom stopped by one of many.
        var level = plan.Alpha / Math.Max(1, plan.Guardrails.Count * figures.Challengers.Count);
        var looks = new List<GuardrailLook>();
        for (var at = 0; at < figures.Challengers.Count; at++)
        {
            foreach (var guard in plan.Guardrails)
            {
                var (champion, challenger) = figures.Challengers[at].Of(guard.Metric);
                var measured = Guardrail.Measure(champion, challenger, guard.Margin, guard.HigherIsBetter, level);
                looks.Add(new GuardrailLook(
                    plan.Arms[at + 1].Version, guard.Metric, guard.Margin, measured?.Verdict ?? GuardrailVerdict.Undecided, measured?.Harm, measured?.LeastHarm, measured?.MostHarm));
            }
        }

        return looks;
    }

    private static LookVerdict Judge(SampleRatio? ratio, List<ArmLook> arms, List<GuardrailLook> guardrails)
    {
        var challengers = arms.Where(arm => !arm.IsChampion).ToList();
        return ratio is { Mismatch: true } || challengers.Exists(arm => arm.Verdict == LookVerdict.SampleRatioMismatch) ? LookVerdict.SampleRatioMismatch
            : guardrails.Exists(guard => guard.Verdict == GuardrailVerdict.Broken) ? LookVerdict.GuardrailBroken
            : challengers.Exists(arm => arm.Verdict == LookVerdict.ChallengerBetter) ? LookVerdict.ChallengerBetter
            : challengers.Exists(arm => arm.Verdict == LookVerdict.KeepRunning) ? LookVerdict.KeepRunning
            : challengers.TrueForAll(arm => arm.Verdict == LookVerdict.ChampionBetter) ? LookVerdict.ChampionBetter
            : LookVerdict.NoDifference;
    }

    private static double? Estimate(ExperimentArm arm) => arm.Rows == 0 ? null : arm.Values.Mean;
}
