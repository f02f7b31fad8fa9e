using System.Buffers.Text;
using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Scoring.Contract;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>Numbers that the sender itself made: score, prediction, latency, cost, truth. One that is none makes the row a bad one.</summary>
internal sealed class OwnNumberReader(ExpectedColumn column, double least, double most, string expected, bool isRequired = false) : CellReader(column)
{
    private readonly ColumnBuffer<double> _values = new();
    private double _read;

    public override string? Read(ReadOnlySpan<byte> cell)
    {
        _read = double.NaN;
        return cell.IsEmpty ? isRequired ? $"The row has no `{Called}`." : null
            : Utf8Parser.TryParse(cell, out _read, out var read) && read == cell.Length && _read >= least && _read <= most ? null
            : $"`{Called}` is '{Show(cell)}'; {expected} is expected.";
    }

    public override void Keep(ReadOnlySpan<byte> cell) => _values.Add(_read);

    public override bool TryTake(CsvColumn cells, int rows)
    {
        var values = _values.Next(rows);
        for (var row = 0; row < rows; row++)
        {
            var cell = cells[row];
            if (PlainNumber.TryRead(cell, out var value) && value >= least && value <= most)
            {
                values[row] = value;
                continue;
            }

            if (Read(cell) is not null)
            {
                return false;
            }

            values[row] = _read;
        }

        return true;
    }

    public override void Forget(int rows) => _values.Forget(rows);

    public override ObservedColumn Taken() => new NumberColumn(Column.Part, Column.Name, _values.Taken(), []);
}
