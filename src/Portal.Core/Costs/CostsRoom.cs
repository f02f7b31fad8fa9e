using Microsoft.Extensions.DependencyInjection;

namespace Portal.Core.Costs;

public static class CostsRoom
{
    public static IServiceCollection AddCosts(this IServiceCollection services) => services;
}
