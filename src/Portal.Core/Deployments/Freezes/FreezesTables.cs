using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Freezes;

public static class FreezesTables
{
    extension(PortalDbContext db)
    {
        public DbSet<Freeze> Freezes => db.Set<Freeze>();
    }

    private sealed class FreezeTable : IEntityTypeConfiguration<Freeze>
    {
        public void Configure(EntityTypeBuilder<Freeze> builder)
        {
            builder.ToTable("Freezes");
            builder.HasKey(freeze => new { freeze.TenantId, freeze.Id });
            builder.Property(freeze => freeze.Name).HasMaxLength(Names.Longest);
            builder.Property(freeze => freeze.TimeZone).HasMaxLength(FreezeRules.LongestTimeZone);
            builder.Property(freeze => freeze.Reason).HasMaxLength(Texts.LongestReason);
            builder.HasIndex(freeze => new { freeze.TenantId, freeze.Until });
            builder.HasOne<Environment>().WithMany().HasForeignKey(freeze => new { freeze.TenantId, freeze.EnvironmentId });
            builder.HasOne<Member>().WithMany().HasForeignKey(freeze => new { freeze.TenantId, freeze.PlannedBy });
            builder.HasOne<Member>().WithMany().HasForeignKey(freeze => new { freeze.TenantId, freeze.EndedBy });
        }
    }
}
