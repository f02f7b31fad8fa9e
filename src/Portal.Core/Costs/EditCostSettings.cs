using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Costs.Currencies;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs;

/// <param name="Revision">Of the settings as the person saw them; 0 for the defaults.</param>
/// <param name="Currency">In which totals are shown, ISO 4217.</param>
public sealed record EditCostSettingsRequest(long Revision, string Currency, string Reason);

/// <summary>Sets how the tenant looks at its money. Amounts stay in the currency they were billed in; what changes is into what they are converted.</summary>
public sealed class EditCostSettings(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, EditCostSettingsRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var subject = new AuditSubject("cost-settings", actor.Tenant.ToString(), "cost settings");
        if (unit.Refuses(Permission.ManageCosts) is { } forbidden)
        {
            return await unit.RefuseAsync("cost-settings.edit", subject, forbidden, ct);
        }

        var settings = await unit.Db.CostSettings.SingleOrDefaultAsync(ct);
        if (request.Revision != CostSettingsDetail.RevisionOf(settings))
        {
            return Refusal.Stale("The settings of costs");
        }

        if ((CurrencyCode.Refuses("currency", request.Currency) ?? Texts.RefusesReason(request.Reason)) is { } invalid)
        {
            return invalid;
        }

        var before = settings?.Currency ?? CostSettings.DefaultCurrency;
        if (settings is null)
        {
            unit.Db.CostSettings.Add(new CostSettings { TenantId = actor.Tenant, Currency = request.Currency });
        }
        else
        {
            settings.Currency = request.Currency;
        }

        unit.Record("cost-settings.edited", subject, request.Reason.Trim(), new JsonObject { ["before"] = before, ["currency"] = request.Currency });
        return await unit.CommitAsync(default(Done), ct);
    }
}
