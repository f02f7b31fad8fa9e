using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Promotions.Renewals;
using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

public static class PromotionsTables
{
    extension(PortalDbContext db)
    {
        public DbSet<Policy> Policies => db.Set<Policy>();

        public DbSet<PolicyVersion> PolicyVersions => db.Set<PolicyVersion>();

        public DbSet<Promotion> Promotions => db.Set<Promotion>();

        public DbSet<PromotionStage> PromotionStages => db.Set<PromotionStage>();

        public DbSet<StageDecider> StageDeciders => db.Set<StageDecider>();

        public DbSet<Delegation> Delegations => db.Set<Delegation>();

        public DbSet<FollowUp> FollowUps => db.Set<FollowUp>();

        public DbSet<LiveApproval> LiveApprovals => db.Set<LiveApproval>();

        public DbSet<Decision> Decisions => db.Set<Decision>();

        public DbSet<PromotionComment> PromotionComments => db.Set<PromotionComment>();

        public DbSet<GateException> GateExceptions => db.Set<GateException>();
    }

    private sealed class PolicyTable : IEntityTypeConfiguration<Policy>
    {
        public void Configure(EntityTypeBuilder<Policy> builder)
        {
            builder.ToTable("Policies");
            builder.HasKey(policy => new { policy.TenantId, policy.Id });
            builder.Property(policy => policy.Rules).HasJsonText();
            builder.Property(policy => policy.ScopeKey).HasMaxLength(PolicyScope.LongestKey);
            builder.Ignore(policy => policy.Scope);
            builder.HasIndex(policy => new { policy.TenantId, policy.ScopeKey }).IsUnique();
        }
    }

    private sealed class PolicyVersionTable : IEntityTypeConfiguration<PolicyVersion>
    {
        public void Configure(EntityTypeBuilder<PolicyVersion> builder)
        {
            builder.ToTable("PolicyVersions");
            builder.HasKey(version => new { version.TenantId, version.PolicyId, version.Number });
            builder.Property(version => version.Rules).HasJsonText();
            builder.Property(version => version.Reason).HasMaxLength(Texts.LongestReason);
            builder.HasOne<Policy>().WithMany().HasForeignKey(version => new { version.TenantId, version.PolicyId });
            builder.HasOne<Member>().WithMany().HasForeignKey(version => new { version.TenantId, version.EditedBy });
        }
    }

    private sealed class PromotionTable : IEntityTypeConfiguration<Promotion>
    {
        public void Configure(EntityTypeBuilder<Promotion> builder)
        {
            builder.ToTable("Promotions");
            builder.HasKey(promotion => new { promotion.TenantId, promotion.Id });
            builder.Property(promotion => promotion.Note).HasMaxLength(Texts.LongestReason);
            builder.HasIndex(promotion => new { promotion.TenantId, promotion.Number }).IsUnique();
            builder.HasIndex(promotion => new { promotion.TenantId, promotion.State, promotion.RequestedAt });
            builder.HasIndex(promotion => new { promotion.TenantId, promotion.State, promotion.DecideBy });
            builder.HasIndex(promotion => new { promotion.TenantId, promotion.RequestedAt });
            builder.HasIndex(promotion => new { promotion.TenantId, promotion.VersionId });
            builder.HasOne<Model>().WithMany().HasForeignKey(promotion => new { promotion.TenantId, promotion.ModelId });
            builder.HasOne<Version>().WithMany().HasForeignKey(promotion => new { promotion.TenantId, promotion.VersionId });
            builder.HasOne<Member>().WithMany().HasForeignKey(promotion => new { promotion.TenantId, promotion.RequestedBy });
            builder.HasIndex(promotion => new { promotion.TenantId, promotion.ExpiresAt });
            builder.HasMany(promotion => promotion.Stages).WithOne().HasForeignKey(stage => new { stage.TenantId, stage.PromotionId });
            builder.HasMany(promotion => promotion.Decisions).WithOne().HasForeignKey(decision => new { decision.TenantId, decision.PromotionId });
        }
    }

    private sealed class PromotionStageTable : IEntityTypeConfiguration<PromotionStage>
    {
        public void Configure(EntityTypeBuilder<PromotionStage> builder)
        {
            builder.ToTable("PromotionStages");
            builder.HasKey(stage => new { stage.TenantId, stage.PromotionId, stage.Stage });
            builder.Property(stage => stage.Name).HasMaxLength(Stage.LongestName);
            builder.HasIndex(stage => new { stage.TenantId, stage.State, stage.DueAt });
            builder.HasMany(stage => stage.Deciders).WithOne().HasForeignKey(decider => new { decider.TenantId, decider.PromotionId, decider.Stage });
        }
    }

    private sealed class StageDeciderTable : IEntityTypeConfiguration<StageDecider>
    {
        public void Configure(EntityTypeBuilder<StageDecider> builder)
        {
            builder.ToTable("StageDeciders");
            builder.HasKey(decider => new { decider.TenantId, decider.PromotionId, decider.Stage, decider.Token });
            builder.Property(decider => decider.Token).HasMaxLength(DeciderTokens.Longest);
        }
    }

    private sealed class DelegationTable : IEntityTypeConfiguration<Delegation>
    {
        public void Configure(EntityTypeBuilder<Delegation> builder)
        {
            builder.ToTable("Delegations");
            builder.HasKey(delegation => new { delegation.TenantId, delegation.Id });
            builder.Property(delegation => delegation.Reason).HasMaxLength(Texts.LongestReason);
            builder.HasIndex(delegation => new { delegation.TenantId, delegation.To, delegation.Until });
            builder.HasIndex(delegation => new { delegation.TenantId, delegation.From, delegation.Until });
            builder.HasOne<Member>().WithMany().HasForeignKey(delegation => new { delegation.TenantId, delegation.From });
            builder.HasOne<Member>().WithMany().HasForeignKey(delegation => new { delegation.TenantId, delegation.To });
        }
    }

