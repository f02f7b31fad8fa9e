using Portal.Core.Costs.Economics;
using Portal.Core.Costs.Usage;
using static Portal.Core.Costs.Savings.Finding.SavingFinders;

namespace Portal.Core.Costs.Savings.Finding;

/// <summary>Finds money in how models are used: inputs that come again, simple requests at a dear model, memory that nobody uses. Pure, as <see cref="SavingFinders"/>.</summary>
public static class UsageFinders
{
    /// <summary>Fewer requests than these say nothing of a month.</summary>
    public const int LeastRequests = 1000;

    /// <summary>A lighter model costs at most half; what saves less is not worth an evaluation.</summary>
    public const decimal MostRelativePrice = 0.5m;

    /// <summary>What a smaller card must have above the peak.</summary>
    public const decimal Headroom = 0.2m;

    private const string FromRecords = "records of usage";
    private const string FromSettings = "settings of usage";
    private const string FromReadings = "readings of accelerators";

    /// <summary>F8: inputs that came before within the window, at the average cost of a request. A hit costs its look-up alone.</summary>
    public static SavingFinding? Repeated(SavingWindow window, RepeatedRequests use, SavingAssumptions assumed)
    {
        if (use.Fingerprinted < LeastRequests || use.Repeats <= 0 || use.Cost <= 0)
        {
            return null;
        }

        var (hits, each, lookup) = (use.Repeats / use.Fingerprinted, use.Cost / use.Fingerprinted, assumed.LookupIn(use.Currency));
        var requests = window.Monthly(use.Fingerprinted);
        var (without, with) = (Caching.WithCache(requests, 0, each, 0), Caching.WithCache(requests, hits, each, lookup));
        return Make(
            SavingKind.RepeatedInputs, use.Owner, use.Provider, use.Model, use.Currency, $"A cache for {use.Model}: {use.Owner.Name}",
            $"{Percent(hits)} % of {Number(use.Fingerprinted)} requests had an input that had come before in {window.Days} days: a cache that keeps answers so long answers them without a token. "
            + (lookup > 0 ? $"A look-up costs {use.Currency} {Amount(lookup)}." : $"No price of a look-up in {use.Currency} is entered, so it counts as 0."),
            Saving.Of(without, with), window,
            [
                new("Requests with a fingerprint of their input", $"{Number(use.Fingerprinted)}, {Percent(Share(use.Fingerprinted, use.Requests))} % of all with a cost", FromRecords),
                new("Different inputs among them", Number(use.Inputs), FromRecords), new("Average cost of one", $"{use.Currency} {Amount(each)}", FromRecords),
                new("Price of a look-up", $"{use.Currency} {Amount(lookup)}{(lookup > 0 ? "" : ", none entered")}", FromSettings),
            ],
            without, with);
    }

    /// <summary>F7: simple requests at a lighter model of the same provider. Of several the dearest that costs at most half: one that costs far less may do so for a reason.</summary>
    public static SavingFinding? Tier(SavingWindow window, SimpleRequests use, SavingAssumptions assumed)
    {
        if (use.Requests < LeastRequests || use.SimpleCost <= 0
            || use.Lighter.Where(lighter => lighter.Cost <= use.SimpleCost * MostRelativePrice).OrderByDescending(lighter => lighter.Cost).ThenBy(lighter => lighter.Name, StringComparer.Ordinal).FirstOrDefault() is not { } light)
        {
            return null;
        }

        var (share, relative, spend) = (use.SimpleCost / use.Cost, light.Cost / use.SimpleCost, window.Monthly(use.Cost));
        var (cost, best) = (Routing.RelativeCost(share, relative, 0, assumed.EscalatedShare), Routing.RelativeCost(share, relative, 0, 0));
        var (saving, atBest) = (Routing.Saves(spend, cost), Routing.Saves(spend, best));
        return Make(
            SavingKind.CheaperTier, use.Owner, use.Provider, use.Model, use.Currency, $"Simple requests to {light.Name} instead of {use.Model}: {use.Owner.Name}",
            $"{Number(use.Simple)} of {Number(use.Requests)} requests were simple and caused {Percent(share)} % of the cost; at {light.Name} they would cost {Percent(relative)} % of that. It is assumed that {Number(assumed.EscalatedShare * 100)} % of its answers are given again; "
            + $"with none it would be {use.Currency} {atBest.Value.ToString("#,##0.00", System.Globalization.CultureInfo.InvariantCulture)} a month. The saving counts only after {light.Name} passes an evaluation on such requests.",
            saving, window,
            [
                new("Cost in the window", $"{use.Currency} {Number(use.Cost)}", FromRecords), new("Of simple requests", $"{use.Currency} {Number(use.SimpleCost)}", FromRecords),
                new("Simple", $"at most {Number(assumed.SimpleInputTokens)} tokens in and {Number(assumed.SimpleOutputTokens)} out, no reasoning, no error", FromSettings),
                new($"Their tokens at {light.Name}", $"{use.Currency} {Number(light.Cost)}: {light.Price}", "price book"), new("Answers given again", $"{Number(assumed.EscalatedShare * 100)} %, assumed", FromSettings),
                new("Cost of deciding which request is simple", "0, not measured", "assumed"),
            ],
            cost, saving, atBest);
    }

