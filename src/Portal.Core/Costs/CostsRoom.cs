using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Costs.Savings;

namespace Portal.Core.Costs;

public static class CostsRoom
{
    public static IServiceCollection AddCosts(this IServiceCollection services) => services
        .AddSavings();
}
