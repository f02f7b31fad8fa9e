using System.Text;
using System.Text.Unicode;

namespace Portal.Core.Costs.Charges;

/// <summary>The header of a file, and where each of its columns goes.</summary>
internal sealed class FocusHeader
{
    private const int LongestName = 200;
    private const int RowsLookedAt = 2_000;
    private const int RowsToJudge = 20;
    private const double MostlyDifferent = 0.3;

    /// <summary>What a charge has of its own.</summary>
    private static readonly string[] s_own =
        ["BilledCost", "EffectiveCost", "ListCost", "ContractedCost", "ConsumedQuantity", "PricingQuantity", "ChargePeriodStart", "ChargePeriodEnd", "BillingPeriodStart", "BillingPeriodEnd"];

    /// <summary>By what charges are summed, allocated and found: always of the item.</summary>
    private static readonly string[] s_ofItem =
    [
        "BillingCurrency", "ChargeCategory", "ChargeClass", "ServiceName", "ServiceCategory", "ProviderName", "ServiceProviderName", "PublisherName", "SkuMeter", "SkuId", "RegionId", "RegionName",
        "ResourceId", "ResourceName", "SubAccountId", "CommitmentDiscountStatus", "CapacityReservationStatus", "ConsumedUnit", "PricingUnit", "SkuPriceDetails", "Tags",
    ];

    private readonly Dictionary<string, int> _places;

    private FocusHeader(string[] names)
    {
        Names = names;
        _places = names.Select((name, place) => (name, place)).ToDictionary(column => column.name, column => column.place, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<string> Names { get; }

    public string Version => FocusColumns.VersionOf(Names.Where(FocusColumns.IsKnown).ToList());

    /// <summary>Columns that stand in the item, in the order of the file.</summary>
    public IReadOnlyList<int> Item { get; private set; } = [];

    /// <summary>Columns that differ from row to row, kept with each charge.</summary>
    public IReadOnlyList<int> Extra { get; private set; } = [];

    public IEnumerable<string> Missing => FocusColumns.Expected.Where(name => !_places.ContainsKey(name));

    /// <returns>−1 when the file has no such column.</returns>
    public int Of(string name) => _places.GetValueOrDefault(name, -1);

    /// <summary>Reads the header and looks at the first rows: what is different in nearly each of them is no part of an item.</summary>
    public static Outcome<FocusHeader> Read(Stream content)
    {
        using var records = new CsvRecords(content);
        if (!records.Read())
        {
            return Refuse(records.Broken ?? "The file is empty.");
        }

        if (records.Raw.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || records.Raw.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || records.Raw.Contains((byte)0) || !Utf8.IsValid(records.Raw))
        {
            return Refuse("The file is not UTF-8 text.");
        }

        if (records.Defect is { } defect)
        {
            return Refuse($"The first line is no header: {defect}.");
        }

        var names = new string[records.FieldCount];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = Encoding.UTF8.GetString(records[i]).Trim();
        }

        return Check(names) is { } unfit ? unfit : Place(names, records);
    }

    private static Refusal? Check(string[] names)
    {
        if (FocusColumns.Needed.Where(needed => !names.Contains(needed, StringComparer.OrdinalIgnoreCase)).ToList() is { Count: > 0 } missing)
        {
            return Refuse($"The first line is not the header of a FOCUS file: {string.Join(", ", missing)} {(missing.Count == 1 ? "is" : "are")} missing.");
        }

        return names.FirstOrDefault(name => name.Length is 0 or > LongestName || name.Any(char.IsControl)) is { } unfit
            ? Refuse($"The column name “{Storage.Texts.Fit(unfit, 40)}” is empty or longer than {LongestName} characters.")
            : names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice
                ? Refuse($"The column {twice.Key} is there twice.")
                : null;
    }

    private static FocusHeader Place(string[] names, CsvRecords records)
    {
        var header = new FocusHeader(names);
        var open = Enumerable.Range(0, names.Length).Where(place => !s_own.Contains(names[place], StringComparer.OrdinalIgnoreCase)).ToList();
        var judged = open.Where(place => !s_ofItem.Contains(names[place], StringComparer.OrdinalIgnoreCase)).ToDictionary(place => place, _ => new HashSet<int>());
        var rows = 0;
        while (rows < RowsLookedAt && records.Read())
        {
            if (records.FieldCount != names.Length)
            {
                continue;
            }

            rows++;
            foreach (var (place, seen) in judged)
            {
                var hash = default(HashCode);
                hash.AddBytes(records[place]);
                seen.Add(hash.ToHashCode());
            }
        }

        header.Extra = [.. judged.Where(column => rows >= RowsToJudge && column.Value.Count > MostlyDifferent * rows).Select(column => column.Key).Order()];
        header.Item = [.. open.Where(place => !header.Extra.Contains(place))];
        return header;
    }

    public static Refusal Refuse(string sentence) =>
        new(RefusalKind.Invalid, "charges.unreadable", sentence + " Nothing was imported.", "Send a CSV export of FOCUS 1.0 to 1.4 in UTF-8 with a header line, plain or packed with gzip.");
}
