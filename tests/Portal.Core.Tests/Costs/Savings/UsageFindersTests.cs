using Portal.Core.Costs.Economics;
using Portal.Core.Costs.Savings;
using Portal.Core.Costs.Savings.Finding;
using Portal.Core.Costs.Usage;
using Portal.Core.Promotions;
using Portal.Core.Registry;

namespace Portal.Core.Tests.Costs.Savings;

/// <summary>Against the worked examples of F7, F8 and F10.</summary>
public sealed class UsageFindersTests
{
    private static readonly SavingWindow s_window = new(new DateOnly(2026, 2, 2), new DateOnly(2026, 3, 2));

    private static readonly SavingOwner s_owner = new(null, ModelId.New(), "letters", EnvironmentId.New(), "production");

    private static readonly SavingAssumptions s_assumed = SavingAssumptions.Default;

    /// <summary>65 % of 672,000 requests came again, at 0.006 each: 730,000 a month.</summary>
    private static readonly RepeatedRequests s_repeated = new(s_owner, "openai", "gpt", "USD", 1_344_000, 672_000, 235_200, 672_000 * 0.006m);

    /// <summary>40,000 a month, of which simple requests cause 80 %.</summary>
    private static readonly SimpleRequests s_simple = new(
        s_owner, "openai", "gpt", "USD", 10_000, 40_000m * 672 / 730, 9_000, 32_000m * 672 / 730,
        [new("tiny", 320m * 672 / 730, ""), new("mini", 3_200m * 672 / 730, "USD 1 for a million"), new("nearly", 20_000m * 672 / 730, "")]);

    private static readonly BoughtAccelerators s_card = new(s_owner, "Acme", "eu-central", "L24", "EUR", 672, 672 * 1.2m, CanWait: false);

    private static readonly AcceleratorPeak s_peak = new(s_owner.Key, "L24", 8, 24, 0.4m, 7);

    private static readonly OfferedCard[] s_offers =
    [
        new(new AcceleratorOffer("slice", 10, 0.45m), "EUR", "list"), new(new AcceleratorOffer("too small", 9.5m, 0.1m), "EUR", "list"), new(new AcceleratorOffer("dollars", 9.7m, 0.2m), "USD", "list"),
        new(new AcceleratorOffer("dearer", 9.7m, 1.3m), "EUR", "list"),
    ];

