namespace Portal.Core.Costs.Usage.Reading;

/// <summary>What an accelerator said of itself at a moment; what it did not say is null.</summary>
/// <param name="Source">Who says so, such as the name of a service.</param>
/// <param name="DeviceClass">The model of the card, such as <c>NVIDIA A10G</c>.</param>
/// <param name="Used">Bytes of memory in use.</param>
/// <param name="Limit">Bytes of memory that it has.</param>
/// <param name="Utilisation">The share of time in which it worked, 0 to 1.</param>
public sealed record AcceleratorReading(string Source, string DeviceClass, DateTimeOffset At, long? Used, long? Limit, decimal? Utilisation, string? PortalModel, string? Environment);
