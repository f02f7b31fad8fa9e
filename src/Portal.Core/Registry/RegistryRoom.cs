using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Scoring.Contract;

namespace Portal.Core.Registry;

public static class RegistryRoom
{
    public static IServiceCollection AddRegistry(this IServiceCollection services)
    {
        // Evaluations run models in the same way; whoever comes first says where the private folders lie.
        services.TryAddSingleton(_ => new ScoringProcess());
        return services
            .AddSingleton<ModelInspection>()
            .AddSingleton<CreateModel>()
            .AddSingleton<EditModel>()
            .AddSingleton<RegisterVersion>()
            .AddSingleton<EditVersion>()
            .AddSingleton<MoveAlias>()
            .AddSingleton<RemoveAlias>()
            .AddSingleton<ModelList>()
            .AddSingleton<ModelDetail>()
            .AddSingleton<VersionList>()
            .AddSingleton<VersionDetail>()
            .AddSingleton<VersionDraft>()
            .AddSingleton<VersionComparison>()
            .AddSingleton<DatasetUses>()
            .AddSingleton<SlicePreview>();
    }
}