    [Fact]
    public void Repeated_SavesWhatItsHitsCost_LessTheLookUps()
    {
        var found = UsageFinders.Repeated(s_window, s_repeated, s_assumed with { LookupPrice = 0.00002m, LookupCurrency = "USD" })!;

        // 730,000 × 0.006 = 4,380.00 against 730,000 × (0.35 × 0.006 + 0.00002) = 1,547.60.
        Assert.Equal((SavingKind.RepeatedInputs, 2_832.40m), (found.Kind, found.Monthly));
        Assert.Equal([4_380m, 1_547.60m], found.Evidence.Figures.Select(figure => figure.Value));
        Assert.Contains(found.Evidence.Facts, fact => fact.Value == "672,000, 50 % of all with a cost");
        Assert.Contains("65 % of 672,000 requests", found.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Repeated_SaysThatNoLookUpHasAPrice_AlsoWhereItHasOneInAnotherCurrency()
    {
        foreach (var assumed in new[] { s_assumed, s_assumed with { LookupPrice = 5, LookupCurrency = "EUR" } })
        {
            var found = UsageFinders.Repeated(s_window, s_repeated, assumed)!;
            Assert.Equal(2_847m, found.Monthly);
            Assert.Contains("No price of a look-up in USD is entered, so it counts as 0.", found.Sentence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Repeated_NeedsEnoughRequests_Repetitions_AndALookUpThatCostsLess()
    {
        Assert.Null(UsageFinders.Repeated(s_window, s_repeated with { Fingerprinted = 999, Inputs = 10 }, s_assumed));
        Assert.Null(UsageFinders.Repeated(s_window, s_repeated with { Inputs = s_repeated.Fingerprinted }, s_assumed));
        Assert.Null(UsageFinders.Repeated(s_window, s_repeated, s_assumed with { LookupPrice = 0.004m, LookupCurrency = "USD" }));
    }

    [Fact]
    public void Tier_SavesWhatTheWorkedExampleSaves_AndShowsItWithoutEscalation()
    {
        var found = UsageFinders.Tier(s_window, s_simple, s_assumed)!;

        Assert.Equal((SavingKind.CheaperTier, 25_600m), (found.Kind, decimal.Round(found.Monthly, 2)));
        Assert.Equal(28_800m, found.Evidence.Figures[2].Value);
        Assert.Contains("It is assumed that 10 % of its answers are given again; with none it would be USD 28,800.00 a month.", found.Sentence, StringComparison.Ordinal);
        Assert.Contains("counts only after mini passes an evaluation", found.Sentence, StringComparison.Ordinal);
        Assert.Contains(found.Evidence.Facts, fact => fact.Value.Contains("at most 500 tokens in and 200 out", StringComparison.Ordinal));
    }

    [Fact]
    public void Tier_WithoutALighterPrice_OrEnoughRequests_IsNotFound()
    {
        Assert.Null(UsageFinders.Tier(s_window, s_simple with { Lighter = [] }, s_assumed));
        Assert.Null(UsageFinders.Tier(s_window, s_simple with { Lighter = [s_simple.Lighter[2]] }, s_assumed));
        Assert.Null(UsageFinders.Tier(s_window, s_simple with { Requests = 999 }, s_assumed));
        Assert.Null(UsageFinders.Tier(s_window, s_simple, s_assumed with { EscalatedShare = 1 }));
    }

    [Fact]
    public void Oversized_TakesTheSmallestCheaperCardThatHoldsThePeak()
    {
        var found = UsageFinders.Oversized(s_window, s_card, s_peak, s_offers)!;

        Assert.Equal((SavingKind.OversizedAccelerator, 547.50m), (found.Kind, found.Monthly));
        Assert.Equal([0.666667m, 584.00m, 9.6m, 876.00m, 328.50m], found.Evidence.Figures.Select(figure => figure.Value));
        Assert.Contains(found.Evidence.Facts, fact => fact is { Name: "Busiest share of time", Value: "40 %" });
    }

    [Fact]
    public void Oversized_NeedsAWeek_ACheaperCard_AndOneThatHoldsIt()
    {
        Assert.Null(UsageFinders.Oversized(s_window, s_card, s_peak with { Days = 6 }, s_offers));
        Assert.Null(UsageFinders.Oversized(s_window, s_card, s_peak with { Peak = 8.4m }, s_offers));
        Assert.Null(UsageFinders.Oversized(s_window, s_card with { Cost = 672 * 0.4m }, s_peak, s_offers));
        Assert.Null(UsageFinders.Oversized(s_window, s_card, s_peak, []));
    }

    /// <summary>Readings do not say what their card was bought as: the only one for the only one, else the one that is called alike.</summary>
    [Fact]
    public void Peak_BelongsToTheOnlyCard_OrToTheOneCalledAlike()
    {
        var other = s_card with { Sku = "p4d A100" };
        MeasuredUse Use(BoughtAccelerators[] bought, params AcceleratorPeak[] peaks) => new(s_window, bought, new Dictionary<string, ObservedWeek>(), [], [], []) { Peaks = peaks, Offers = s_offers };

        Assert.Single(Use([other], s_peak).Find());
        Assert.Empty(Use([other], s_peak with { OwnerKey = "other" }).Find());
        Assert.Equal("Acme|eu-central|L24", string.Join('|', Assert.Single(Use([s_card, other], s_peak).Find()).Subject.Split('|').Take(3)));
        Assert.Empty(Use([s_card with { Sku = "x" }, other], s_peak).Find());
    }

    [Fact]
    public void Subject_OfLongNames_IsNeverThatOfAnotherThing()
    {
        var (one, other) = (s_card with { Sku = new string('s', 200) }, s_card with { Sku = new string('s', 200), Currency = "USD" });
        var subjects = new[] { one, other }.SelectMany(card => UsageFinders.Oversized(s_window, card, s_peak, s_offers) is { } found ? new[] { found.Subject } : []).Distinct().ToList();

        Assert.Equal(2, subjects.Count);
        Assert.All(subjects, subject => Assert.True(subject.Length <= FoundSaving.LongestSubject));
    }
}