    private sealed class FollowUpTable : IEntityTypeConfiguration<FollowUp>
    {
        public void Configure(EntityTypeBuilder<FollowUp> builder)
        {
            builder.ToTable("FollowUps");
            builder.HasKey(followUp => new { followUp.TenantId, followUp.Id });
            builder.Property(followUp => followUp.What).HasMaxLength(FollowUp.LongestWhat);
            builder.Property(followUp => followUp.Outcome).HasMaxLength(Texts.LongestReason);
            builder.Property(followUp => followUp.GateId).HasMaxLength(Gate.LongestId);
            builder.Property(followUp => followUp.GateTitle).HasMaxLength(FollowUp.LongestTitle);
            builder.HasIndex(followUp => new { followUp.TenantId, followUp.Number }).IsUnique();
            builder.HasIndex(followUp => new { followUp.TenantId, followUp.DoneAt, followUp.DueAt });
            builder.HasIndex(followUp => new { followUp.TenantId, followUp.CreatedAt });
            builder.HasOne<Promotion>().WithMany().HasForeignKey(followUp => new { followUp.TenantId, followUp.PromotionId });
            builder.HasOne<Model>().WithMany().HasForeignKey(followUp => new { followUp.TenantId, followUp.ModelId });
            builder.HasOne<Version>().WithMany().HasForeignKey(followUp => new { followUp.TenantId, followUp.VersionId });
            builder.HasOne<Member>().WithMany().HasForeignKey(followUp => new { followUp.TenantId, followUp.CreatedBy });
            builder.HasOne<Member>().WithMany().HasForeignKey(followUp => new { followUp.TenantId, followUp.DoneBy });
        }
    }

    private sealed class LiveApprovalTable : IEntityTypeConfiguration<LiveApproval>
    {
        public void Configure(EntityTypeBuilder<LiveApproval> builder)
        {
            builder.ToTable("LiveApprovals");
            builder.HasKey(approval => new { approval.TenantId, approval.EnvironmentId, approval.ModelId });
            builder.HasIndex(approval => new { approval.TenantId, approval.FollowUpId, approval.RenewFrom });
            builder.HasIndex(approval => new { approval.TenantId, approval.VersionId });
            builder.HasOne<Model>().WithMany().HasForeignKey(approval => new { approval.TenantId, approval.ModelId });
            builder.HasOne<Version>().WithMany().HasForeignKey(approval => new { approval.TenantId, approval.VersionId });
            builder.HasOne<Promotion>().WithMany().HasForeignKey(approval => new { approval.TenantId, approval.PromotionId });
            builder.HasOne<FollowUp>().WithMany().HasForeignKey(approval => new { approval.TenantId, approval.FollowUpId });
        }
    }

    private sealed class DecisionTable : IEntityTypeConfiguration<Decision>
    {
        public void Configure(EntityTypeBuilder<Decision> builder)
        {
            builder.ToTable("Decisions");
            builder.HasKey(decision => new { decision.TenantId, decision.Id });
            builder.Property(decision => decision.Reason).HasMaxLength(Texts.LongestReason);
            builder.HasIndex(decision => new { decision.TenantId, decision.PromotionId, decision.Stage, decision.Round, decision.MemberId }).IsUnique();
            builder.HasIndex(decision => new { decision.TenantId, decision.PromotionId, decision.Stage, decision.Round, decision.Seat }).IsUnique();
            builder.HasOne<Member>().WithMany().HasForeignKey(decision => new { decision.TenantId, decision.MemberId });
            builder.HasOne<Member>().WithMany().HasForeignKey(decision => new { decision.TenantId, decision.Seat });
        }
    }

    private sealed class PromotionCommentTable : IEntityTypeConfiguration<PromotionComment>
    {
        public void Configure(EntityTypeBuilder<PromotionComment> builder)
        {
            builder.ToTable("PromotionComments");
            builder.HasKey(comment => new { comment.TenantId, comment.Id });
            builder.Property(comment => comment.Text).HasMaxLength(Texts.LongestReason);
            builder.HasIndex(comment => new { comment.TenantId, comment.PromotionId, comment.At });
            builder.HasOne<Promotion>().WithMany().HasForeignKey(comment => new { comment.TenantId, comment.PromotionId });
            builder.HasOne<Member>().WithMany().HasForeignKey(comment => new { comment.TenantId, comment.MemberId });
        }
    }

    private sealed class GateExceptionTable : IEntityTypeConfiguration<GateException>
    {
        public void Configure(EntityTypeBuilder<GateException> builder)
        {
            builder.ToTable("GateExceptions");
            builder.HasKey(exception => new { exception.TenantId, exception.Id });
            builder.Property(exception => exception.GateId).HasMaxLength(Gate.LongestId);
            builder.Property(exception => exception.Reason).HasMaxLength(Texts.LongestReason);
            builder.HasIndex(exception => new { exception.TenantId, exception.PromotionId, exception.GateId }).IsUnique();
            builder.HasOne<Promotion>().WithMany().HasForeignKey(exception => new { exception.TenantId, exception.PromotionId });
            builder.HasOne<Member>().WithMany().HasForeignKey(exception => new { exception.TenantId, exception.GrantedBy });
        }
    }
}
