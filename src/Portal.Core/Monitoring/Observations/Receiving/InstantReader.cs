using System.Globalization;
using Portal.Core.Monitoring.Observations.Blocks;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>When the model was asked.</summary>
internal sealed class InstantReader(ExpectedColumn column, DateTimeOffset earliest, DateTimeOffset latest) : CellReader(column)
{
    private readonly List<long> _instants = [];
    private long _read;

    public override string? Read(ReadOnlySpan<byte> cell) =>
        cell.IsEmpty ? $"The row has no `{Called}`."
        : !InstantField.TryRead(cell, out _read) ? $"`{Called}` is '{Show(cell)}'; an instant such as 2026-03-02T09:30:00Z is expected."
        : _read > latest.ToUnixTimeMilliseconds() ? $"`{Called}` is '{Show(cell)}', which has not come yet."
        : _read < earliest.ToUnixTimeMilliseconds() ? string.Create(CultureInfo.InvariantCulture, $"`{Called}` is '{Show(cell)}'; rows from before {earliest:yyyy-MM-dd} are past their retention.")
        : null;

    public override void Keep() => _instants.Add(_read);

    public override ObservedColumn Taken() => new InstantColumn(Column.Part, Column.Name, [.. _instants]);
}
