using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Sums;
using Portal.Core.Storage;

namespace Portal.Core.Costs.Charges;

/// <summary>Finds the item of a record, and makes it where it is new. A few bytes are held for each, whatever the file's length.</summary>
internal sealed class ItemReader(FocusHeader header, CsvRecords records, ChargeProfile profile, string provider, TenantId tenant)
{
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<UInt128, ItemEntry> _entries = [];
    private readonly byte[] _names = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', header.Item.Select(place => header.Names[place])) + '\n' + provider));
    private byte[] _row = new byte[8192];

    public ItemEntry Find()
    {
        var hash = Hash();
        var key = BinaryPrimitives.ReadUInt128BigEndian(hash);
        if (!_entries.TryGetValue(key, out var entry))
        {
            _entries[key] = entry = Make(Digest.FromHash(hash));
        }

        return entry;
    }

    private byte[] Hash()
    {
        var length = _names.Length;
        _names.CopyTo(_row, 0);
        foreach (var place in header.Item)
        {
            var cell = records[place];
            if (_row.Length < length + cell.Length + sizeof(int))
            {
                Array.Resize(ref _row, 2 * (length + cell.Length + sizeof(int)));
            }

            BinaryPrimitives.WriteInt32LittleEndian(_row.AsSpan(length), cell.Length);
            cell.CopyTo(_row.AsSpan(length + sizeof(int)));
            length += cell.Length + sizeof(int);
        }

        return SHA256.HashData(_row.AsSpan(0, length));
    }

    private ItemEntry Make(Digest digest)
    {
        var warnings = new List<(int, string)>();
        var defect = Judge(warnings, out var category, out var isCorrection, out var currency, out var name);
        if (defect is not null)
        {
            return new ItemEntry { Defect = defect };
        }

        var item = new ChargeItem
        {
            TenantId = tenant,
            Key = BinaryPrimitives.ReadInt64BigEndian(Convert.FromHexString(digest.Hex.AsSpan(0, 16))),
            Digest = digest,
            Provider = name,
            ServiceCategory = Name("ServiceCategory") is { Length: > 0 } said ? said : "Other",
            Service = Name("ServiceName"),
            Sku = Name("SkuMeter") is { Length: > 0 } meter ? meter : Name("SkuId"),
            Region = Name("RegionId") is { Length: > 0 } region ? region : Name("RegionName"),
            ResourceId = Fitted("ResourceId", ChargeItem.LongestId),
            SubAccountId = Fitted("SubAccountId", ChargeItem.LongestId),
            Currency = currency,
            Category = category,
            IsCorrection = isCorrection,
            IsUnused = IsWord("CommitmentDiscountStatus", "Unused") || IsWord("CapacityReservationStatus", "Unused"),
            ConsumedUnit = Null(Name("ConsumedUnit")),
            PricingUnit = Null(Name("PricingUnit")),
            GpuCount = Gpus(),
            Tags = Text("Tags") is { } tags && FocusJson.Read(tags) is { Count: > 0 } ? tags : null,
            Columns = Cells(header.Item)!,
        };
        return new ItemEntry { Item = item, Warnings = warnings, Key = item.Key, IsCorrection = isCorrection, Currency = currency, Measure = ItemMeasure.Of(item) };
    }

    /// <summary>The cells of some columns as a JSON object; null when all are empty.</summary>
    public string? Cells(IReadOnlyList<int> places)
    {
        using var buffer = new MemoryStream();
        using var writer = new Utf8JsonWriter(buffer, s_plain);
        writer.WriteStartObject();
        var any = false;
        foreach (var place in places)
        {
            if (Text(place) is { } text)
            {
                any = true;
                writer.WriteString(header.Names[place], text);
            }
        }

        writer.WriteEndObject();
        writer.Flush();
        return any ? Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) : null;
    }

    private (int, string)? Judge(List<(int, string)> warnings, out ChargeCategory category, out bool isCorrection, out string currency, out string name)
    {
        currency = Text("BillingCurrency") ?? "";
        name = Name("ServiceProviderName") is { Length: > 0 } serving ? serving : Name("ProviderName") is { Length: > 0 } said ? said : provider.Length > 0 ? provider : Name("PublisherName");
        isCorrection = IsWord("ChargeClass", "Correction");
        var known = Enum.TryParse(Text("ChargeCategory"), ignoreCase: true, out category) && Enum.IsDefined(category);
        if (profile == ChargeProfile.Lenient && !CurrencyCode.IsKnown(currency) && CurrencyCode.IsKnown(currency.Trim().ToUpperInvariant()))
        {
            currency = currency.Trim().ToUpperInvariant();
            warnings.Add((header.Of("BillingCurrency"), "was not written in capitals"));
        }

        if (!known)
        {
            return (header.Of("ChargeCategory"), "not one of Usage, Purchase, Tax, Credit, Adjustment");
        }

        if (!CurrencyCode.IsKnown(currency))
        {
            return (header.Of("BillingCurrency"), "no currency of ISO 4217");
        }

        if (name.Length == 0)
        {
            return (header.Of("ProviderName"), "no provider is named, neither here nor by the source");
        }

        if (Text("ChargeClass") is not null && !isCorrection && Odd(warnings, "ChargeClass", "is neither empty nor Correction") is { } odd)
        {
            return odd;
        }

        if (Text("ServiceName") is null)
        {
            return (header.Of("ServiceName"), "empty");
        }

        return Flat(warnings, "Tags") ?? Flat(warnings, "SkuPriceDetails");
    }

    private (int, string)? Flat(List<(int, string)> warnings, string column) =>
        Text(column) is { } text && FocusJson.Read(text) is null ? Odd(warnings, column, "is not one flat JSON object") : null;

    /// <summary>Strictly a defect, leniently a warning.</summary>
    private (int, string)? Odd(List<(int, string)> warnings, string column, string what)
    {
        if (profile == ChargeProfile.Strict)
        {
            return (header.Of(column), what);
        }

        warnings.Add((header.Of(column), what + " and was left out"));
        return null;
    }

    private decimal? Gpus() =>
        FocusJson.Read(Text("SkuPriceDetails")) is { } details && details.TryGetValue("GpuCount", out var count)
        && FocusNumber.Read(Encoding.UTF8.GetBytes(count), ChargeProfile.Strict) is { Defect: null, Value: > 0 and < 1_000_000 } read ? read.Value : null;

    private bool IsWord(string column, string word) => string.Equals(Text(column), word, StringComparison.OrdinalIgnoreCase);

    private string Name(string column) => Fitted(column, ChargeItem.LongestName);

    private string Fitted(string column, int longest) => Texts.Fit(Text(column)?.Trim() ?? "", longest);

    private static string? Null(string text) => text.Length == 0 ? null : text;

    private string? Text(string column) => header.Of(column) is >= 0 and var place ? Text(place) : null;

    private string? Text(int place) => FocusReader.IsNull(records[place]) ? null : Encoding.UTF8.GetString(records[place]);
}
