using Portal.Core.Storage.Providers;

namespace Portal.Core.Storage;

/// <summary>
/// Rows across tenants, for the few questions that have no tenant yet: which tenants exist, whose e-mail address this is.
/// Only PortalDatabase and TenantDirectory may name it; an architecture test holds that list.
/// </summary>
public sealed class PlatformDbContext : DbContext
{
    private readonly DatabaseProvider _provider;

    internal PlatformDbContext(DbContextOptions<PlatformDbContext> options, DatabaseProvider provider)
        : base(options) => _provider = provider;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ModelConventions.Configure(configurationBuilder);
        _provider.ConfigureConventions(configurationBuilder);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) => ModelConventions.Apply(modelBuilder);
}
