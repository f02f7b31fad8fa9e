using System.Globalization;
using System.Text;
using System.Text.Json;
using Portal.Core.Costs.Charges;
using Portal.Core.Storage;

namespace Portal.Core.Costs.Usage.Prices;

/// <summary>Prices as a file: CSV with a header, or JSON. What is written here is read here unchanged. Pure.</summary>
public static class PriceFile
{
    /// <summary>Characters of a file that is read.</summary>
    public const int Longest = 4 * 1024 * 1024;

    private static readonly string[] s_columns = ["provider", "model", "unit", "term", "region", "fromVolume", "amount", "currency", "validFrom", "validUntil", "source"];
    private static readonly string[] s_needed = ["provider", "model", "unit", "amount", "currency", "validFrom"];

    private static Refusal NoPrices => Refusal.Invalid("file", "A file of prices has a header and a price on each line.");

    public static string ToCsv(IEnumerable<PriceFact> prices)
    {
        var text = new StringBuilder().AppendJoin(',', s_columns).Append("\r\n");
        foreach (var price in prices)
        {
            text.AppendJoin(',', Fields(price).Select(CsvField.Write)).Append("\r\n");
        }

        return text.ToString();
    }

    public static string ToJson(IEnumerable<PriceFact> prices) => JsonSerializer.Serialize(prices, JsonText.Options);

    /// <summary>By its first character: what begins with a bracket is JSON.</summary>
    public static Outcome<IReadOnlyList<PriceFact>> Read(string text)
    {
        var content = text.TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        return content.Length > Longest ? Refusal.Invalid("file", $"A file of prices has at most {Longest:N0} characters.")
            : content.StartsWith('[') ? ReadJson(content)
            : ReadCsv(content);
    }

    private static Outcome<IReadOnlyList<PriceFact>> ReadJson(string content)
    {
        try
        {
            return JsonSerializer.Deserialize<List<PriceFact>>(content, JsonText.Options) is { Count: > 0 } prices && prices.TrueForAll(price => price is { Provider: not null, Model: not null, Currency: not null })
                ? prices.ConvertAll(price => price with { Region = price.Region ?? "", Source = string.IsNullOrWhiteSpace(price.Source) ? "file" : price.Source })
                : Refusal.Invalid("file", "There is no price in it.");
        }
        catch (JsonException broken)
        {
            return Refusal.Invalid("file", $"Line {broken.LineNumber + 1}: this is not a list of prices in JSON.");
        }
    }

    private static Outcome<IReadOnlyList<PriceFact>> ReadCsv(string content)
    {
        using var records = new CsvRecords(new MemoryStream(Encoding.UTF8.GetBytes(content)));
        if (!records.Read() || records.Defect is not null)
        {
            return NoPrices;
        }

        var header = Cells(records).ConvertAll(name => name.Trim());
        if (s_needed.FirstOrDefault(name => !header.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } missing)
        {
            return Refusal.Invalid("file", $"The column {missing} is missing; the columns are {string.Join(", ", s_columns)}.");
        }

        var prices = new List<PriceFact>();
        while (records.Read())
        {
            if (records.Raw.IsEmpty)
            {
                continue;
            }

            var price = records.Defect is { } defect ? Refusal.Invalid("file", $"{defect}.") : ReadLine(header, Cells(records));
            if (!price.IsOk)
            {
                return Refusal.Invalid("file", $"Line {records.Line}: {price.Refusal.Sentence}");
            }

            prices.Add(price.Value);
        }

        return records.Broken is { } broken ? Refusal.Invalid("file", broken) : prices.Count > 0 ? prices : NoPrices;
    }

    private static List<string> Cells(CsvRecords records) => [.. Enumerable.Range(0, records.FieldCount).Select(field => CsvField.Read(Encoding.UTF8.GetString(records[field])))];

    private static Outcome<PriceFact> ReadLine(List<string> header, List<string> cells)
    {
        if (cells.Count != header.Count)
        {
            return Refusal.Invalid("file", $"{header.Count} fields are expected, {cells.Count} are there.");
        }

        string Cell(string name) => header.FindIndex(column => string.Equals(column, name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var at ? cells[at].Trim() : "";
        var (amount, volume) = (Cell("amount"), Cell("fromVolume"));
        return !Enum.TryParse<PriceUnit>(Cell("unit"), ignoreCase: true, out var unit) || !Enum.IsDefined(unit) ? Refusal.Invalid("unit", $"“{Cell("unit")}” is no unit; use one of {string.Join(", ", Enum.GetNames<PriceUnit>())}.")
            : !Enum.TryParse<PriceTerm>(Cell("term").Length == 0 ? nameof(PriceTerm.OnDemand) : Cell("term"), ignoreCase: true, out var term) || !Enum.IsDefined(term) ? Refusal.Invalid("term", $"“{Cell("term")}” is no term; use OnDemand, Reserved or Spot.")
            : !TryNumber(amount, out var price) ? Refusal.Invalid("amount", $"“{amount}” is no price.")
            : !TryNumber(volume.Length == 0 ? "0" : volume, out var from) ? Refusal.Invalid("fromVolume", $"“{volume}” is no volume.")
            : !TryInstant(Cell("validFrom"), out var begin) ? Refusal.Invalid("validFrom", $"“{Cell("validFrom")}” is no date.")
            : !TryInstant(Cell("validUntil"), out var end) && Cell("validUntil").Length > 0 ? Refusal.Invalid("validUntil", $"“{Cell("validUntil")}” is no date.")
            : new PriceFact(
                Cell("provider"), Cell("model"), unit, price, Cell("currency").ToUpperInvariant(), begin, Cell("validUntil").Length == 0 ? null : end, term, Cell("region"), from, Cell("source") is { Length: > 0 } source ? source : "file");
    }

    private static bool TryNumber(string text, out decimal number) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number);

    private static bool TryInstant(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);

    private static IEnumerable<string> Fields(PriceFact price) =>
    [
        price.Provider, price.Model, price.Unit.ToString(), price.Term.ToString(), price.Region, Say(price.FromVolume), Say(price.Amount), price.Currency, Say(price.ValidFrom),
        price.ValidUntil is { } end ? Say(end) : "", price.Source,
    ];

    private static string Say(decimal number) => number.ToString("0.###############", CultureInfo.InvariantCulture);

    private static string Say(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFZ", CultureInfo.InvariantCulture);
}
