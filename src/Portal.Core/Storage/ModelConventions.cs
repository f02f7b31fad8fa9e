using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Portal.Core.Storage;

/// <summary>What holds for every entity, said once: typed ids, digests, enums by name, decimals, concurrency, no cascades.</summary>
internal static class ModelConventions
{
    public static void Configure(ModelConfigurationBuilder builder)
    {
        foreach (var id in typeof(ModelConventions).Assembly.GetTypes().Where(IsRowId))
        {
            builder.Properties(id).HaveConversion(typeof(RowIdConverter<>).MakeGenericType(id));
        }

        builder.Properties<Digest>().HaveConversion<DigestConverter>().HaveMaxLength(64);
        builder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        builder.Properties<decimal>().HavePrecision(28, 12);
    }

    public static void Apply(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(ModelConventions).Assembly);
        foreach (var entity in model.Model.GetEntityTypes().ToList())
        {
            if (typeof(IRevised).IsAssignableFrom(entity.ClrType))
            {
                entity.FindProperty(nameof(IRevised.Revision))!.IsConcurrencyToken = true;
            }

            if (typeof(ITenantOwned).IsAssignableFrom(entity.ClrType))
            {
                BelongsToTenant(model, entity);
            }

            foreach (var key in entity.GetForeignKeys().Where(key => key.DeleteBehavior != DeleteBehavior.Cascade || !IsOwnCollection(key)))
            {
                // SQL Server refuses several cascade paths, and deleting is an act, never a side effect.
                key.DeleteBehavior = DeleteBehavior.Restrict;
            }
        }
    }

    private static bool IsOwnCollection(IMutableForeignKey key) => key.PrincipalToDependent is not null;

    private static void BelongsToTenant(ModelBuilder model, IMutableEntityType entity)
    {
        var tenant = entity.FindProperty(nameof(ITenantOwned.TenantId))!;
        tenant.ValueGenerated = ValueGenerated.Never;
        model.Entity(entity.ClrType).HasOne(typeof(Tenancy.Tenant)).WithMany().HasForeignKey(nameof(ITenantOwned.TenantId)).OnDelete(DeleteBehavior.Restrict);
    }

    // Expression trees can't call static abstract members themselves.
    private static TId Make<TId>(Guid value)
        where TId : struct, IRowId<TId> => TId.From(value);

    private static bool IsRowId(Type type) =>
        type.IsValueType && Array.Exists(type.GetInterfaces(), face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IRowId<>));

    private sealed class RowIdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => Make<TId>(value))
        where TId : struct, IRowId<TId>;

    private sealed class DigestConverter() : ValueConverter<Digest, string>(digest => digest.Hex, text => Digest.Parse(text));
}
