using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Costs.Usage.Repricing;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Usage.Prices;

/// <param name="Prices">One, or a whole file of them: all or none are kept.</param>
public sealed record AddPricesRequest(IReadOnlyList<PriceFact> Prices);

/// <param name="Added">That were not there.</param>
/// <param name="Known">That were there already, to the last digit.</param>
/// <param name="Ended">Older prices of the same thing that end where a new one begins.</param>
public sealed record AddedPrices(int Added, int Known, int Ended);

/// <summary>
/// Enters prices. One of the same thing that is open ends where the new one begins, so that at each instant one price holds. Usage of the
/// past to which they apply is priced anew.
/// </summary>
public sealed class AddPrices(AuditTrail trail)
{
    public const string Action = "price.added";
    public const int Most = 5000;

    private const int NamedInTrail = 20;

    public async Task<Outcome<AddedPrices>> RunAsync(Actor actor, AddPricesRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var subject = new AuditSubject("tenant", actor.Tenant.ToString(), "price book");
        if (unit.Refuses(Permission.ManageCosts) is { } forbidden)
        {
            return await unit.RefuseAsync(Action, subject, forbidden, ct);
        }

        if (request.Prices.Count is < 1 or > Most)
        {
            return Refusal.Invalid("prices", $"Give 1 to {Most:N0} prices.");
        }

        if (request.Prices.Select(Refuses).FirstOrDefault(refusal => refusal is not null) is { } invalid)
        {
            return invalid;
        }

        var providers = request.Prices.Select(price => PriceBook.Plain(price.Provider)).Distinct(StringComparer.Ordinal).ToList();
        var rows = await unit.Db.Prices.Where(row => providers.Contains(row.Provider)).ToListAsync(ct);
        var (added, known, ended) = (new List<Price>(), 0, 0);
        foreach (var fact in request.Prices.Select(price => price with { ValidFrom = KeptInstant.Of(price.ValidFrom) }).OrderBy(price => price.ValidFrom))
        {
            var same = rows.Where(row => IsOfOneTier(row, fact)).ToList();
            if (same.Find(row => row.ValidFrom == fact.ValidFrom) is { } there)
            {
                if (there.Amount != fact.Amount || there.Currency != fact.Currency)
                {
                    return new Refusal(
                        RefusalKind.Conflict, "price.taken", $"{fact.Provider} {fact.Model} ({fact.Unit}) has another price from that instant on: {there.Amount} {there.Currency}.",
                        "A price is not overwritten: end that one at the instant at which it was wrong, or enter the new one from another instant on.");
                }

                known++;
                continue;
            }

            ended += End(same, fact.ValidFrom);
            var price = RowOf(unit, actor, fact, same);
            unit.Db.Prices.Add(price);
            rows.Add(price);
            added.Add(price);
        }

        if (added.Count == 0)
        {
            return new AddedPrices(0, known, 0);
        }

        foreach (var provider in added.GroupBy(price => price.Provider, StringComparer.Ordinal))
        {
            RepriceFrom.Ask(unit, provider.Key, provider.Count() == 1 ? provider.First().Model : "", provider.Min(price => price.ValidFrom), null);
        }

        unit.Tell("price.changed", new JsonObject { ["prices"] = added.Count });
        unit.Record(Action, subject, details: Describe(added, known, ended));
        return await unit.CommitAsync(new AddedPrices(added.Count, known, ended), ct);
    }

    private static Price RowOf(UnitOfWork unit, Actor actor, PriceFact fact, IReadOnlyList<Price> same) => new()
    {
        TenantId = actor.Tenant,
        Id = PriceId.New(),
        Provider = PriceBook.Plain(fact.Provider),
        Model = PriceBook.Plain(fact.Model),
        Unit = fact.Unit,
        Term = fact.Term,
        Region = PriceBook.Plain(fact.Region),
        FromVolume = fact.FromVolume,
        Amount = fact.Amount,
        Currency = fact.Currency,
        ValidFrom = fact.ValidFrom,
        ValidUntil = fact.ValidUntil is { } end ? KeptInstant.Of(end) : same.Where(row => row.ValidFrom > fact.ValidFrom).Min(row => (DateTimeOffset?)row.ValidFrom),
        Source = fact.Source.Trim(),
        AddedBy = actor.Member,
        AddedAt = unit.Now,
    };

    /// <summary>Of those that hold at the instant.</summary>
    private static int End(List<Price> same, DateTimeOffset at)
    {
        var open = same.Where(row => row.ValidFrom < at && (row.ValidUntil is null || row.ValidUntil > at)).ToList();
        open.ForEach(row => row.ValidUntil = at);
        return open.Count;
    }

    private static bool IsOfOneTier(Price row, PriceFact fact) =>
        row.Unit == fact.Unit && row.Term == fact.Term && row.FromVolume == fact.FromVolume && PriceBook.Same(row.Provider, fact.Provider) && PriceBook.Same(row.Model, fact.Model) && PriceBook.Same(row.Region, fact.Region);

    private static Refusal? Refuses(PriceFact fact, int index) =>
        fact.Refuses() is not { } refusal ? null
        : Refusal.Invalid(refusal.Fields.Keys.First(), index == 0 ? refusal.Sentence : $"Price {index + 1}: {refusal.Sentence}");

    private static JsonObject Describe(List<Price> added, int known, int ended) => new()
    {
        ["added"] = added.Count,
        ["known"] = known,
        ["ended"] = ended,
        ["first"] = new JsonArray([.. added.Take(NamedInTrail).Select(price => JsonValue.Create(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{price.Provider} {price.Model} {price.Unit} {price.Amount} {price.Currency} from {price.ValidFrom:O}")))]),
    };
}
