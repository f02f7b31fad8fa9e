using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Promotions.Deadlines;
using Portal.Core.Promotions.Documents;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Promotions.Renewals;
using Portal.Core.Promotions.Stages;
using Portal.Core.Storage.Jobs;

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
        .AddSingleton<AnswerPreviews>()
        .AddSingleton<CommentOnPromotion>()
        .AddSingleton<PromotionCommentList>()
        .AddSingleton<PromotionHistory>()
        .AddSingleton<PromotionRollback>()
        .AddSingleton<TrainingDrift>()
        .AddSingleton<Stages.Delegate>()
        .AddSingleton<EndDelegation>()
        .AddSingleton<DelegationList>()
        .AddSingleton<KeepDeadlines>()
        .AddSingleton<TellOverdue>()
        .AddSingleton<CompleteFollowUp>()
        .AddSingleton<FollowUpList>()
        .AddSingleton<FollowUpDetail>()
        .AddSingleton<OpenExceptions>()
        .AddSingleton<AskForRenewals>()
        .AddSingleton<LiveEvidenceList>()
        .AddSingleton<PromotionClock>()
        .AddPortalJob<KeepDeadlinesJob>(KeepDeadlinesJob.Key, TimeSpan.FromSeconds(30))
        .AddSingleton<WithdrawPromotion>()
        .AddSingleton<EditPolicy>()
        .AddSingleton<AddPolicy>()
        .AddSingleton<RetirePolicy>()
        .AddSingleton<AddDefaultPolicies>()
        .AddSingleton<PromotionList>()
        .AddSingleton<PromotionDetail>()
        .AddSingleton<PromotionNumbers>()
        .AddSingleton<ImportPolicies>()
        .AddSingleton<PolicyList>()
        .AddSingleton<PolicyVersionList>()
        .AddSingleton<PolicyDetail>();
}
