using Microsoft.Extensions.DependencyInjection;

namespace Portal.Core.Audit;

public static class AuditRoom
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<AuditTrail>()
        .AddSingleton<AuditExport>()
        .AddSingleton<AuditList>()
        .AddSingleton<VerifyTrail>()
        .AddSingleton<RecordSignIn>();
}
