using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Promotions;

namespace Portal.Core.Deployments;

public static class DeploymentsRoom
{
    public static IServiceCollection AddDeployments(this IServiceCollection services) => services
        .AddSingleton<IPromotionTarget, PromotionTarget>()
        .AddSingleton<CreateEnvironment>()
        .AddSingleton<EditEnvironment>()
        .AddSingleton<RollBack>()
        .AddSingleton<EnvironmentList>()
        .AddSingleton<EnvironmentDetail>()
        .AddSingleton<DeploymentHistory>()
        .AddSingleton<LiveVersion>()
        .AddSingleton<LiveList>();
}
