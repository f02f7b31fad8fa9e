using Portal.Core.Monitoring.Experiments;
using Portal.Core.Registry;

namespace Portal.Web.Monitoring.Experiments;

/// <param name="SharePercent">Of the units, with at most two decimals; left away in shadow mode.</param>
public sealed record ChallengerBody(int Version, double? SharePercent = null);

/// <param name="Metric">Such as <c>favourableRate</c>, <c>accuracy</c>, <c>absoluteError</c>, <c>latency</c>, <c>cost</c>, <c>reportedRate</c>, <c>reportedMean</c>.</param>
/// <param name="ExpectedEffect">The difference worth having, above 0; of a rate as a share: 0.02 are two points.</param>
/// <param name="Baseline">What the live version has, as far as is known.</param>
/// <param name="Spread">Standard deviation of single rows; for a mean.</param>
/// <param name="CountsFrom">For a shadow: rows from here on, which may lie in the past.</param>
public sealed record CreateExperimentBody(
    string Model, string Environment, string Name, ExperimentMode Mode, IReadOnlyList<ChallengerBody> Challengers, ExperimentMetric Metric, double ExpectedEffect, double Baseline,
    bool? HigherIsBetter = null, double? Spread = null, double Alpha = 0.05, double Power = 0.8, IReadOnlyList<ExperimentGuardrail>? Guardrails = null, string Hypothesis = "",
    DateTimeOffset? CountsFrom = null, DateTimeOffset? EndsAt = null)
{
    public CreateExperimentRequest ToRequest() => new(Model, Environment, new ExperimentDraft(
        Name, Hypothesis, Mode, [.. Challengers.Select(one => new ChallengerDraft(one.Version, Shares.Of(one.SharePercent, Mode)))], Metric, HigherIsBetter, ExpectedEffect, Baseline, Spread, Alpha, Power,
        Guardrails, CountsFrom?.ToUniversalTime(), EndsAt?.ToUniversalTime()));
}

/// <summary>Shares as people write them, in percent, and as arms have them, in hundredths of a percent.</summary>
internal static class Shares
{
    private const int InPercent = 100;

    public static int Of(double? percent, ExperimentMode mode) =>
        mode == ExperimentMode.Shadow ? ExperimentAssignment.Buckets
        : percent is { } said && double.IsFinite(said) && Math.Abs(said) <= InPercent ? (int)Math.Round(said * InPercent) : 0;

    public static double ToPercent(int share) => share / (double)InPercent;
}

/// <param name="PlannedRows">Rows that the champion is to have.</param>
/// <param name="Reasoning">Where that comes from.</param>
public sealed record CreatedExperimentResponse(Guid Id, int Number, long PlannedRows, IReadOnlyList<long> PlannedChallengerRows, string Reasoning)
{
    public static CreatedExperimentResponse Of(CreatedExperiment made) => new(made.Id.Value, made.Number, made.Size.Champion, made.Size.Challengers, made.Size.Reasoning);
}

public sealed record ExperimentItem(
    Guid Id, int Number, string Name, string Model, string Environment, ExperimentMode Mode, ExperimentMetric Metric, ExperimentState State, int? Champion, IReadOnlyList<int> Challengers,
    LookVerdict? Verdict, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt)
{
    public static ExperimentItem Of(ExperimentRow row) => new(
        row.Id.Value, row.Number, row.Name, row.Model, row.Environment, row.Mode, row.Metric, row.State, row.Champion, row.Challengers, row.Verdict, row.CreatedAt, row.StartedAt, row.EndedAt);
}

public sealed record ChallengerResponse(int Version, double SharePercent, long PlannedRows);

/// <param name="Last">The newest look; absent before the first.</param>
public sealed record ExperimentResponse(
    Guid Id, int Number, string Name, string Hypothesis, string Model, string Environment, ExperimentMode Mode, ExperimentMetric Metric, bool HigherIsBetter, double ExpectedEffect, double Alpha,
    double Power, double Baseline, double? Spread, int? Champion, double ChampionSharePercent, long PlannedRows, string Reasoning, IReadOnlyList<ChallengerResponse> Challengers,
    IReadOnlyList<ExperimentGuardrail> Guardrails, ExperimentState State, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? CountsFrom, DateTimeOffset? EndsAt, DateTimeOffset? EndedAt,
    ExperimentDecision? Decision, int? Winner, string? Conclusion, int? LiveNow, LookResponse? Last)
{
    public static ExperimentResponse Of(ExperimentView view) => new(
        view.Id.Value, view.Number, view.Name, view.Hypothesis, view.Model, view.Environment, view.Mode, view.Metric, view.HigherIsBetter, view.ExpectedEffect, view.Alpha, view.Power, view.Baseline,
        view.Spread, view.Champion, Shares.ToPercent(view.ChampionShare), view.PlannedRows, view.Reasoning,
        [.. view.Challengers.Select(one => new ChallengerResponse(one.Version, Shares.ToPercent(one.Share), one.PlannedRows))], view.Guardrails, view.State, view.CreatedAt, view.StartedAt,
        view.CountsFrom, view.EndsAt, view.EndedAt, view.Decision, view.Winner, view.Conclusion, view.LiveNow, view.Last is { } last ? LookResponse.Of(last) : null);
}

/// <param name="RatioP">p of the sizes of the arms against the plan; below 0.001 the verdict is blocked.</param>
public sealed record LookResponse(
    DateTimeOffset At, LookVerdict Verdict, string Sentence, double? RatioP, IReadOnlyList<ArmLook> Arms, IReadOnlyList<GuardrailLook> Guardrails, IReadOnlyList<ShadowLook> Shadow)
{
    public static LookResponse Of(ExperimentLook look) => new(look.At, look.Verdict, look.Sentence, look.RatioP, look.Arms, look.Guardrails, look.Shadow);
}

public sealed record SeenMetric(ExperimentMetric Metric, double Mean, double? Spread);

public sealed record OutlookResponse(string Model, ModelTask Task, string Environment, int? Champion, IReadOnlyList<int> Versions, long WeeklyRows, IReadOnlyList<SeenMetric> Seen)
{
    public static OutlookResponse Of(ExperimentOutlookView view) => new(
        view.Model, view.Task, view.Environment, view.Champion, view.Versions, view.WeeklyRows, [.. view.Seen.Select(seen => new SeenMetric(seen.Key, seen.Value.Mean, seen.Value.Spread))]);
}

/// <param name="Bucket">0 to 9,999: the first eight bytes of the SHA-256 of <c>{experimentId}:{unit}</c>, as a big-endian number, modulo 10,000.</param>
/// <param name="Running">When it does not run, everybody is answered by the champion.</param>
public sealed record AssignmentResponse(Guid ExperimentId, string Unit, int Bucket, int Version, bool IsChampion, bool Running)
{
    public static AssignmentResponse Of(UnitAssignment found) => new(found.Experiment.Value, found.Unit, found.Bucket, found.Version, found.IsChampion, found.Running);
}

public sealed record StopExperimentBody(string Reason);

/// <param name="Winner">Number of the challenger that is to be adopted. It still has to be promoted like any other version.</param>
public sealed record ConcludeExperimentBody(ExperimentDecision Decision, string Text, int? Winner = null);

/// <param name="Version">The version that answered the unit; left away where the assignment says it.</param>
public sealed record OutcomeBody(string Unit, double Value, int? Version = null);

public sealed record ReportOutcomesBody(IReadOnlyList<OutcomeBody> Outcomes);
