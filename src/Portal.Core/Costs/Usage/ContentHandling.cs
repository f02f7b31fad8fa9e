namespace Portal.Core.Costs.Usage;

/// <summary>What becomes of prompts as they arrive. They are kept by neither.</summary>
public enum ContentHandling
{
    /// <summary>They are not read.</summary>
    Drop,

    /// <summary>A keyed fingerprint is made of them, by which it is seen that an input came again; they themselves are thrown away.</summary>
    Fingerprint,
}
