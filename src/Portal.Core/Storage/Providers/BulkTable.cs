using System.Data.Common;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Portal.Core.Storage.Providers;

/// <summary>A column as many rows are written to it: past the change tracker, and with the same conversions.</summary>
internal sealed class BulkColumn(IProperty property, StoreObjectIdentifier table)
{
    private readonly IClrPropertyGetter _getter = property.GetGetter();
    private readonly Func<object?, object?>? _convert = property.GetTypeMapping().Converter?.ConvertToProvider;

    public string Name { get; } = property.GetColumnName(table)!;

    public RelationalTypeMapping Mapping { get; } = (RelationalTypeMapping)property.GetTypeMapping();

    /// <summary>As the database's client takes it.</summary>
    public Type ClientType
    {
        get
        {
            var type = Mapping.Converter?.ProviderClrType ?? Mapping.ClrType;
            return Nullable.GetUnderlyingType(type) ?? type;
        }
    }

    /// <summary>Null where the row has none.</summary>
    public object? ValueOf(object row)
    {
        var value = _getter.GetClrValue(row);
        return value is null || _convert is null ? value : _convert(value);
    }

    public DbParameter ParameterOf(DbCommand command, string name) => Mapping.CreateParameter(command, name, value: null, property.IsNullable);
}

/// <summary>A table as many rows are written to it.</summary>
internal sealed record BulkTable(string Name, IReadOnlyList<BulkColumn> Columns)
{
    public static BulkTable Of(IEntityType entity)
    {
        var name = entity.GetTableName()!;
        var table = StoreObjectIdentifier.Table(name, entity.GetSchema());
        return new(name, [.. entity.GetProperties().Select(property => new BulkColumn(property, table))]);
    }
}
