using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Costs.Budgets.Stops;
using Portal.Core.Costs.Currencies;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Budgets;

public static class BudgetsTables
{
    private const int LongestLeftOut = 1000;
    private const int LongestSentence = 2000;

    extension(PortalDbContext db)
    {
        public DbSet<Budget> Budgets => db.Set<Budget>();

        public DbSet<BudgetVersion> BudgetVersions => db.Set<BudgetVersion>();

        public DbSet<BudgetAlert> BudgetAlerts => db.Set<BudgetAlert>();

        public DbSet<BudgetReading> BudgetReadings => db.Set<BudgetReading>();

        public DbSet<BudgetStop> BudgetStops => db.Set<BudgetStop>();
    }

    private sealed class BudgetTable : IEntityTypeConfiguration<Budget>
    {
        public void Configure(EntityTypeBuilder<Budget> builder)
        {
            builder.ToTable("Budgets");
            builder.HasKey(row => new { row.TenantId, row.Id });
            builder.Property(row => row.Name).HasMaxLength(Names.Longest);
            builder.Property(row => row.NormalizedName).HasMaxLength(Names.Longest);
            builder.Property(row => row.Amount).IsAmount();
            builder.Property(row => row.Currency).HasMaxLength(CurrencyCode.Length);
            builder.Property(row => row.Thresholds).HasJsonText();
            builder.Property(row => row.Roles).HasJsonText();
            builder.Property(row => row.Notes).HasMaxLength(Budget.LongestNotes);
            builder.Ignore(row => row.Scope);
            builder.HasIndex(row => new { row.TenantId, row.NormalizedName }).IsUnique();
            builder.HasIndex(row => new { row.TenantId, row.CreatedAt });
            builder.HasOne<Team>().WithMany().HasForeignKey(row => new { row.TenantId, row.TeamId });
            builder.HasOne<Model>().WithMany().HasForeignKey(row => new { row.TenantId, row.ModelId });
            builder.HasOne<Deployments.Environment>().WithMany().HasForeignKey(row => new { row.TenantId, row.EnvironmentId });
            builder.HasOne<Member>().WithMany().HasForeignKey(row => new { row.TenantId, row.OwnerId });
            builder.HasOne<Member>().WithMany().HasForeignKey(row => new { row.TenantId, row.EndedBy });
        }
    }

    private sealed class BudgetVersionTable : IEntityTypeConfiguration<BudgetVersion>
    {
        public void Configure(EntityTypeBuilder<BudgetVersion> builder)
        {
            builder.ToTable("BudgetVersions");
            builder.HasKey(row => new { row.TenantId, row.BudgetId, row.Number });
            builder.Property(row => row.Amount).IsAmount();
            builder.Property(row => row.Currency).HasMaxLength(CurrencyCode.Length);
            builder.Property(row => row.Sentence).HasMaxLength(LongestSentence);
            builder.Property(row => row.Reason).HasMaxLength(Texts.LongestReason);
            builder.HasOne<Budget>().WithMany().HasForeignKey(row => new { row.TenantId, row.BudgetId });
            builder.HasOne<Member>().WithMany().HasForeignKey(row => new { row.TenantId, row.ChangedBy });
        }
    }

    private sealed class BudgetAlertTable : IEntityTypeConfiguration<BudgetAlert>
    {
        public void Configure(EntityTypeBuilder<BudgetAlert> builder)
        {
            builder.ToTable("BudgetAlerts");
            builder.HasKey(row => new { row.TenantId, row.BudgetId, row.Period, row.TermsVersion, row.Threshold });
            builder.Property(row => row.Spent).IsAmount();
            builder.Property(row => row.Expected).IsAmount();
            builder.Property(row => row.Amount).IsAmount();
            builder.Property(row => row.Currency).HasMaxLength(CurrencyCode.Length);
            builder.HasOne<Budget>().WithMany().HasForeignKey(row => new { row.TenantId, row.BudgetId });
        }
    }

    private sealed class BudgetStopTable : IEntityTypeConfiguration<BudgetStop>
    {
        public void Configure(EntityTypeBuilder<BudgetStop> builder)
        {
            builder.ToTable("BudgetStops");
            builder.HasKey(row => new { row.TenantId, row.BudgetId, row.Number });
            builder.Property(row => row.Spent).IsAmount();
            builder.Property(row => row.Amount).IsAmount();
            builder.Property(row => row.Currency).HasMaxLength(CurrencyCode.Length);
            builder.Property(row => row.Why).HasMaxLength(BudgetStop.LongestWhy);
            builder.HasIndex(row => new { row.TenantId, row.EndedAt });
            builder.HasOne<Budget>().WithMany().HasForeignKey(row => new { row.TenantId, row.BudgetId });
        }
    }

    private sealed class BudgetReadingTable : IEntityTypeConfiguration<BudgetReading>
    {
        public void Configure(EntityTypeBuilder<BudgetReading> builder)
        {
            builder.ToTable("BudgetReadings");
            builder.HasKey(row => new { row.TenantId, row.BudgetId });
            builder.Property(row => row.Spent).IsAmount();
            builder.Property(row => row.Expected).IsAmount();
            builder.Property(row => row.Low80).IsAmount();
            builder.Property(row => row.High80).IsAmount();
            builder.Property(row => row.Chance).IsAmount();
            builder.Property(row => row.LeftOut).HasMaxLength(LongestLeftOut);
            builder.Property(row => row.Seen).HasMaxLength(100);
            builder.HasOne<Budget>().WithMany().HasForeignKey(row => new { row.TenantId, row.BudgetId });
        }
    }
}
