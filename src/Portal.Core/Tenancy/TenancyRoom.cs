using Microsoft.Extensions.DependencyInjection;

namespace Portal.Core.Tenancy;

public static class TenancyRoom
{
    public static IServiceCollection AddTenancy(this IServiceCollection services) => services
        .AddSingleton<TenantDirectory>()
        .AddSingleton<CreateTenant>()
        .AddSingleton<AddMember>()
        .AddSingleton<ChangeMember>()
        .AddSingleton<AddTeam>()
        .AddSingleton<EditTeam>()
        .AddSingleton<CreateAccessToken>()
        .AddSingleton<RevokeAccessToken>()
        .AddSingleton<AccessTokenCheck>()
        .AddSingleton<SessionCheck>()
        .AddSingleton<EndSession>()
        .AddSingleton<MemberList>();
}
