using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Portal.Web.Api;

/// <summary>
/// Refuses a list or a dictionary of a request that holds null where its type says that it never does. The serializer sees to that for
/// members alone: without this, <c>{"kinds":[null]}</c> reaches the acts.
/// </summary>
public static class WholeLists
{
    public static void Modify(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.Namespace?.StartsWith("Portal.", StringComparison.Ordinal) != true || Lists(type.Type) is not { Count: > 0 } lists)
        {
            return;
        }

        type.OnDeserialized += read =>
        {
            if (lists.FirstOrDefault(list => HoldsNull(list.GetValue(read))) is { } broken)
            {
                var name = JsonNamingPolicy.CamelCase.ConvertName(broken.Name);
                throw new JsonException($"{name} holds null.", $"$.{name}", lineNumber: null, bytePositionInLine: null);
            }
        };
    }

    private static List<PropertyInfo> Lists(Type type)
    {
        var nullability = new NullabilityInfoContext();
        return [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0 && IsOfValues(property.PropertyType) && IsWhole(nullability.Create(property)))];
    }

    private static bool IsOfValues(Type type) => type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) && !type.GenericTypeArguments[^1].IsValueType;

    private static bool IsWhole(NullabilityInfo property) => property.GenericTypeArguments is [.., var values] && values.ReadState == NullabilityState.NotNull;

    private static bool HoldsNull(object? list) => list switch
    {
        IDictionary entries => entries.Values.Cast<object?>().Contains(null),
        IEnumerable values => values.Cast<object?>().Contains(null),
        _ => false,
    };
}
