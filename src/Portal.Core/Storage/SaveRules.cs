using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Portal.Core.Storage;

/// <summary>The second lock of tenant isolation, and the counter of optimistic concurrency.</summary>
internal static class SaveRules
{
    /// <exception cref="InvalidOperationException">A changed row belongs to another tenant: a defect, never a person's mistake.</exception>
    public static void Apply(ChangeTracker tracker, TenantId tenant)
    {
        foreach (var entry in tracker.Entries())
        {
            if (entry.State is EntityState.Unchanged or EntityState.Detached)
            {
                continue;
            }

            if (entry.Entity is not ITenantOwned owned || owned.TenantId != tenant)
            {
                throw new InvalidOperationException($"A {entry.Metadata.ClrType.Name} that is not the tenant's own was about to be written.");
            }

            if (entry.Entity is IRevised && entry.State is EntityState.Modified)
            {
                var revision = entry.Property(nameof(IRevised.Revision));
                revision.CurrentValue = (long)revision.OriginalValue! + 1;
            }
        }
    }
}
