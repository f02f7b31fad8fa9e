using Portal.Core;
using Portal.Core.Costs.Usage;
using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Storage;

namespace Portal.Web.Costs.Usage;

/// <summary>What an accelerator said of itself at a moment.</summary>
/// <param name="DeviceClass">The model of the card, such as <c>NVIDIA A10G</c>.</param>
/// <param name="MemoryUsedBytes">In use.</param>
/// <param name="MemoryLimitBytes">That it has.</param>
/// <param name="Utilisation">The share of time in which it worked, 0 to 1.</param>
/// <param name="PortalModel">For which model of the portal it works.</param>
public sealed record AcceleratorReadingBody(
    string DeviceClass, DateTimeOffset At, long? MemoryUsedBytes = null, long? MemoryLimitBytes = null, decimal? Utilisation = null, string? PortalModel = null, string? Environment = null)
{
    /// <summary>More bytes than any card has: what says so is wrong.</summary>
    internal const long MostBytes = 1_000_000_000_000_000;

    /// <summary>Null when it can be kept.</summary>
    public Refusal? Refuses(int index)
    {
        var at = $"readings[{index}]";
        return (string.IsNullOrWhiteSpace(DeviceClass) ? Refusal.Invalid($"{at}.deviceClass", "A class is needed: the model of the card.") : Texts.Refuses($"{at}.deviceClass", DeviceClass, UsageSource.LongestName))
            ?? (PortalModel is null ? null : Texts.Refuses($"{at}.portalModel", PortalModel, UsageSource.LongestName))
            ?? (Environment is null ? null : Texts.Refuses($"{at}.environment", Environment, UsageSource.LongestName))
            ?? (MemoryUsedBytes is < 0 or > MostBytes ? Refusal.Invalid($"{at}.memoryUsedBytes", "Memory is 0 bytes or more, and no more than any card has.") : null)
            ?? (MemoryLimitBytes is <= 0 or > MostBytes ? Refusal.Invalid($"{at}.memoryLimitBytes", "A card has more than 0 bytes, and no more than any has.") : null)
            ?? (Utilisation is < 0 or > 1 ? Refusal.Invalid($"{at}.utilisation", "A share is 0 to 1.") : null)
            ?? (MemoryUsedBytes is null && MemoryLimitBytes is null && Utilisation is null ? Refusal.Invalid(at, "A reading says memory in use, memory there is, or how busy it was.") : null);
    }

    public AcceleratorReading ToReading(string source) => new(source, DeviceClass.Trim(), At.ToUniversalTime(), MemoryUsedBytes, MemoryLimitBytes, Utilisation, PortalModel, Environment);
}
