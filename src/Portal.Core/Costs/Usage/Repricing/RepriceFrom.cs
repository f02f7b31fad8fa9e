using Portal.Core.Audit;

namespace Portal.Core.Costs.Usage.Repricing;

/// <summary>Asks for usage of the past to be priced anew, in the transaction that changes its price.</summary>
internal static class RepriceFrom
{
    public static void Ask(UnitOfWork unit, string provider, string model, DateTimeOffset from, DateTimeOffset? until)
    {
        if (from > unit.Now)
        {
            return;
        }

        unit.Db.UsageRepricings.Add(new UsageRepricing
        {
            TenantId = unit.Actor.Tenant, Id = RepricingId.New(), Provider = provider, Model = model, From = from, Until = until, AskedAt = unit.Now, AskedBy = unit.Actor.Member,
        });
    }
}
