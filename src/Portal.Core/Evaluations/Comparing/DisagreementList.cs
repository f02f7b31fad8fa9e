using System.Text;
using Portal.Core.Datasets;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations.Comparing;

/// <param name="Row">Number of the row in the table, from 1.</param>
/// <param name="Truth">The label.</param>
/// <param name="First">What the first version says.</param>
/// <param name="Fields">In the order of <see cref="DisagreementPage.Columns"/>; null where the asker may not see the column.</param>
public sealed record DisagreementRow(long Row, string Truth, string First, string Second, IReadOnlyList<string?> Fields);

/// <param name="Columns">Identifiers first, then protected attributes, then features.</param>
/// <param name="Hidden">Columns whose values the asker may not see.</param>
/// <param name="Next">The row after which the next window begins; null at the end.</param>
public sealed record DisagreementPage(IReadOnlyList<string> Columns, IReadOnlyList<string> Hidden, IReadOnlyList<DisagreementRow> Rows, long? Next);

/// <summary>The rows of which two versions say different things, in the order of the table.</summary>
public sealed class DisagreementList
{
    /// <summary>A wider table would be read by nobody; the dataset has the rest.</summary>
    private const int MostColumns = 24;

    private readonly ComparedEvaluations _evaluations;
    private readonly ArtifactStore _store;

    internal DisagreementList(ComparedEvaluations evaluations, ArtifactStore store) => (_evaluations, _store) = (evaluations, store);

    /// <param name="after">Number of the last row that was seen, 0 for the beginning.</param>
    /// <param name="size">1 to 200 rows.</param>
    public async Task<Outcome<DisagreementPage>> ReadAsync(Actor actor, EvaluationId first, EvaluationId second, long after, int size, CancellationToken ct)
    {
        if ((new PageRequest(size).Refuses() ?? (after < 0 ? Refusal.Invalid("after", "This is the number of a row, 0 or more.") : null)) is { } refused)
        {
            return refused;
        }

        var read = await _evaluations.ReadAsync(actor, first, second, ct);
        if (!read.IsOk)
        {
            return read.Refusal;
        }

        var seesProtected = RoleRules.Refuses(actor, Permission.ReadProtectedAttributes) is null;
        await using var table = _store.OpenRead(actor.Tenant, read.Value.Snapshot.Digest);
        return Rows(table, read.Value, seesProtected, after, size, ct);
    }

    private static DisagreementPage Rows(Stream table, ComparedPair pair, bool seesProtected, long after, int size, CancellationToken ct)
    {
        using var reader = CsvReader.Open(table);
        var disagreement = Disagreement.Of(pair.First, pair.Second);
        var columns = pair.Snapshot.Columns.Where(column => column.Role is ColumnRole.Identifier or ColumnRole.ProtectedAttribute or ColumnRole.Feature)
            .OrderBy(column => Place(column.Role)).Take(MostColumns).Select(column => (Column: column, Index: reader.IndexOf(column.Name))).ToList();
        var label = reader.IndexOf(pair.First.Rules.LabelColumn);
        var rows = new List<DisagreementRow>();
        for (var row = 0L; rows.Count <= size && reader.Read(); row++)
        {
            ct.ThrowIfCancellationRequested();
            if (row >= after && disagreement.At(row))
            {
                var (one, other) = disagreement.Said(row);
                rows.Add(new DisagreementRow(row + 1, Text(reader[label]), one, other, [.. columns.Select(column => Hides(column.Column, seesProtected) ? null : Text(reader[column.Index]))]));
            }
        }

        var more = rows.Count > size;
        return new DisagreementPage(
            [.. columns.Select(column => column.Column.Name)],
            [.. columns.Where(column => Hides(column.Column, seesProtected)).Select(column => column.Column.Name)],
            [.. rows.Take(size)],
            more ? rows[size - 1].Row : null);
    }

    private static bool Hides(DatasetColumn column, bool seesProtected) => column.Role == ColumnRole.ProtectedAttribute && !seesProtected;

    private static int Place(ColumnRole role) => role switch
    {
        ColumnRole.Identifier => 0,
        ColumnRole.ProtectedAttribute => 1,
        _ => 2,
    };

    private static string Text(ReadOnlySpan<byte> field) => Encoding.UTF8.GetString(field);
}
