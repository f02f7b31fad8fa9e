using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Usage.Reading;

/// <summary>How a tenant's usage is read as it arrives.</summary>
/// <param name="Fingerprints">Null where what was asked is not read.</param>
public sealed record UsageReading(AttributeNames Names, InputFingerprints? Fingerprints);

/// <summary>Tells a door how it reads what comes in.</summary>
public sealed class UsageReadings(PortalDatabase database, IFingerprintKeys keys)
{
    public async Task<UsageReading> ReadAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var row = await db.UsageSettings.AsNoTracking().SingleOrDefaultAsync(ct);
        return new(new AttributeNames(row?.Names ?? []), row is { Content: ContentHandling.Fingerprint, FingerprintKey: { } kept } && keys.Reveal(kept) is { } key ? new InputFingerprints(key) : null);
    }
}
