namespace Portal.Core.Costs.Usage.Reading;

/// <summary>What an attribute of a span says about usage, whatever it is called.</summary>
public enum AttributeMeaning
{
    Operation,
    Provider,
    AskedModel,
    AnsweredModel,
    InputTokens,
    OutputTokens,
    CacheReadTokens,
    CacheWriteTokens,
    ReasoningTokens,
    ResponseId,
    Conversation,
    Error,
    PortalModel,
    PortalVersion,
    Environment,
    Region,
    Source,

    /// <summary>In which way it was bought: on demand, reserved or spot.</summary>
    Term,
}

/// <summary>One name of the table.</summary>
/// <param name="Attribute">As the exporter writes it.</param>
public sealed record AttributeName(string Attribute, AttributeMeaning Meaning);
