using Portal.Core.Datasets;

namespace Portal.Web.Datasets.Components;

/// <summary>What a person chooses for one column, beside what was inferred of it.</summary>
public sealed class ColumnChoice(InferredColumn inferred)
{
    public InferredColumn Inferred { get; } = inferred;

    public ColumnType Type { get; set; } = inferred.Type;

    public ColumnRole Role { get; set; } = inferred.Role;

    public string PrivilegedValue { get; set; } = inferred.PrivilegedValue ?? "";

    /// <summary>Few enough values to choose the privileged one from.</summary>
    public bool IsListed => Inferred.Distinct is { } distinct && distinct <= Inferred.Values.Count;

    public DatasetColumn ToColumn() =>
        new(Inferred.Name, Type, Role, Role == ColumnRole.ProtectedAttribute && PrivilegedValue.Length > 0 ? PrivilegedValue : null);
}
