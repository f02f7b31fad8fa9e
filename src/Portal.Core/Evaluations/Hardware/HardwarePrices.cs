using System.Text.Json;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Evaluations.Hardware;

/// <summary>The dated table of what hardware costs: a small file that comes with the portal, or an organisation's own.</summary>
/// <param name="Utilisation">The share of an hour in which there is something to predict, for costs as they usually turn out.</param>
public sealed record HardwarePrices(decimal Utilisation, IReadOnlyList<HardwarePrice> Classes)
{
    private const string Embedded = "hardware-prices.json";
    private const int LongestFile = 1024 * 1024;

    /// <summary>The one that comes with the portal.</summary>
    public static HardwarePrices BuiltIn { get; } = ReadEmbedded();

    public HardwarePrice? Find(string? name) => Classes.FirstOrDefault(price => price.Class.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <returns>The table, or what is wrong with the file and how it is put right.</returns>
    public static (HardwarePrices? Prices, string? Complaint) Read(string path)
    {
        try
        {
            return new FileInfo(path).Length > LongestFile ? (null, $"A table of prices has at most {LongestFile} bytes.") : Parse(File.ReadAllBytes(path));
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return (null, $"The file cannot be read: {broken.Message}");
        }
    }

    internal static (HardwarePrices? Prices, string? Complaint) Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<HardwarePrices>(json, JsonText.Options) is { } prices
                ? prices.Complaint() is { } complaint ? (null, complaint) : (prices, null)
                : (null, "The file is empty.");
        }
        catch (JsonException broken)
        {
            return (null, $"The file is not a table of prices ({broken.Path ?? "$"}, line {broken.LineNumber + 1}). docs/operations.md shows one.");
        }
    }

    private string? Complaint() =>
        Utilisation is <= 0 or > 1 ? "`utilisation` is a share above 0 and at most 1."
        : Classes is not { Count: > 0 } ? "There is no class in it."
        : Classes.FirstOrDefault(price => price.PricePerHour <= 0) is { } free ? $"The price of `{free.Class}` is not above 0."
        : Classes.FirstOrDefault(price => price.AcceleratorGb <= 0) is { } empty ? $"The memory of `{empty.Class}` is not above 0."
        : Classes.FirstOrDefault(price => price.Currency is not { Length: 3 } || !price.Currency.All(char.IsAsciiLetterUpper)) is { } foreign ? $"The currency of `{foreign.Class}` is no ISO 4217 code, such as EUR."
        : Classes.FirstOrDefault(price => RunnerLabels.Refuses("class", [$"{RunnerLabels.Hardware}={price.Class}"]) is not null) is { } odd ? $"`{odd.Class}` is no name of a class: use letters, digits, dots, dashes and underscores."
        : Classes.FirstOrDefault(price => string.IsNullOrWhiteSpace(price.Description) || string.IsNullOrWhiteSpace(price.Source) || price.AsOf == default) is { } vague ? $"`{vague.Class}` lacks a description, a source or the day of its price."
        : Classes.GroupBy(price => price.Class, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice ? $"The class `{twice.Key}` is there twice."
        : null;

    private static HardwarePrices ReadEmbedded()
    {
        using var content = typeof(HardwarePrices).Assembly.GetManifestResourceStream(Embedded)!;
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return Parse(bytes.ToArray()).Prices ?? throw new InvalidOperationException("The table of prices that comes with the portal is broken.");
    }
}
