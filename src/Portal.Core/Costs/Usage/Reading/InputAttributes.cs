namespace Portal.Core.Costs.Usage.Reading;

/// <summary>Under which names exporters send what was asked, in all three generations of the conventions. They are read for fingerprints and for nothing else.</summary>
public static class InputAttributes
{
    private const string Prompt = "gen_ai.prompt";

    /// <summary>The oldest generation also numbers its prompts: <c>gen_ai.prompt.0.content</c>. <c>gen_ai.prompt.name</c> is the name of a template.</summary>
    public static bool Holds(string attribute) =>
        attribute is Prompt or "gen_ai.input.messages" or "gen_ai.system_instructions" or InputFingerprints.SentHash
        || (attribute.StartsWith(Prompt, StringComparison.Ordinal) && attribute.Length > Prompt.Length + 1 && attribute[Prompt.Length] == '.' && char.IsAsciiDigit(attribute[Prompt.Length + 1]));
}
