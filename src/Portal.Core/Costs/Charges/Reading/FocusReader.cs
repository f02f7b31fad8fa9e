using System.Text;
using System.Text.Unicode;
using Portal.Core.Storage;

namespace Portal.Core.Costs.Charges;

/// <summary>Reads the rows of a FOCUS file one by one: each is accepted, perhaps with warnings, or rejected with its reason.</summary>
internal sealed class FocusReader : IDisposable
{
    public const int WholeRow = -1;
    public const int LongestCell = 64 * 1024;

    private readonly CsvRecords _records;
    private readonly ItemReader _items;
    private readonly ChargeProfile _profile;
    private readonly int _billed, _effective, _list, _contracted, _consumed, _priced, _from, _until, _billingStart, _billingEnd;
    private readonly List<(int Column, string Reason)> _warnings = [];

    public FocusReader(Stream content, FocusHeader header, ChargeProfile profile, string provider, TenantId tenant)
    {
        Header = header;
        _profile = profile;
        _records = new CsvRecords(content) { Expected = header.Names.Count };
        _items = new ItemReader(header, _records, profile, provider, tenant);
        (_billed, _effective, _list, _contracted) = (header.Of("BilledCost"), header.Of("EffectiveCost"), header.Of("ListCost"), header.Of("ContractedCost"));
        (_consumed, _priced) = (header.Of("ConsumedQuantity"), header.Of("PricingQuantity"));
        (_from, _until) = (header.Of("ChargePeriodStart"), header.Of("ChargePeriodEnd"));
        (_billingStart, _billingEnd) = (header.Of("BillingPeriodStart"), header.Of("BillingPeriodEnd"));
        _records.Read();
    }

    public FocusHeader Header { get; }

    public int Line => _records.Line;

    public long Position => _records.Position;

    /// <summary>Why reading ended before the end.</summary>
    public string? Broken => _records.Broken;

    /// <summary>Why the row is rejected; null when it is accepted.</summary>
    public (int Column, string Reason)? Rejection { get; private set; }

    public IReadOnlyList<(int Column, string Reason)> Warnings => _warnings;

    /// <summary>Of an accepted row.</summary>
    public ItemEntry Item { get; private set; } = null!;

    public DateTimeOffset From { get; private set; }

    public DateTimeOffset Until { get; private set; }

    public DateTimeOffset BillingStart { get; private set; }

    public DateTimeOffset BillingEnd { get; private set; }

    public decimal Billed { get; private set; }

    public decimal Effective { get; private set; }

    public decimal? List { get; private set; }

    public decimal? Contracted { get; private set; }

    public decimal? Consumed { get; private set; }

    public decimal? Priced { get; private set; }

    public string? Extra => Header.Extra.Count == 0 ? null : _items.Cells(Header.Extra);

    public static bool IsNull(ReadOnlySpan<byte> cell) => cell.IsEmpty || cell.SequenceEqual("NULL"u8) || cell.SequenceEqual("null"u8);

    public bool Read()
    {
        while (_records.Read())
        {
            if (_records.FieldCount == 1 && _records.Defect is null && _records.Raw.IsEmpty)
            {
                continue;
            }

            _warnings.Clear();
            Rejection = RefusesRecord();
            if (Rejection is null)
            {
                ReadCells();
            }

            return true;
        }

        return false;
    }

    /// <summary>The cell, or the row, as it stands in the file, cut.</summary>
    public string Text(int column)
    {
        var bytes = column < 0 || column >= _records.FieldCount ? _records.Raw : _records[column];
        return Texts.Fit(Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 2 * ChargeRejection.LongestText)]), ChargeRejection.LongestText);
    }

    public void Dispose() => _records.Dispose();

    private (int, string)? RefusesRecord()
    {
        if (_records.Defect is { } defect)
        {
            return (WholeRow, defect);
        }

        if (_records.FieldCount != Header.Names.Count)
        {
            return (WholeRow, $"has {_records.FieldCount} fields, the header has {Header.Names.Count}");
        }

        if (!Utf8.IsValid(_records.Raw) || _records.Raw.Contains((byte)0))
        {
            return (WholeRow, "is not UTF-8 text");
        }

        for (var i = 0; _records.Raw.Length > LongestCell && i < Header.Names.Count; i++)
        {
            if (_records[i].Length > LongestCell)
            {
                return (i, $"longer than {LongestCell / 1024} KB");
            }
        }

        return null;
    }

    private void ReadCells()
    {
        Billed = Number(_billed, isNeeded: true) ?? 0;
        Effective = Number(_effective, isNeeded: true) ?? 0;
        List = Number(_list, isNeeded: false, isExpected: true);
        Contracted = Number(_contracted, isNeeded: false, isExpected: true);
        Consumed = Number(_consumed, isNeeded: false);
        Priced = Number(_priced, isNeeded: false);
        From = Instant(_from);
        Until = Instant(_until);
        BillingStart = Instant(_billingStart);
        BillingEnd = Instant(_billingEnd);
        if (Rejection is null && Until < From)
        {
            Rejection = (_until, "before the charge's period begins");
        }

        if (Rejection is null && BillingEnd <= BillingStart)
        {
            Rejection = (_billingEnd, "not after the billing period begins");
        }

        if (Rejection is not null)
        {
            return;
        }

        Item = _items.Find();
        Rejection = Item.Defect;
        _warnings.AddRange(Item.Warnings);
    }

    /// <param name="isExpected">FOCUS wants a number there; real files still leave it away.</param>
    private decimal? Number(int column, bool isNeeded, bool isExpected = false)
    {
        if (column < 0)
        {
            return null;
        }

        var cell = _records[column];
        if (IsNull(cell))
        {
            Rejection ??= isNeeded ? (column, "empty") : null;
            if (isExpected)
            {
                _warnings.Add((column, "was empty and counts as 0"));
            }

            return null;
        }

        var read = FocusNumber.Read(cell, _profile);
        Note(column, read.Defect, read.Warning);
        return read.Value;
    }

    private DateTimeOffset Instant(int column)
    {
        var read = FocusInstant.Read(_records[column], _profile);
        Note(column, read.Defect, read.Warning);
        return read.Value;
    }

    private void Note(int column, string? defect, string? warning)
    {
        Rejection ??= defect is null ? null : (column, defect);
        if (warning is not null)
        {
            _warnings.Add((column, warning));
        }
    }
}
