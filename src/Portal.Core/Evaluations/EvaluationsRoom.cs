using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Portal.Core.Evaluations.Comparing;
using Portal.Core.Evaluations.Exporting;
using Portal.Core.Evaluations.Hardware;
using Portal.Core.Evaluations.Queueing;
using Portal.Core.Evaluations.Repeating;
using Portal.Core.Evaluations.Runners;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

public static class EvaluationsRoom
{
    public static IServiceCollection AddEvaluations(this IServiceCollection services, EvaluationOptions options)
    {
        services.TryAddSingleton(new ScoringProcess());
        return services
            .AddSingleton(options)
            .AddSingleton<RunningEvaluations>()
            .AddSingleton<StartEvaluation>()
            .AddSingleton<CancelEvaluation>()
            .AddSingleton<RetryEvaluation>()
            .AddSingleton<EvaluationList>()
            .AddSingleton<EvaluationDetail>()
            .AddSingleton<EvaluationTarget>()
            .AddSingleton(PricesOf(options))
            .AddSingleton<HardwareCosts>()
            .AddSingleton<WaitingEvaluations>()
            .AddSingleton<ClaimEvaluation>()
            .AddSingleton<RequeueLostEvaluations>()
            .AddSingleton<MakeEvidence>()
            .AddSingleton<RunEvaluation>()
            .AddSingleton<RepeatEvaluation>()
            .AddSingleton<Repetitions>()
            .AddSingleton<ExportEvaluation>()
            .AddSingleton(services => new FinishRepetition(
                services.GetRequiredService<ClaimEvaluation>(),
                services.GetRequiredService<RunEvaluation>(),
                services.GetRequiredService<EvaluationDetail>(),
                services.GetRequiredService<Repetitions>(),
                services.GetRequiredService<EvaluationOptions>(),
                services.GetRequiredService<TimeProvider>()))
            .AddSingleton<EvaluationQueue>()
            .AddSingleton<ChangePriority>()
            .AddSingleton<CancelEvaluations>()
            .AddSingleton<EndEvaluation>()
            .AddSingleton<MeasureScores>()
            .AddSingleton<EvaluationTurns>()
            .AddRunners()
            .AddSingleton<ComparedEvaluations>()
            .AddSingleton(services => new EvaluationComparison(services.GetRequiredService<ComparedEvaluations>()))
            .AddSingleton(services => new DisagreementList(services.GetRequiredService<ComparedEvaluations>(), services.GetRequiredService<ArtifactStore>()))
            .AddSingleton<IOutboxHandler, EvaluateRegisteredVersion>()
            .AddSingleton(services => new EvaluationRunner(
                services.GetRequiredService<TenantDirectory>(),
                services.GetRequiredService<EvaluationTurns>(),
                services.GetRequiredService<RequeueLostEvaluations>(),
                services.GetRequiredService<RunEvaluation>(),
                services.GetRequiredService<EvaluationOptions>(),
                services.GetRequiredService<ILogger<EvaluationRunner>>()))
            .AddHostedService(services => services.GetRequiredService<EvaluationRunner>())
            .AddPortalJob<RunEvaluationsJob>(RunEvaluationsJob.Key, TimeSpan.FromSeconds(2));
    }

    /// <summary>Settings were judged before this; a file that broke since then still stops the start with a sentence.</summary>
    private static HardwarePrices PricesOf(EvaluationOptions options)
    {
        if (options.HardwarePrices.Length == 0)
        {
            return HardwarePrices.BuiltIn;
        }

        var (prices, complaint) = HardwarePrices.Read(options.HardwarePrices);
        return prices ?? throw new InvalidOperationException($"{options.HardwarePrices}: {complaint}");
    }
}
