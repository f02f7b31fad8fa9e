using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Datasets;
using Portal.Core.Evaluations.Runners;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

public static class EvaluationsTables
{
    extension(PortalDbContext db)
    {
        public DbSet<Evaluation> Evaluations => db.Set<Evaluation>();
    }

    private sealed class EvaluationTable : IEntityTypeConfiguration<Evaluation>
    {
        public void Configure(EntityTypeBuilder<Evaluation> builder)
        {
            builder.ToTable("Evaluations");
            builder.HasKey(evaluation => new { evaluation.TenantId, evaluation.Id });
            builder.Property(evaluation => evaluation.IdempotencyKey).HasMaxLength(StartEvaluation.LongestKey);
            builder.Property(evaluation => evaluation.LeaseOwner).HasMaxLength(EvaluationRules.LongestOwner);
            builder.Property(evaluation => evaluation.Phase).HasMaxLength(40);
            builder.Property(evaluation => evaluation.FailureCode).HasMaxLength(ScoringFailure.LongestCode);
            builder.Property(evaluation => evaluation.FailureSentence).HasMaxLength(ScoringFailure.LongestSentence);
            builder.Property(evaluation => evaluation.Device).HasJsonText();
            builder.Property(evaluation => evaluation.Results).HasJsonText();
            builder.Property(evaluation => evaluation.Timings).HasJsonText();
            builder.HasIndex(evaluation => new { evaluation.TenantId, evaluation.IdempotencyKey }).IsUnique();
            builder.HasIndex(evaluation => new { evaluation.TenantId, evaluation.State, evaluation.DueAt });
            builder.HasIndex(evaluation => new { evaluation.TenantId, evaluation.VersionId, evaluation.QueuedAt });
            builder.HasIndex(evaluation => new { evaluation.TenantId, evaluation.QueuedAt });
            builder.HasOne<Version>().WithMany().HasForeignKey(evaluation => new { evaluation.TenantId, evaluation.VersionId });
            builder.HasOne<DatasetVersion>().WithMany().HasForeignKey(evaluation => new { evaluation.TenantId, evaluation.DatasetVersionId });
            builder.HasIndex(evaluation => new { evaluation.TenantId, evaluation.RunnerId, evaluation.State });
            builder.HasOne<Runner>().WithMany().HasForeignKey(evaluation => new { evaluation.TenantId, evaluation.RunnerId });
            builder.HasOne<Member>().WithMany().HasForeignKey(evaluation => new { evaluation.TenantId, evaluation.RequestedBy });
            builder.HasIndex(evaluation => new { evaluation.TenantId, evaluation.RepeatOf, evaluation.QueuedAt });
            builder.HasOne<Evaluation>().WithMany().HasForeignKey(evaluation => new { evaluation.TenantId, evaluation.RepeatOf });
        }
    }
}
