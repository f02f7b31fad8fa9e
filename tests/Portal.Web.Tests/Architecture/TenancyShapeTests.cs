using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Portal.Core.Storage;

namespace Portal.Web.Tests.Architecture;

/// <summary>The third lock of tenant isolation: the shape of the tables.</summary>
public sealed class TenancyShapeTests
{
    /// <summary>Entities without a tenant, each with its reason.</summary>
    private static readonly Dictionary<string, string> s_withoutTenant = new(StringComparer.Ordinal)
    {
        ["Tenant"] = "It is the tenant.",
    };

    private static readonly IModel s_model = Model();

    [Fact]
    public void Entity_IsTenantOwnedOrOnTheList() =>
        Assert.Equal(
            s_withoutTenant.Keys,
            s_model.GetEntityTypes().Where(entity => !typeof(ITenantOwned).IsAssignableFrom(entity.ClrType)).Select(entity => entity.ClrType.Name));

    [Fact]
    public void TenantId_IsFirstInEveryPrimaryKey() =>
        Assert.Empty(Owned().Where(entity => entity.FindPrimaryKey()!.Properties[0].Name != nameof(ITenantOwned.TenantId)).Select(entity => entity.ClrType.Name));

    [Fact]
    public void TenantId_IsFirstInEveryForeignKey() =>
        Assert.Empty(
            from entity in Owned()
            from key in entity.GetForeignKeys()
            where key.Properties[0].Name != nameof(ITenantOwned.TenantId)
            select $"{entity.ClrType.Name}: {string.Join(", ", key.Properties.Select(property => property.Name))}");

    [Fact]
    public void TenantId_IsFirstInEveryIndex() =>
        Assert.Empty(
            from entity in Owned()
            from index in entity.GetIndexes()
            where index.Properties[0].Name != nameof(ITenantOwned.TenantId)
            select $"{entity.ClrType.Name}: {string.Join(", ", index.Properties.Select(property => property.Name))}");

    [Fact]
    public void TenantOwned_HasTheFilter() =>
        Assert.Empty(Owned().Where(entity => entity.FindDeclaredQueryFilter(PortalDbContext.TenantFilter) is null).Select(entity => entity.ClrType.Name));

    [Fact]
    public void Relations_NeverCascadeButToOwnParts() =>
        Assert.Empty(
            from entity in s_model.GetEntityTypes()
            from key in entity.GetForeignKeys()
            where key.DeleteBehavior == DeleteBehavior.Cascade && key.PrincipalToDependent is null
            select $"{entity.ClrType.Name} to {key.PrincipalEntityType.ClrType.Name}");

    [Fact]
    public void Platform_IsNamedInTwoFilesOnly() =>
        Assert.Equal(
            ["Storage/PlatformDbContext.cs", "Storage/PortalDatabase.cs", "Tenancy/TenantDirectory.cs"],
            SourceFiles.Of("src", "Portal.Core").Where(source => source.Text.Contains("OpenPlatform", StringComparison.Ordinal) || source.Text.Contains("class PlatformDbContext", StringComparison.Ordinal))
                .Select(source => source.Path).Order(StringComparer.Ordinal));

    /// <summary>SQL of our own passes by the filter, so it stands only where the schema is made.</summary>
    [Fact]
    public void RawSql_StandsInStorageOnly() =>
        Assert.Empty(
            from floor in new[] { "Portal.Core", "Portal.Web" }
            from source in SourceFiles.Of("src", floor)
            where source.Path != "Storage/PortalDatabase.cs"
            from word in new[] { "ExecuteSql", "SqlQuery", "FromSql", "IgnoreQueryFilters" }
            where source.Text.Contains(word, StringComparison.Ordinal)
            select $"{source.Path}: {word}");

    private static IEnumerable<IEntityType> Owned() => s_model.GetEntityTypes().Where(entity => typeof(ITenantOwned).IsAssignableFrom(entity.ClrType));

    private static IModel Model()
    {
        using var db = new PortalDatabase(DatabaseProviderName.Sqlite, "Data Source=none.db").OpenForSchema();
        return db.Model;
    }
}
