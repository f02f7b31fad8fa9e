using Portal.Core.Promotions;
using Portal.Web.Shell;

namespace Portal.Web.Promotions;

/// <summary>What a policy's gates ask for, in words.</summary>
public static class GateTexts
{
    public static string InWords(Gate gate) => PolicySentences.Of(gate);

    /// <summary>A limit as people write it: as many decimals as it has, at least two.</summary>
    public static string Limit(double number) => number.ToString("0.00##", Figures.Culture);

    public static string Short(double number) => number.ToString("0.###", Figures.Culture);
}
