using Microsoft.Extensions.DependencyInjection;

namespace Portal.Core.Monitoring.Jobs;

public static class JobsRoom
{
    public static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddSingleton<RunClockJob>()
        .AddSingleton<UndeliveredMessages>()
        .AddSingleton<SendAgain>();
}
