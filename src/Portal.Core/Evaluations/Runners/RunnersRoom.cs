using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Storage.Jobs;

namespace Portal.Core.Evaluations.Runners;

internal static class RunnersRoom
{
    public static IServiceCollection AddRunners(this IServiceCollection services) => services
        .AddSingleton<RegisterRunner>()
        .AddSingleton<RenewRunnerToken>()
        .AddSingleton<RetireRunner>()
        .AddSingleton<RunnerList>()
        .AddSingleton<RunnerDoor>()
        .AddSingleton<EvaluationLeases>()
        .AddSingleton<AnnounceRunner>()
        .AddSingleton<RenewLease>()
        .AddSingleton<LeasedArtifact>()
        .AddSingleton(services => new LeaseEvaluation(
            services.GetRequiredService<RunnerDoor>(),
            services.GetRequiredService<EvaluationLeases>(),
            services.GetRequiredService<ClaimEvaluation>(),
            services.GetRequiredService<RequeueLostEvaluations>(),
            services.GetRequiredService<MeasureScores>(),
            services.GetRequiredService<EndEvaluation>(),
            services.GetRequiredService<EvaluationOptions>(),
            services.GetRequiredService<WorkSignal>(),
            services.GetRequiredService<TimeProvider>()))
        .AddSingleton(services => new CompleteLease(
            services.GetRequiredService<EvaluationLeases>(), services.GetRequiredService<MeasureScores>(), services.GetRequiredService<EndEvaluation>()))
        .AddSingleton(services => new FailLease(
            services.GetRequiredService<EvaluationLeases>(), services.GetRequiredService<EndEvaluation>(), services.GetRequiredService<WorkSignal>()));
}
