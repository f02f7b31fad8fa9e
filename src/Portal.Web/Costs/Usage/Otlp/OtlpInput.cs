using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Core.Storage;
using Portal.Web.Costs.Usage.Otlp.Wire;

namespace Portal.Web.Costs.Usage.Otlp;

/// <summary>What was asked, in one spelling only: texts as they came, lists and maps as canonical JSON. It goes into a fingerprint and nowhere else.</summary>
internal static class OtlpInput
{
    public static string? TextOf(AnyValue? value) => value?.ValueCase switch
    {
        AnyValue.ValueOneofCase.ArrayValue or AnyValue.ValueOneofCase.KvlistValue => System.Text.Encoding.UTF8.GetString(CanonicalJson.Write(NodeOf(value))),
        _ => OtlpReading.TextOf(value),
    };

    private static JsonNode? NodeOf(AnyValue? value) => value?.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => value.StringValue,
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue,
        AnyValue.ValueOneofCase.IntValue => value.IntValue,
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue.ToString("R", CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.ArrayValue => new JsonArray([.. value.ArrayValue.Values.Select(NodeOf)]),
        AnyValue.ValueOneofCase.KvlistValue => MapOf(value.KvlistValue),
        _ => null,
    };

    private static JsonObject MapOf(KeyValueList map)
    {
        var members = new JsonObject();
        foreach (var pair in map.Values)
        {
            members[pair.Key] = NodeOf(pair.Value);
        }

        return members;
    }
}
