using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Storage;

namespace Portal.Core.Tenancy;

public static class TenancyTables
{
    extension(PortalDbContext db)
    {
        public DbSet<Team> Teams => db.Set<Team>();

        public DbSet<Member> Members => db.Set<Member>();

        public DbSet<MemberRole> MemberRoles => db.Set<MemberRole>();

        public DbSet<AccessToken> AccessTokens => db.Set<AccessToken>();

        public DbSet<EndedSession> EndedSessions => db.Set<EndedSession>();
    }

    private sealed class TenantTable : IEntityTypeConfiguration<Tenant>
    {
        public void Configure(EntityTypeBuilder<Tenant> builder)
        {
            builder.ToTable("Tenants");
            builder.HasKey(tenant => tenant.Id);
            builder.Property(tenant => tenant.Name).HasMaxLength(Names.Longest);
            builder.Property(tenant => tenant.NormalizedName).HasMaxLength(Names.Longest);
            builder.HasIndex(tenant => tenant.NormalizedName).IsUnique();
        }
    }

    private sealed class TeamTable : IEntityTypeConfiguration<Team>
    {
        public void Configure(EntityTypeBuilder<Team> builder)
        {
            builder.ToTable("Teams");
            builder.HasKey(team => new { team.TenantId, team.Id });
            builder.Property(team => team.Name).HasMaxLength(Names.Longest);
            builder.Property(team => team.NormalizedName).HasMaxLength(Names.Longest);
            builder.Property(team => team.CostCentre).HasMaxLength(Team.LongestCostCentre);
            builder.HasIndex(team => new { team.TenantId, team.NormalizedName }).IsUnique();
        }
    }

    private sealed class MemberTable : IEntityTypeConfiguration<Member>
    {
        public void Configure(EntityTypeBuilder<Member> builder)
        {
            builder.ToTable("Members");
            builder.HasKey(member => new { member.TenantId, member.Id });
            builder.Property(member => member.Email).HasMaxLength(Member.LongestEmail);
            builder.Property(member => member.NormalizedEmail).HasMaxLength(Member.LongestEmail);
            builder.Property(member => member.Name).HasMaxLength(Names.Longest);
            builder.HasIndex(member => new { member.TenantId, member.NormalizedEmail }).IsUnique();
            builder.HasOne<Team>().WithMany().HasForeignKey(member => new { member.TenantId, member.TeamId });
            builder.HasMany(member => member.Roles).WithOne().HasForeignKey(role => new { role.TenantId, role.MemberId }).OnDelete(DeleteBehavior.Cascade);
        }
    }

    private sealed class MemberRoleTable : IEntityTypeConfiguration<MemberRole>
    {
        public void Configure(EntityTypeBuilder<MemberRole> builder)
        {
            builder.ToTable("MemberRoles");
            builder.HasKey(role => new { role.TenantId, role.MemberId, role.Role });
        }
    }

    private sealed class AccessTokenTable : IEntityTypeConfiguration<AccessToken>
    {
        public void Configure(EntityTypeBuilder<AccessToken> builder)
        {
            builder.ToTable("AccessTokens");
            builder.HasKey(token => new { token.TenantId, token.Id });
            builder.Property(token => token.Name).HasMaxLength(Names.Longest);
            builder.Property(token => token.Hash).HasMaxLength(64);
            builder.Property(token => token.Tail).HasMaxLength(4);
            builder.HasIndex(token => new { token.TenantId, token.Hash }).IsUnique();
            builder.HasOne<Member>().WithMany().HasForeignKey(token => new { token.TenantId, token.MemberId });
        }
    }
    private sealed class EndedSessionTable : IEntityTypeConfiguration<EndedSession>
    {
        public void Configure(EntityTypeBuilder<EndedSession> builder)
        {
            builder.ToTable("EndedSessions");
            builder.HasKey(session => new { session.TenantId, session.Id });
        }
    }
}