    /// <summary>F10: the card with the least memory that holds the peak with headroom, where it costs less than what was paid.</summary>
    public static SavingFinding? Oversized(SavingWindow window, BoughtAccelerators bought, AcceleratorPeak peak, IReadOnlyList<OfferedCard> offers)
    {
        if (peak.Days < LeastDays || peak.Peak > peak.Provisioned)
        {
            return null;
        }

        var needed = Accelerators.Needed(peak.Peak, Headroom);
        var cards = offers.Where(offer => offer.Currency == bought.Currency && offer.Card.Hourly < bought.Hourly && offer.Card.Gigabytes < peak.Provisioned).ToList();
        if (Accelerators.Smallest(needed.Exact!.Value, cards.Select(offer => offer.Card)) is not { } card)
        {
            return null;
        }

        var hours = window.Monthly(bought.Hours);
        var (paid, smaller) = (Cloud.OnDemand(1, bought.Hourly, hours), Cloud.OnDemand(1, card.Hourly, hours));
        return SavingFinders.Make(
            SavingKind.OversizedAccelerator, bought, $"A smaller card for {bought.Owner.Name}",
            $"At its peak {Number(peak.Peak)} of {Number(peak.Provisioned)} GB were in use on {peak.Days} days; with {Number(Headroom * 100)} % of headroom {card.Name} with {Number(card.Gigabytes)} GB would hold that. The saving counts once its speed there is measured and enough.",
            Saving.Of(paid, smaller), window,
            [
                new("Machine hours paid for", $"{Number(bought.Hours)} in {window.Days} days", "sums of costs"), new("Price paid", $"{bought.Currency} {Number(bought.Hourly)} an hour for {bought.Sku}", "sums of costs"),
                new($"Memory in use at the peak of {peak.DeviceClass}", $"{Number(peak.Peak)} of {Number(peak.Provisioned)} GB", FromReadings),
                new("Busiest share of time", peak.Utilisation is { } busy ? $"{Number(busy * 100)} %" : "not said", FromReadings),
                new($"Price of {card.Name}", $"{bought.Currency} {Number(card.Hourly)} an hour", cards.First(offer => offer.Card == card).Source),
            ],
            Accelerators.UnusedShare(peak.Peak, peak.Provisioned), Accelerators.Wasted(bought.Hourly, peak.Peak, peak.Provisioned), needed, paid, smaller);
    }

    private static SavingFinding? Make(
        SavingKind kind, SavingOwner owner, string provider, string model, string currency, string title, string sentence, Figure saving, SavingWindow window, IReadOnlyList<SavingFact> facts, params IReadOnlyList<Figure> figures) =>
        saving.Exact is > 0 and var monthly
            ? new(
                kind, Subject(provider, model, owner.Subject, currency), Fit(title), Storage.Texts.Fit(sentence, FoundSaving.LongestSentence), owner, provider, monthly, currency,
                new SavingEvidence(window.From, window.Until, facts, [.. figures]))
            : null;

    private static decimal Share(decimal part, decimal whole) => whole > 0 ? Math.Min(1, part / whole) : 0;

    private static string Percent(decimal share) => decimal.Round(share * 100, 1, MidpointRounding.AwayFromZero).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Of one request: with more decimals than other amounts.</summary>
    private static string Amount(decimal value) => decimal.Round(value, 10).ToString("0.##########", System.Globalization.CultureInfo.InvariantCulture);
}
