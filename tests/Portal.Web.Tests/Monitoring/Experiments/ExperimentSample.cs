using Portal.Core.Monitoring.Experiments;
using Portal.Core.Storage;
using Portal.Statistics.Experiments;

namespace Portal.Web.Tests.Monitoring.Experiments;

/// <summary>Experiments as pages get them.</summary>
internal static class ExperimentSample
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    public static ExperimentView View(ExperimentState state = ExperimentState.Running, IReadOnlyList<ExperimentLook>? looks = null, ExperimentMode mode = ExperimentMode.AB, ExperimentGuardrail[]? guardrails = null) => new(
        new ExperimentId(new Guid("0198f000-0000-7000-8000-000000000001")), 7, "Trees against the logit", "The trees favour more.", "mortgage", "production", mode, ExperimentMetric.FavourableRate, true, 0.02,
        0.05, 0.8, 0.7, null, "To tell 70 % from 72 %.", 1, 5_000, 8_000, [new ChallengerView(2, 5_000, 8_000)], guardrails ?? [], state, "Ines", s_start, s_start, s_start, null, null, null, null, null, null, 1,
        looks ?? [], new ExperimentAllowance(null, null, null, null, null));

    public static ExperimentLook Look(int hour, double difference, double radius, LookVerdict verdict = LookVerdict.KeepRunning, double ratioP = 0.4, ShadowLook? shadow = null, GuardrailLook? guardrail = null) => new()
    {
        TenantId = TenantId.New(), Id = ExperimentLookId.New(), ExperimentId = ExperimentId.New(), At = s_start.AddHours(hour), Verdict = verdict, Sentence = "Stop: version 2 is better.", RatioP = ratioP,
        Arms =
        [
            new ArmLook(1, true, 100 * hour, 100 * hour, 8_000, 0.7),
            new ArmLook(2, false, 101 * hour, 101 * hour, 8_000, 0.7 + difference, difference, difference - radius, difference + radius, 0.0312, null, verdict),
        ],
        Shadow = shadow is null ? [] : [shadow],
        Guardrails = guardrail is null ? [] : [guardrail],
    };

    public static GuardrailLook Guardrail(GuardrailVerdict verdict) => new(2, ExperimentMetric.Latency, 5, verdict, 2.5, 1, 4);
}
