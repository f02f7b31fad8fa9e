using System.Text.Json;

namespace Portal.Core.Costs.Charges;

/// <summary>Columns as they came, in the order of the file.</summary>
public static class ItemColumns
{
    public static IReadOnlyDictionary<string, string> Of(string? json)
    {
        var columns = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (json is not null)
        {
            using var document = JsonDocument.Parse(json);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                columns[member.Name] = member.Value.GetString() ?? "";
            }
        }

        return columns;
    }
}
