using System.Text.Json.Nodes;

namespace Portal.EndToEnd.Tests.Isolation;

/// <summary>Makes the smallest body that a schema of the OpenAPI document accepts, with another tenant's ids where ids are wanted.</summary>
internal sealed class BodyFromSchema(JsonObject document, string foreignId)
{
    private const int Deepest = 6;

    public JsonNode? Of(JsonObject operation)
    {
        var schema = operation["requestBody"]?["content"]?["application/json"]?["schema"]?.AsObject();
        return schema is null ? null : Make(schema, 0);
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
            return depth > Deepest ? null : Make(choices.Select(choice => choice!.AsObject()).First(choice => (string?)choice["type"] != "null"), depth + 1);
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
                _ => "0000000000000000000000000000000000000000000000000000000000000000",
            },
        };
    }

    private JsonObject Members(JsonObject schema, int depth)
    {
        var made = new JsonObject();
        foreach (var (name, member) in schema["properties"]?.AsObject() ?? [])
        {
            var required = schema["required"]?.AsArray().Any(entry => (string?)entry == name) == true;
            if (required && depth <= Deepest)
            {
                made[name] = Make(member!.AsObject(), depth + 1);
            }
        }

        return made;
    }

    private static string? TypeOf(JsonObject schema) =>
        schema["type"] is JsonArray types ? types.Select(type => (string?)type).First(type => type != "null") : (string?)schema["type"];
}
