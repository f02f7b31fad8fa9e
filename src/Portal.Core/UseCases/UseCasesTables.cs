using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.UseCases;

public static class UseCasesTables
{
    extension(PortalDbContext db)
    {
        public DbSet<UseCase> UseCases => db.Set<UseCase>();

        public DbSet<UseCaseModel> UseCaseModels => db.Set<UseCaseModel>();

        public DbSet<BoardSession> BoardSessions => db.Set<BoardSession>();

        public DbSet<BoardSettings> BoardSettings => db.Set<BoardSettings>();
    }

    private sealed class UseCaseTable : IEntityTypeConfiguration<UseCase>
    {
        public void Configure(EntityTypeBuilder<UseCase> builder)
        {
            builder.ToTable("UseCases");
            builder.HasKey(row => new { row.TenantId, row.Id });
            builder.Property(row => row.Title).HasMaxLength(Names.Longest);
            builder.Property(row => row.Purpose).HasMaxLength(UseCaseDraft.LongestText);
            builder.Property(row => row.Currency).HasMaxLength(3);
            builder.Property(row => row.OtherData).HasMaxLength(UseCaseDraft.LongestText);
            builder.Property(row => row.AffectedPeople).HasMaxLength(UseCaseDraft.LongestText);
            builder.Property(row => row.Answers).HasJsonText();
            builder.Property(row => row.RetiredBecause).HasMaxLength(Texts.LongestReason);
            builder.HasIndex(row => new { row.TenantId, row.Number }).IsUnique();
            builder.HasIndex(row => new { row.TenantId, row.State, row.CreatedAt });
            builder.HasIndex(row => new { row.TenantId, row.CreatedAt });
            builder.HasOne<Team>().WithMany().HasForeignKey(row => new { row.TenantId, row.TeamId });
            builder.HasOne<Member>().WithMany().HasForeignKey(row => new { row.TenantId, row.CreatedBy });
            builder.HasOne<Member>().WithMany().HasForeignKey(row => new { row.TenantId, row.RetiredBy });
            builder.HasMany(row => row.Datasets).WithOne().HasForeignKey(data => new { data.TenantId, data.UseCaseId });
        }
    }

    private sealed class UseCaseDatasetTable : IEntityTypeConfiguration<UseCaseDataset>
    {
        public void Configure(EntityTypeBuilder<UseCaseDataset> builder)
        {
            builder.ToTable("UseCaseDatasets");
            builder.HasKey(row => new { row.TenantId, row.UseCaseId, row.DatasetId });
            builder.HasOne<Dataset>().WithMany().HasForeignKey(row => new { row.TenantId, row.DatasetId });
        }
    }

    private sealed class UseCaseModelTable : IEntityTypeConfiguration<UseCaseModel>
    {
        public void Configure(EntityTypeBuilder<UseCaseModel> builder)
        {
            builder.ToTable("UseCaseModels");
            builder.HasKey(row => new { row.TenantId, row.ModelId });
            builder.HasIndex(row => new { row.TenantId, row.UseCaseId });
            builder.HasOne<UseCase>().WithMany().HasForeignKey(row => new { row.TenantId, row.UseCaseId });
            builder.HasOne<Model>().WithMany().HasForeignKey(row => new { row.TenantId, row.ModelId });
            builder.HasOne<Member>().WithMany().HasForeignKey(row => new { row.TenantId, row.AssignedBy });
        }
    }

    private sealed class BoardSessionTable : IEntityTypeConfiguration<BoardSession>
    {
        public void Configure(EntityTypeBuilder<BoardSession> builder)
        {
            builder.ToTable("BoardSessions");
            builder.HasKey(row => new { row.TenantId, row.Id });
            builder.Property(row => row.Note).HasMaxLength(Texts.LongestReason);
            builder.HasIndex(row => new { row.TenantId, row.UseCaseId, row.Number }).IsUnique();
            builder.HasOne<UseCase>().WithMany().HasForeignKey(row => new { row.TenantId, row.UseCaseId });
            builder.HasOne<Member>().WithMany().HasForeignKey(row => new { row.TenantId, row.SubmittedBy });
            builder.HasOne<Member>().WithMany().HasForeignKey(row => new { row.TenantId, row.MinutesBy });
            builder.HasMany(row => row.Votes).WithOne().HasForeignKey(vote => new { vote.TenantId, vote.SessionId });
            builder.HasMany(row => row.Present).WithOne().HasForeignKey(attendee => new { attendee.TenantId, attendee.SessionId });
        }
    }

    private sealed class BoardVoteTable : IEntityTypeConfiguration<BoardVote>
    {
        public void Configure(EntityTypeBuilder<BoardVote> builder)
        {
            builder.ToTable("BoardVotes");
            builder.HasKey(row => new { row.TenantId, row.SessionId, row.MemberId });
            builder.Property(row => row.Reason).HasMaxLength(Texts.LongestReason);
            builder.Property(row => row.Conditions).HasJsonText();
            builder.HasOne<Member>().WithMany().HasForeignKey(row => new { row.TenantId, row.MemberId });
        }
    }

    private sealed class BoardAttendeeTable : IEntityTypeConfiguration<BoardAttendee>
    {
        public void Configure(EntityTypeBuilder<BoardAttendee> builder)
        {
            builder.ToTable("BoardAttendees");
            builder.HasKey(row => new { row.TenantId, row.SessionId, row.MemberId });
            builder.HasOne<Member>().WithMany().HasForeignKey(row => new { row.TenantId, row.MemberId });
        }
    }

    private sealed class BoardSettingsTable : IEntityTypeConfiguration<BoardSettings>
    {
        public void Configure(EntityTypeBuilder<BoardSettings> builder)
        {
            builder.ToTable("BoardSettings");
            builder.HasKey(row => row.TenantId);
        }
    }
}
