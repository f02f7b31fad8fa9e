using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Costs.Usage.Prices;
using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Costs.Usage.Repricing;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Usage;

/// <param name="Revision">As it was read; 0 where nothing was set yet.</param>
/// <param name="Content">Null to leave it as it is.</param>
/// <param name="Assumptions">Null to leave them as they are.</param>
public sealed record EditUsageSettingsRequest(
    int RetentionDays, decimal GapShare, IReadOnlyList<AttributeName> Names, IReadOnlyList<ModelAlias> Aliases, long Revision, ContentHandling? Content = null, SavingAssumptions? Assumptions = null);

public sealed record UsageSettingsView(
    int RetentionDays, decimal GapShare, IReadOnlyList<AttributeName> Names, IReadOnlyList<ModelAlias> Aliases, ContentHandling Content, SavingAssumptions Assumptions, long Revision);

/// <summary>Says how a tenant reads usage, by which names it is priced, what becomes of prompts, how long it is kept, how far a bill may be from it, and what savings assume.</summary>
public sealed class EditUsageSettings(AuditTrail trail, PortalDatabase database, IFingerprintKeys keys)
{
    public const string Action = "usage.settings";

    public async Task<UsageSettingsView> ReadAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var row = await db.UsageSettings.AsNoTracking().SingleOrDefaultAsync(ct) ?? new UsageSettings { TenantId = actor.Tenant };
        return new UsageSettingsView(row.RetentionDays, row.GapShare, row.Names, row.Aliases, row.Content, row.Assumptions, row.Revision);
    }

    public async Task<Outcome<Done>> RunAsync(Actor actor, EditUsageSettingsRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var subject = new AuditSubject("tenant", actor.Tenant.ToString(), "usage");
        if (unit.Refuses(Permission.ManageCosts) is { } forbidden)
        {
            return await unit.RefuseAsync(Action, subject, forbidden, ct);
        }

        if (Refuses(request) is { } invalid)
        {
            return invalid;
        }

        var settings = await unit.Db.UsageSettings.SingleOrDefaultAsync(ct);
        if ((settings?.Revision ?? 0) != request.Revision)
        {
            return Refusal.Stale("How usage is read");
        }

        if (settings is null)
        {
            settings = new UsageSettings { TenantId = actor.Tenant };
            unit.Db.UsageSettings.Add(settings);
        }

        if (!settings.Aliases.SequenceEqual(request.Aliases))
        {
            RepriceFrom.Ask(unit, "", "", unit.Now.AddDays(-settings.RetentionDays), null);
        }

        (settings.RetentionDays, settings.GapShare, settings.Names, settings.Aliases) = (request.RetentionDays, request.GapShare, request.Names, request.Aliases);
        settings.Assumptions = request.Assumptions ?? settings.Assumptions;
        Handle(settings, request.Content ?? settings.Content);
        unit.Tell("usage.settings-changed", []);
        unit.Record(Action, subject, details: new JsonObject
        {
            ["retentionDays"] = request.RetentionDays,
            ["gapShare"] = request.GapShare.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["names"] = request.Names.Count,
            ["aliases"] = request.Aliases.Count,
            ["content"] = settings.Content.ToString(),
            ["assumptions"] = System.Text.Json.JsonSerializer.SerializeToNode(settings.Assumptions, JsonText.Options),
        });
        return await unit.CommitAsync(default(Done), ct);
    }

    /// <summary>Who wants fingerprints no longer loses the secret, and with it every way to find out what one was made of.</summary>
    private void Handle(UsageSettings settings, ContentHandling content)
    {
        settings.Content = content;
        settings.FingerprintKey = content == ContentHandling.Drop ? null
            : settings.FingerprintKey is { } kept && keys.Reveal(kept) is not null ? kept
            : keys.Protect(RandomNumberGenerator.GetBytes(InputFingerprints.KeyBytes));
    }

    private static Refusal? Refuses(EditUsageSettingsRequest request) =>
        request.RetentionDays is < 1 or > UsageSettings.MostDays ? Refusal.Invalid("retentionDays", $"Records are kept for 1 to {UsageSettings.MostDays:N0} days.")
        : request.GapShare is < 0 or > 10 ? Refusal.Invalid("gapShare", "A gap is a share of what was billed: 0 to 10, such as 0.05 for 5 %.")
        : request.Names.Count > AttributeNames.Most ? Refusal.Invalid("names", $"At most {AttributeNames.Most} names can be added.")
        : request.Names.FirstOrDefault(name => !IsName(name.Attribute)) is { } bad ? Refusal.Invalid("names", $"“{Texts.Fit(bad.Attribute ?? "", 50)}” is no name of an attribute.")
        : request.Aliases.Count > UsageSettings.MostAliases ? Refusal.Invalid("aliases", $"At most {UsageSettings.MostAliases:N0} names can stand for others.")
        : request.Aliases.FirstOrDefault(alias => !IsName(alias.Seen) || (alias.PricedAs is { } priced && !IsName(priced)) || (alias.Model is { } model && !IsName(model))) is { } alias
            ? Refusal.Invalid("aliases", $"“{Texts.Fit(alias.Seen ?? "", 50)}” does not stand for a name of 1 to {Price.LongestName} characters.")
        : request.Content is { } content && Choices.Refuses("content", content) is { } unknown ? unknown
        : request.Assumptions?.Refuses();

    private static bool IsName(string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= Price.LongestName && !text.Contains('\0', StringComparison.Ordinal);
}
