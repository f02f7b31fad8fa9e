using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;

namespace Portal.Core.Costs.Charges;

public static class ChargesRoom
{
    public static IServiceCollection AddCharges(this IServiceCollection services) => services
        .AddSingleton<CreateChargeSource>()
        .AddSingleton<EditChargeSource>()
        .AddSingleton<RetireChargeSource>()
        .AddSingleton<ResumeChargeSource>()
        .AddSingleton<DeleteChargeSource>()
        .AddSingleton<ReceiveCharges>()
        .AddSingleton<CancelImport>()
        .AddSingleton(found => new ImportCharges(found.GetRequiredService<ReceiveCharges>(), found.GetRequiredService<ChargeRunner>(), found.GetRequiredService<PortalDatabase>()))
        .AddSingleton<ChargeSourceList>()
        .AddSingleton<ImportList>()
        .AddSingleton<ImportDetail>()
        .AddSingleton<RejectionList>()
        .AddSingleton<ChargeList>()
        .AddSingleton<ChargeDetail>()
        .AddSingleton<SaveAllocationRule>()
        .AddSingleton<DeleteAllocationRule>()
        .AddSingleton<AllocationRuleList>()
        .AddSingleton<AllocationPreview>()
        .AddSingleton<UnallocatedCosts>()
        .AddSingleton<RunningImports>()
        .AddSingleton<ClaimImport>()
        .AddSingleton<RequeueLostImports>()
        .AddSingleton<StageCharges>()
        .AddSingleton<RemoveStagedRows>()
        .AddSingleton<EndImport>()
        .AddSingleton<ReadImport>()
        .AddSingleton<AllocateAgain>()
        .AddSingleton<FollowUsage>()
        .AddSingleton<ChargeRunner>()
        .AddHostedService(found => found.GetRequiredService<ChargeRunner>())
        .AddPortalJob<RunChargesJob>(RunChargesJob.Key, TimeSpan.FromSeconds(10))
        .AddPortalJob<FollowUsageJob>(FollowUsageJob.Key, TimeSpan.FromMinutes(30));
}
