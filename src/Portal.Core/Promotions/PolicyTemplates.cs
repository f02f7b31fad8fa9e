using Portal.Core.Promotions.Documents;
using Portal.Core.Promotions.Templates;
using Portal.Core.Registry;

namespace Portal.Core.Promotions;

/// <summary>What a tenant begins with, for it to edit.</summary>
public static class PolicyTemplates
{
    public static PolicyRules For(RiskClass risk, EnvironmentPurpose purpose) => For(PolicyTemplate.Lenient, risk, purpose);

    public static PolicyRules For(PolicyTemplate template, RiskClass risk, EnvironmentPurpose purpose) => template switch
    {
        PolicyTemplate.Lenient => LenientTemplate.For(risk, purpose),
        PolicyTemplate.Bank => BankTemplate.For(risk, purpose),
        PolicyTemplate.EuAiActHighRisk => EuAiActTemplate.For(risk, purpose),
        _ => throw new ArgumentOutOfRangeException(nameof(template), template, null),
    };

    /// <summary>The policies of a template for every risk class and purpose, the strictest first.</summary>
    public static IReadOnlyList<PolicyEntry> All(PolicyTemplate template) =>
    [
        .. from risk in Enum.GetValues<RiskClass>().OrderDescending()
           from purpose in Enum.GetValues<EnvironmentPurpose>().OrderDescending()
           select PolicyEntry.Of(new PolicyScope(risk, purpose), For(template, risk, purpose)),
    ];
}
