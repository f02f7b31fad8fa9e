using Microsoft.Extensions.DependencyInjection;

namespace Portal.Core.Promotions;

public static class PromotionsRoom
{
    public static IServiceCollection AddPromotions(this IServiceCollection services) => services
        .AddSingleton<PromotionEvidence>()
        .AddSingleton<RequestPromotion>()
        .AddSingleton<GrantException>()
        .AddSingleton<ApprovalChecks>()
        .AddSingleton<Decide>()
        .AddSingleton<AnswerChanges>()
        .AddSingleton<WithdrawPromotion>()
        .AddSingleton<EditPolicy>()
        .AddSingleton<AddDefaultPolicies>()
        .AddSingleton<PromotionList>()
        .AddSingleton<PromotionDetail>()
        .AddSingleton<PromotionNumbers>()
        .AddSingleton<PolicyList>()
        .AddSingleton<PolicyDetail>();
}
