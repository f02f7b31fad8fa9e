namespace Portal.Core.UseCases.AiAct;

/// <summary>The risk classes of the EU AI Act, from least to most.</summary>
public enum AiActClass
{
    Minimal,

    /// <summary>People must be told (Art. 50).</summary>
    Transparency,

    /// <summary>Art. 6: a safety component (Annex I), or an area of Annex III.</summary>
    HighRisk,

    /// <summary>Art. 5: nobody may approve it.</summary>
    Prohibited,
}
