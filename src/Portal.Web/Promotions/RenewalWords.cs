using Portal.Core.Promotions;
using Portal.Core.Promotions.Renewals;
using Portal.Web.Shell;

namespace Portal.Web.Promotions;

/// <summary>Renewals as pages speak of them.</summary>
public static class RenewalWords
{
    /// <summary>Such as "3 Mar 2027", in the reader's zone.</summary>
    public static string Day(DateTimeOffset at, ViewerClock clock) => clock.Local(at).ToString("d MMM yyyy", Figures.Culture);

    /// <summary>What the last approval of a renewal does.</summary>
    public static string Renews(FrozenEvidence frozen, ViewerClock clock) =>
        $"Renews the approval in {frozen.Environment.Name}{(RenewalRules.TermOf(frozen) is { } term ? $" until {Day(term.Until, clock)}" : "")}; nothing changes there.";

    /// <summary>The approval that is renewed, as the other side of a comparison.</summary>
    public static string Before(FrozenRenewal renewal) => renewal.Promotion is { } number ? $"as P-{number} approved it" : "before";
}
