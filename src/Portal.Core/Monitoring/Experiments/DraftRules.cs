using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Experiments;

/// <summary>Whether an experiment is one that can be decided. Pure: null means it is.</summary>
public static class DraftRules
{
    public const int MostChallengers = 4;
    public const int MostGuardrails = 5;

    /// <summary>One in a hundred.</summary>
    public const int LeastShare = 100;

    private const double LeastAlpha = 0.001;
    private const double MostAlpha = 0.2;
    private const double LeastPower = 0.5;
    private const double MostPower = 0.99;

    /// <summary>More rows than that nobody waits for: the effect is too small to look for.</summary>
    private const long MostRows = 1_000_000_000;

    public static Refusal? Refuses(ExperimentDraft draft, ModelTask task, DateTimeOffset now) =>
        Names.RefusesText("name", draft.Name)
        ?? Texts.Refuses("hypothesis", draft.Hypothesis, Texts.LongestReason)
        ?? Choices.Refuses("mode", draft.Mode)
        ?? Choices.Refuses("metric", draft.Metric)
        ?? RefusesArms(draft)
        ?? RefusesMetric("metric", draft.Metric, draft.Mode, task)
        ?? RefusesDirection(draft)
        ?? RefusesSize(draft)
        ?? RefusesGuardrails(draft, task)
        ?? RefusesTimes(draft, now);

    /// <summary>What of it can be judged without a model: for an estimate while somebody types.</summary>
    public static Refusal? RefusesSize(ExperimentDraft draft) =>
        RefusesArms(draft) is { } arms ? arms
        : !(draft.Alpha is >= LeastAlpha and <= MostAlpha) ? Refusal.Invalid("alpha", "α lies between 0.001 and 0.2.")
        : !(draft.Power is >= LeastPower and <= MostPower) ? Refusal.Invalid("power", "The power lies between 0.5 and 0.99.")
        : !(draft.ExpectedEffect > 0) || !double.IsFinite(draft.ExpectedEffect) ? Refusal.Invalid("expectedEffect", "The difference worth having lies above 0.")
        : (draft.Metric.IsRate() ? RefusesRate(draft) : RefusesMean(draft)) ?? RefusesRows(draft);

    private static Refusal? RefusesRows(ExperimentDraft draft) =>
        draft.Size().Champion > MostRows ? Refusal.Invalid("expectedEffect", "So small a difference takes more than a thousand million rows.") : null;

    private static Refusal? RefusesRate(ExperimentDraft draft)
    {
        var aim = draft.Higher ? draft.Baseline + draft.ExpectedEffect : draft.Baseline - draft.ExpectedEffect;
        return !(draft.Baseline is > 0 and < 1) ? Refusal.Invalid("baseline", "The champion's rate lies between 0 and 1, both excluded.")
            : !(aim is > 0 and < 1) ? Refusal.Invalid("expectedEffect", "With this difference the challenger's rate would not lie between 0 and 1.")
            : draft.Spread is not null ? Refusal.Invalid("spread", "The spread of a rate follows from the rate; leave it away.")
            : null;
    }

    private static Refusal? RefusesMean(ExperimentDraft draft) =>
        !double.IsFinite(draft.Baseline) ? Refusal.Invalid("baseline", "The champion's mean is a number.")
        : !(draft.Spread is > 0) || !double.IsFinite(draft.Spread.Value) ? Refusal.Invalid("spread", "To plan for a mean, say how much single rows spread: a standard deviation above 0.")
        : null;

    private static Refusal? RefusesArms(ExperimentDraft draft)
    {
        if (draft.Challengers.Count is 0 or > MostChallengers)
        {
            return Refusal.Invalid("challengers", $"An experiment has 1 to {MostChallengers} challengers.");
        }

        if (draft.Challengers.Any(challenger => challenger.Version < 1))
        {
            return Refusal.Invalid("challengers", "A challenger is the number of a version, 1 or more.");
        }

        if (draft.Challengers.DistinctBy(challenger => challenger.Version).Count() < draft.Challengers.Count)
        {
            return Refusal.Invalid("challengers", "Every challenger is another version.");
        }

        return draft.Mode == ExperimentMode.AB && (draft.Challengers.Any(challenger => challenger.Share is < LeastShare or > ExperimentAssignment.Buckets) || draft.ChampionShare < LeastShare)
            ? Refusal.Invalid("challengers", "Every arm has a share of at least 1 %, the champion too, and all shares make 100 %.")
            : null;
    }

