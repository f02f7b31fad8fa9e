using System.Buffers.Text;
using Portal.Core.Monitoring.Observations.Blocks;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>Numbers that the sender itself made: score, prediction, latency, cost, truth. One that is none makes the row a bad one.</summary>
internal sealed class OwnNumberReader(ExpectedColumn column, double least, double most, string expected, bool isRequired = false) : CellReader(column)
{
    private readonly List<double> _values = [];
    private double _read;

    public override string? Read(ReadOnlySpan<byte> cell)
    {
        _read = double.NaN;
        return cell.IsEmpty ? isRequired ? $"The row has no `{Called}`." : null
            : Utf8Parser.TryParse(cell, out _read, out var read) && read == cell.Length && _read >= least && _read <= most ? null
            : $"`{Called}` is '{Show(cell)}'; {expected} is expected.";
    }

    public override void Keep() => _values.Add(_read);

    public override ObservedColumn Taken() => new NumberColumn(Column.Part, Column.Name, [.. _values], []);
}
