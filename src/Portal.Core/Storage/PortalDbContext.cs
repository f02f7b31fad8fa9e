using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Portal.Core.Storage.Providers;

namespace Portal.Core.Storage;

/// <summary>
/// The rows of one tenant, for one operation. Never pooled, never shared, never without a tenant: the filter reads this context's
/// own property, so that EF passes it as a parameter and no other tenant's value is ever baked into the cached model.
/// </summary>
public sealed class PortalDbContext : DbContext
{
    /// <summary>The name of the tenant filter, which nothing outside Storage may ignore.</summary>
    public const string TenantFilter = "Tenant";

    private readonly DatabaseProvider _provider;

    internal PortalDbContext(DbContextOptions<PortalDbContext> options, DatabaseProvider provider, TenantId tenant)
        : base(options)
    {
        if (tenant == default)
        {
            throw new InvalidOperationException("A database context was opened without a tenant.");
        }

        _provider = provider;
        Tenant = tenant;
    }

    public TenantId Tenant { get; }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Saving is asynchronous: use SaveChangesAsync.");

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        SaveRules.Apply(ChangeTracker, Tenant);
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ModelConventions.Configure(configurationBuilder);
        _provider.ConfigureConventions(configurationBuilder);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ModelConventions.Apply(modelBuilder);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(entity => typeof(ITenantOwned).IsAssignableFrom(entity.ClrType)))
        {
            entity.SetQueryFilter(TenantFilter, OwnRowsOnly(entity));
        }
    }

    private LambdaExpression OwnRowsOnly(IMutableEntityType entity)
    {
        var row = Expression.Parameter(entity.ClrType, "row");
        var equal = Expression.Equal(
            Expression.Property(row, nameof(ITenantOwned.TenantId)),
            Expression.Property(Expression.Constant(this), nameof(Tenant)));
        return Expression.Lambda(equal, row);
    }
}