    private static Refusal? RefusesMetric(string field, ExperimentMetric metric, ExperimentMode mode, ModelTask task)
    {
        if (mode == ExperimentMode.Shadow && metric is not (ExperimentMetric.FavourableRate or ExperimentMetric.Accuracy or ExperimentMetric.AbsoluteError))
        {
            return Refusal.Invalid(field, metric.IsReported()
                ? "What becomes of a unit follows from the champion's answer, so a shadow cannot be compared by it."
                : "A shadow is compared by what it would have answered: favourable outcomes, accuracy or absolute error.");
        }

        return (metric, task) switch
        {
            (ExperimentMetric.FavourableRate, not ModelTask.BinaryClassification) => Refusal.Invalid(field, "Only a model of two classes has a favourable one."),
            (ExperimentMetric.Accuracy, not ModelTask.BinaryClassification) => Refusal.Invalid(field, "Accuracy is counted for models of two classes; report an outcome instead."),
            (ExperimentMetric.AbsoluteError, not ModelTask.Regression) => Refusal.Invalid(field, "Only a model that predicts numbers has an absolute error."),
            _ => null,
        };
    }

    private static Refusal? RefusesDirection(ExperimentDraft draft) =>
        draft.Metric.Direction() is { } own && draft.HigherIsBetter is { } said && own != said
            ? Refusal.Invalid("higherIsBetter", $"Of {draft.Metric.InWords()} {(own ? "more" : "less")} is better.")
            : draft.Metric.Direction() is null && draft.HigherIsBetter is null
                ? Refusal.Invalid("higherIsBetter", $"Say whether more or less of the {draft.Metric.InWords()} is better.")
                : null;

    private static Refusal? RefusesGuardrails(ExperimentDraft draft, ModelTask task)
    {
        if (draft.Guards.Count > MostGuardrails || draft.Guards.DistinctBy(guard => guard.Metric).Count() < draft.Guards.Count)
        {
            return Refusal.Invalid("guardrails", $"There are at most {MostGuardrails} guardrails, each of another metric.");
        }

        foreach (var guard in draft.Guards)
        {
            var refusal = Choices.Refuses("guardrails", guard.Metric)
                ?? (guard.Metric == draft.Metric ? Refusal.Invalid("guardrails", "What the arms are compared by is no guardrail beside it.") : null)
                ?? (guard.Metric.IsReported() ? Refusal.Invalid("guardrails", "One outcome is reported in an experiment; it is what the arms are compared by.") : null)
                ?? (guard.Margin > 0 && double.IsFinite(guard.Margin) ? null : Refusal.Invalid("guardrails", "The harm that is tolerated lies above 0."))
                ?? (guard.Metric.Direction() is { } own && own != guard.HigherIsBetter ? Refusal.Invalid("guardrails", $"Of {guard.Metric.InWords()} {(own ? "more" : "less")} is better.") : null)
                ?? RefusesMetric("guardrails", guard.Metric, draft.Mode, task);
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return null;
    }

    private static Refusal? RefusesTimes(ExperimentDraft draft, DateTimeOffset now) =>
        draft.CountsFrom is { } from && draft.Mode == ExperimentMode.AB ? Refusal.Invalid("countsFrom", "Only a shadow can look at rows that came before it: there nobody was assigned yet.")
        : draft.CountsFrom is { } begin && begin > now ? Refusal.Invalid("countsFrom", "Rows are counted from an instant that has passed, or from the start.")
        : draft.EndsAt is { } end && end <= now ? Refusal.Invalid("endsAt", "It ends at an instant that is still to come.")
        : null;
}
