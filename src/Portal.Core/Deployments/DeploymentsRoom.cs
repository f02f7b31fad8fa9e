using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Deployments.Freezes;
using Portal.Core.Deployments.Rollouts;
using Portal.Core.Deployments.Waiting;
using Portal.Core.Promotions;
using Portal.Core.Registry;

namespace Portal.Core.Deployments;

public static class DeploymentsRoom
{
    public static IServiceCollection AddDeployments(this IServiceCollection services, LiveOptions live) => services
        .AddSingleton(live)
        .AddSingleton<IPromotionTarget, PromotionTarget>()
        .AddSingleton<IModelStanding, ModelStanding>()
        .AddSingleton<CreateEnvironment>()
        .AddSingleton<EditEnvironment>()
        .AddSingleton<RollBack>()
        .AddSingleton<RollBackAutomatically>()
        .AddSingleton<BreakGlass>()
        .AddSingleton<EnvironmentList>()
        .AddSingleton<EnvironmentDetail>()
        .AddSingleton<DeploymentHistory>()
        .AddSingleton<LiveVersion>()
        .AddSingleton<LiveAnswers>()
        .AddSingleton<LiveWatch>()
        .AddSingleton<LiveList>()
        .AddFreezes()
        .AddRollouts();
}
