using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Registry;
using Portal.Core.Storage.Jobs;

namespace Portal.Core.Monitoring.Retraining;

public static class RetrainingRoom
{
    public static IServiceCollection AddRetraining(this IServiceCollection services, RetrainingOptions options) => services
        .AddSingleton(options)
        .AddSingleton<IRetrainingOrders, RetrainingOrders>()
        .AddSingleton<IOutboxHandler, RetrainForIncident>()
        .AddSingleton<IOutboxHandler, AnswerRetraining>()
        .AddSingleton<RequestRetraining>()
        .AddSingleton<EndRetraining>()
        .AddSingleton<RetrainingList>();
}
