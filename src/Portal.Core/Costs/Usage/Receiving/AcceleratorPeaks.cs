using System.Text.Json.Nodes;
using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Storage;

namespace Portal.Core.Costs.Usage.Receiving;

/// <summary>Makes peaks of readings. Whoever calls it holds the sources' locks, so that no peak is lost between two batches.</summary>
internal static class AcceleratorPeaks
{
    /// <summary>Classes, models and environments that a source tells apart in an hour; what comes beyond is left out, so that made-up names fill no table.</summary>
    public const int MostAnHour = 200;

    /// <returns>How many were left out.</returns>
    public static async Task<int> KeepAsync(PortalDbContext db, IReadOnlyList<AcceleratorReading> readings, IReadOnlyDictionary<string, UsageSource> sources, DateTimeOffset now, CancellationToken ct)
    {
        var (leftOut, owners) = (0, readings.Count == 0 ? null : await UsagePlaces.FindAsync(db, readings, ct));
        foreach (var hour in readings.GroupBy(reading => (Source: sources[Names.Normalize(reading.Source)].Id, Hour: HourOf(reading.At > now ? now : reading.At))))
        {
            var (source, begin) = hour.Key;
            var kept = await db.AcceleratorHours.Where(row => row.SourceId == source && row.Hour == begin).ToDictionaryAsync(row => row.Key, ct);
            foreach (var reading in hour)
            {
                var made = RowOf(db.Tenant, source, begin, reading, owners!);
                if (!kept.TryGetValue(made.Key, out var row))
                {
                    if (kept.Count >= MostAnHour)
                    {
                        leftOut++;
                        continue;
                    }

                    kept[made.Key] = row = made;
                    db.AcceleratorHours.Add(row);
                }

                row.Take(reading);
            }
        }

        return leftOut;
    }

    private static AcceleratorHour RowOf(TenantId tenant, UsageSourceId source, DateTimeOffset hour, AcceleratorReading reading, UsagePlaces owners)
    {
        var (model, environment) = owners.Of(reading);
        return new AcceleratorHour
        {
            TenantId = tenant,
            SourceId = source,
            Hour = hour,
            Key = Digest.Of(CanonicalJson.Write(new JsonObject { ["class"] = reading.DeviceClass, ["model"] = model?.ToString(), ["environment"] = environment?.ToString() })),
            DeviceClass = reading.DeviceClass,
            ModelId = model,
            EnvironmentId = environment,
        };
    }

    private static DateTimeOffset HourOf(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
