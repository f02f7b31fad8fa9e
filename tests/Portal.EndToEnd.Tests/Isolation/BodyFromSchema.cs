using System.Text.Json.Nodes;

namespace Portal.EndToEnd.Tests.Isolation;

/// <summary>Makes the smallest body that a schema of the OpenAPI document accepts, with another tenant's ids where ids are wanted.</summary>
internal sealed class BodyFromSchema(JsonObject document, string foreignId)
{
    private const int Deepest = 6;

    public JsonNode? Of(JsonObject operation)
    {
        return operation["requestBody"]?["content"]?["application/json"]?["schema"] is JsonObject schema ? Make(schema, 0) : null;
    }

    private JsonNode? Make(JsonObject schema, int depth)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            return Make(document["components"]!["schemas"]![reference.Split('/')[^1]]!.AsObject(), depth + 1);
        }

        if (schema["enum"] is JsonArray { Count: > 0 } names)
        {
            return names[0]!.DeepClone();
        }

        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray { Count: > 0 } choices)
        {
            return depth > Deepest ? null : Make(choices.OfType<JsonObject>().First(choice => !IsNull(choice)), depth + 1);
        }

        return TypeOf(schema) switch
        {
            "object" => Members(schema, depth),
            "array" => new JsonArray(),
            "integer" or "number" => 1,
            "boolean" => false,
            _ => (string?)schema["format"] switch
            {
                "uuid" => foreignId,
                "date-time" => "2026-01-01T00:00:00Z",
                "date" => "2026-01-01",
                _ => "0000000000000000000000000000000000000000000000000000000000000000",
            },
        };
    }

    private JsonObject Members(JsonObject schema, int depth)
    {
        var made = new JsonObject();
        var required = (schema["required"] as JsonArray ?? []).Select(name => (string?)name).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, member) in schema["properties"] as JsonObject ?? [])
        {
            if (required.Contains(name) && depth <= Deepest && member is JsonObject shape)
            {
                made[name] = Make(shape, depth + 1);
            }
        }

        return made;
    }

    private static bool IsNull(JsonObject schema) => schema["type"] is JsonValue type && (string?)type == "null";

    private static string? TypeOf(JsonObject schema) => schema["type"] switch
    {
        JsonArray types => types.Select(type => (string?)type).First(type => type != "null"),
        var type => (string?)type,
    };
}
