using System.Globalization;
using Portal.Core.Datasets;

namespace Portal.Core.Registry.Filters;

internal enum NumberComparison
{
    Less,
    AtMost,
    More,
    AtLeast,
}

/// <summary>
/// A condition on a table's rows. It is two-valued: a missing value, or one that is no number where a number is compared, does not
/// match, and <c>not</c> turns exactly that around.
/// </summary>
internal abstract record SliceFilter
{
    public const int Longest = 500;

    /// <summary>Brackets and negations inside each other.</summary>
    public const int Deepest = 32;

    /// <summary>Reads a filter; the refusal says where and what was expected.</summary>
    public static Outcome<SliceFilter> Parse(string text) => new SliceFilterParser(text).Read();

    /// <summary>The columns that it asks, each once, in their order.</summary>
    public IReadOnlyList<string> Columns => [.. Asked().Distinct(StringComparer.Ordinal)];

    /// <summary>The filter over rows of one table.</summary>
    /// <param name="indexOf">Where a column of <see cref="Columns"/> stands.</param>
    public abstract RowFilter Bind(Func<string, int> indexOf);

    /// <summary>The canonical writing: filters that read the same are written the same.</summary>
    public sealed override string ToString() => Write();

    protected abstract IEnumerable<string> Asked();

    protected abstract string Write();

    /// <summary>In brackets where the writing would be read otherwise without.</summary>
    private static string Inner(SliceFilter filter, bool bracketed) => bracketed ? $"({filter})" : filter.ToString();

    public sealed record Compared(string Column, NumberComparison Comparison, double Number) : SliceFilter
    {
        public override RowFilter Bind(Func<string, int> indexOf)
        {
            var column = indexOf(Column);
            return row => CellForms.TryNumber(row.Cell(column), out var value) && Comparison switch
            {
                NumberComparison.Less => value < Number,
                NumberComparison.AtMost => value <= Number,
                NumberComparison.More => value > Number,
                _ => value >= Number,
            };
        }

        protected override IEnumerable<string> Asked() => [Column];

        protected override string Write() => $"{FilterWord.Write(Column)} {Sign} {Number.ToString("R", CultureInfo.InvariantCulture)}";

        private string Sign => Comparison switch
        {
            NumberComparison.Less => "<",
            NumberComparison.AtMost => "<=",
            NumberComparison.More => ">",
            _ => ">=",
        };
    }

    /// <summary>One of some values: <c>=</c> and <c>in</c>.</summary>
    public sealed record OneOf(string Column, IReadOnlyList<FilterValue> Values) : SliceFilter
    {
        public override RowFilter Bind(Func<string, int> indexOf)
        {
            var column = indexOf(Column);
            var texts = Values.Where(value => value.Number is null).Select(value => value.Text).ToArray();
            var numbers = Values.Where(value => value.Number is not null).Select(value => value.Number!.Value).ToArray();
            return row =>
            {
                var cell = row.Cell(column);
                foreach (var text in texts)
                {
                    if (cell.SequenceEqual(text))
                    {
                        return true;
                    }
                }

                return numbers.Length > 0 && CellForms.TryNumber(cell, out var value) && numbers.AsSpan().Contains(value);
            };
        }

        protected override IEnumerable<string> Asked() => [Column];

        protected override string Write() => Values.Count == 1
            ? $"{FilterWord.Write(Column)} = {Values[0]}"
            : $"{FilterWord.Write(Column)} in ({string.Join(", ", Values)})";
    }

    public sealed record Missing(string Column) : SliceFilter
    {
        public override RowFilter Bind(Func<string, int> indexOf)
        {
            var column = indexOf(Column);
            return row => row.Cell(column).IsEmpty;
        }

        protected override IEnumerable<string> Asked() => [Column];

        protected override string Write() => $"missing({FilterWord.Write(Column)})";
    }

    public sealed record Not(SliceFilter Negated) : SliceFilter
    {
        public override RowFilter Bind(Func<string, int> indexOf)
        {
            var inner = Negated.Bind(indexOf);
            return row => !inner(row);
        }

        protected override IEnumerable<string> Asked() => Negated.Asked();

        protected override string Write() => $"not {Inner(Negated, Negated is All or Any)}";
    }

    public sealed record All(IReadOnlyList<SliceFilter> Parts) : SliceFilter
    {
        public override RowFilter Bind(Func<string, int> indexOf)
        {
            RowFilter[] parts = [.. Parts.Select(part => part.Bind(indexOf))];
            return row => Array.TrueForAll(parts, part => part(row));
        }

        protected override IEnumerable<string> Asked() => Parts.SelectMany(part => part.Asked());

        protected override string Write() => string.Join(" and ", Parts.Select(part => Inner(part, part is Any)));
    }

    public sealed record Any(IReadOnlyList<SliceFilter> Parts) : SliceFilter
    {
        public override RowFilter Bind(Func<string, int> indexOf)
        {
            RowFilter[] parts = [.. Parts.Select(part => part.Bind(indexOf))];
            return row => Array.Exists(parts, part => part(row));
        }

        protected override IEnumerable<string> Asked() => Parts.SelectMany(part => part.Asked());

        protected override string Write() => string.Join(" or ", Parts);
    }
}

/// <summary>Whether a row is in the slice.</summary>
internal delegate bool RowFilter(ICells row);
