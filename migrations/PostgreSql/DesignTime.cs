using Microsoft.EntityFrameworkCore.Design;
using Portal.Core.Storage;

namespace Portal.Migrations.PostgreSql;

/// <summary>How the design tools get a context: no database is opened to compare models or to write scripts.</summary>
public sealed class DesignTime : IDesignTimeDbContextFactory<PortalDbContext>
{
    public PortalDbContext CreateDbContext(string[] args) =>
        new PortalDatabase(DatabaseProviderName.PostgreSql, "Host=127.0.0.1;Database=design").OpenForSchema();
}
