namespace Portal.Core.Promotions;

/// <summary>What a tenant's policies begin as.</summary>
public enum PolicyTemplate
{
    /// <summary>One approval where it matters.</summary>
    Lenient,

    /// <summary>Model risk management of a bank: independent review, then compliance, by a deadline.</summary>
    Bank,

    /// <summary>High-risk systems after the EU AI Act.</summary>
    EuAiActHighRisk,
}

public static class PolicyTemplateWords
{
    public static string InWords(this PolicyTemplate template) => template switch
    {
        PolicyTemplate.Lenient => "lenient",
        PolicyTemplate.Bank => "bank (model risk management)",
        PolicyTemplate.EuAiActHighRisk => "EU AI Act, high risk",
        _ => throw new ArgumentOutOfRangeException(nameof(template), template, null),
    };

    /// <summary>What makes it different from the others.</summary>
    public static string Describe(this PolicyTemplate template) => template switch
    {
        PolicyTemplate.Lenient => "Gates by risk, one approval by a reviewer or compliance officer in staging and production, live at once.",
        PolicyTemplate.Bank =>
            "Independent review by two reviewers, then compliance, each within 3 days; the owner has no say; staging comes before production; deciders confirm their sign-in; high risk goes live in steps.",
        PolicyTemplate.EuAiActHighRisk =>
            "For high risk: data and accuracy (Art. 10, 15), human oversight (Art. 14) and the residual risk (Art. 9) are decided on by three offices, only for an approved use case, with no exceptions in production. Other classes stay lenient.",
        _ => throw new ArgumentOutOfRangeException(nameof(template), template, null),
    };
}
