using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Core.Storage;

namespace Portal.Core.Promotions.Documents;

/// <summary>Policies as YAML: out and in is the identity, and what can't be meant is refused with its line. Pure.</summary>
public static class PolicyYaml
{
    private static readonly JsonSerializerOptions s_strict = new(JsonText.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true };

    public static string Write(IEnumerable<PolicyEntry> policies) => YamlText.Write(
        JsonSerializer.SerializeToNode(new PolicyDocument(PolicyDocument.CurrentFormat, [.. policies]), JsonText.Options)!,
        ["What a version must show, and who decides, before it may be live.", "Each policy is for a risk class and an environment's purpose; with a task or a dataClassification it is for those alone.", "Imported, it replaces the policies that it names and leaves the others."]);

    /// <returns>The policies, or a refusal whose sentence names the line.</returns>
    public static Outcome<PolicyDocument> Read(string? text)
    {
        if (text is null || Encoding.UTF8.GetByteCount(text) > PolicyDocument.LongestText)
        {
            return Refusal.Invalid("document", $"A document of policies has at most {PolicyDocument.LongestText / 1024} KB.");
        }

        var (document, fault) = Parse(text);
        return document is not null ? document : Refusal.Invalid("document", $"Line {fault!.Line}: {fault.Sentence}");
    }

    /// <summary>Where a text is wrong; null when it can be read.</summary>
    public static YamlFault? FaultOf(string text) => Parse(text).Fault;

    private static (PolicyDocument? Document, YamlFault? Fault) Parse(string text)
    {
        var (node, lines, fault) = YamlReader.Read(text);
        if (fault is not null)
        {
            return (null, fault);
        }

        try
        {
            var document = node.Deserialize<PolicyDocument>(s_strict);
            return document is null ? (null, new YamlFault(1, "The text is empty.")) : Check(document, lines) is { } wrong ? (null, wrong) : (document, null);
        }
        catch (JsonException wrong)
        {
            return (null, new YamlFault(lines.LineOf(wrong.Path ?? "$"), Sentence(wrong)));
        }
    }

    private static YamlFault? Check(PolicyDocument document, YamlReader lines)
    {
        if (document.Format != PolicyDocument.CurrentFormat)
        {
            return new YamlFault(lines.LineOf("$.format"), $"The format of the document is {PolicyDocument.CurrentFormat}; this says {document.Format}.");
        }

        if (document.Policies is not { Count: > 0 and <= PolicyDocument.MostPolicies })
        {
            return new YamlFault(lines.LineOf("$.policies"), $"A document has 1 to {PolicyDocument.MostPolicies} policies.");
        }

        var scopes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (policy, index) in document.Policies.Select((policy, index) => (policy, index)))
        {
            var path = $"$.policies[{index}]";
            if (policy is null)
            {
                return new YamlFault(lines.LineOf(path), "A policy needs its riskClass, its purpose and its rules.");
            }

            if (!scopes.Add(policy.Scope.Key))
            {
                return new YamlFault(lines.LineOf(path), $"The policy of {policy.Scope.InWords()} stands here twice.");
            }

            if (PolicyChecks.Refuses(policy.Rules) is { } refusal)
            {
                return new YamlFault(lines.LineOf($"{path}.rules.{refusal.Fields.Keys.FirstOrDefault()}"), refusal.Sentence);
            }
        }

        return null;
    }

    private static string Sentence(JsonException wrong)
    {
        var name = wrong.Path?.Split('.')[^1];
        return wrong.Message.Contains("could not be mapped", StringComparison.Ordinal) ? $"There is no setting called {name}."
            : wrong.Message.Contains("missing required", StringComparison.Ordinal) ? "A setting is missing here. A policy names its riskClass, purpose and rules, the rules their gates and stages, a gate its kind and its limit, a stage its name and deciders."
            : $"The value of {name} can't be read as what it should be.";
    }
}
