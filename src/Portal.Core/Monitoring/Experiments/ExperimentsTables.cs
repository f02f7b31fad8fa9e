using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Experiments;

public static class ExperimentsTables
{
    extension(PortalDbContext db)
    {
        public DbSet<Experiment> Experiments => db.Set<Experiment>();

        public DbSet<ExperimentLook> ExperimentLooks => db.Set<ExperimentLook>();

        public DbSet<ExperimentOutcome> ExperimentOutcomes => db.Set<ExperimentOutcome>();
    }

    private sealed class ExperimentTable : IEntityTypeConfiguration<Experiment>
    {
        public void Configure(EntityTypeBuilder<Experiment> builder)
        {
            builder.ToTable("Experiments");
            builder.HasKey(experiment => new { experiment.TenantId, experiment.Id });
            builder.Property(experiment => experiment.Name).HasMaxLength(Names.Longest);
            builder.Property(experiment => experiment.Hypothesis).HasMaxLength(Texts.LongestReason);
            builder.Property(experiment => experiment.Conclusion).HasMaxLength(Texts.LongestReason);
            builder.Property(experiment => experiment.Guardrails).HasJsonText();
            builder.HasIndex(experiment => new { experiment.TenantId, experiment.Number }).IsUnique();
            builder.HasIndex(experiment => new { experiment.TenantId, experiment.State, experiment.CreatedAt });
            builder.HasIndex(experiment => new { experiment.TenantId, experiment.CreatedAt });
            builder.HasIndex(experiment => new { experiment.TenantId, experiment.NextLookAt });
            builder.HasIndex(experiment => new { experiment.TenantId, experiment.EnvironmentId, experiment.ModelId });
            builder.HasOne<Environment>().WithMany().HasForeignKey(experiment => new { experiment.TenantId, experiment.EnvironmentId });
            builder.HasOne<Model>().WithMany().HasForeignKey(experiment => new { experiment.TenantId, experiment.ModelId });
            builder.HasOne<Version>().WithMany().HasForeignKey(experiment => new { experiment.TenantId, experiment.ChampionVersionId });
            builder.HasOne<Version>().WithMany().HasForeignKey(experiment => new { experiment.TenantId, experiment.WinnerVersionId });
            builder.HasOne<Member>().WithMany().HasForeignKey(experiment => new { experiment.TenantId, experiment.CreatedBy });
            builder.HasMany(experiment => experiment.Challengers).WithOne().HasForeignKey(challenger => new { challenger.TenantId, challenger.ExperimentId });
        }
    }

    private sealed class ExperimentChallengerTable : IEntityTypeConfiguration<ExperimentChallenger>
    {
        public void Configure(EntityTypeBuilder<ExperimentChallenger> builder)
        {
            builder.ToTable("ExperimentChallengers");
            builder.HasKey(challenger => new { challenger.TenantId, challenger.ExperimentId, challenger.VersionId });
            builder.HasOne<Version>().WithMany().HasForeignKey(challenger => new { challenger.TenantId, challenger.VersionId });
        }
    }

    private sealed class ExperimentLookTable : IEntityTypeConfiguration<ExperimentLook>
    {
        public void Configure(EntityTypeBuilder<ExperimentLook> builder)
        {
            builder.ToTable("ExperimentLooks");
            builder.HasKey(look => new { look.TenantId, look.Id });
            builder.Property(look => look.Sentence).HasMaxLength(Texts.LongestReason);
            builder.Property(look => look.Arms).HasJsonText();
            builder.Property(look => look.Guardrails).HasJsonText();
            builder.Property(look => look.Shadow).HasJsonText();
            builder.HasIndex(look => new { look.TenantId, look.ExperimentId, look.At });
            builder.HasOne<Experiment>().WithMany().HasForeignKey(look => new { look.TenantId, look.ExperimentId });
            builder.HasOne<Member>().WithMany().HasForeignKey(look => new { look.TenantId, look.LookedBy });
        }
    }

    private sealed class ExperimentOutcomeTable : IEntityTypeConfiguration<ExperimentOutcome>
    {
        public void Configure(EntityTypeBuilder<ExperimentOutcome> builder)
        {
            builder.ToTable("ExperimentOutcomes");
            builder.HasKey(outcome => new { outcome.TenantId, outcome.ExperimentId, outcome.Unit });
            builder.Property(outcome => outcome.Unit).HasMaxLength(ExperimentOutcome.LongestUnit);
            builder.HasOne<Experiment>().WithMany().HasForeignKey(outcome => new { outcome.TenantId, outcome.ExperimentId });
            builder.HasOne<Version>().WithMany().HasForeignKey(outcome => new { outcome.TenantId, outcome.VersionId });
        }
    }
}
