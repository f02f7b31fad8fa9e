using System.Globalization;
using Portal.Core.Datasets;

namespace Portal.Core.Registry.Filters;

/// <summary>
/// Reads filters by descent: <c>or</c> binds least, then <c>and</c>, then <c>not</c>. A condition is <c>column = value</c>, <c>!=</c>,
/// <c>&lt; &lt;= &gt; &gt;=</c> with a number, <c>column in (value, …)</c> or <c>missing(column)</c>.
/// </summary>
internal sealed class SliceFilterParser(string text)
{
    private IReadOnlyList<FilterToken> _tokens = [];
    private int _next;
    private int _depth;

    private FilterToken Now => _tokens[_next];

    public static Refusal Refuse(int at, string sentence) =>
        new(RefusalKind.Invalid, "slice.filter", string.Create(CultureInfo.InvariantCulture, $"At character {at}: {sentence}"));

    public Outcome<SliceFilter> Read()
    {
        if (text.Length > SliceFilter.Longest)
        {
            return Refuse(SliceFilter.Longest + 1, $"a filter has at most {SliceFilter.Longest} characters.");
        }

        var split = FilterToken.Split(text);
        if (split.Refusal is { } unreadable)
        {
            return unreadable;
        }

        _tokens = split.Value;
        var filter = Any();
        return !filter.IsOk ? filter
            : Now.Kind != TokenKind.End ? Expected("and, or, or the end is expected")
            : filter.Value.ToString() is { Length: > SliceFilter.Longest } written ? Refuse(text.Length, $"written out it has {written.Length} characters; {SliceFilter.Longest} are the most.")
            : filter;
    }

    private Outcome<SliceFilter> Any() => Chain("or", All, parts => new SliceFilter.Any(parts), filter => (filter as SliceFilter.Any)?.Parts);

    private Outcome<SliceFilter> All() => Chain("and", Negation, parts => new SliceFilter.All(parts), filter => (filter as SliceFilter.All)?.Parts);

    /// <param name="partsOf">The parts of a bracket that the same word joins: it changes nothing and is taken apart.</param>
    private Outcome<SliceFilter> Chain(
        string word, Func<Outcome<SliceFilter>> read, Func<IReadOnlyList<SliceFilter>, SliceFilter> join, Func<SliceFilter, IReadOnlyList<SliceFilter>?> partsOf)
    {
        var parts = new List<SliceFilter>();
        do
        {
            var part = read();
            if (!part.IsOk)
            {
                return part;
            }

            parts.AddRange(partsOf(part.Value) ?? [part.Value]);
        }
        while (Take(token => token.IsWord(word)));
        return parts.Count == 1 ? parts[0] : join(parts);
    }

    private Outcome<SliceFilter> Negation()
    {
        var begin = Now;
        var negated = Take(token => token.IsWord("not"));
        if (!negated && !Take(token => token.IsSign("(")))
        {
            return Condition();
        }

        if (++_depth > SliceFilter.Deepest)
        {
            return TooDeep(begin);
        }

        var inner = negated ? Negation() : Any();
        _depth--;
        return !inner.IsOk ? inner
            : negated ? new SliceFilter.Not(inner.Value)
            : Take(token => token.IsSign(")")) ? inner
            : Expected("and, or, or ) is expected");
    }

    private Outcome<SliceFilter> Condition()
    {
        if (Now.IsWord("missing"))
        {
            _next++;
            return !Take(token => token.IsSign("(")) ? Expected("( is expected after missing")
                : Name() is not { } asked ? Expected("the name of a column is expected")
                : Take(token => token.IsSign(")")) ? new SliceFilter.Missing(asked)
                : Expected(") is expected after the column");
        }

        if (Name() is not { } column)
        {
            return Expected("the name of a column is expected");
        }

        var sign = Now;
        _next += sign.Kind == TokenKind.End ? 0 : 1;
        return sign switch
        {
            _ when sign.IsWord("in") => In(column),
            { Kind: TokenKind.Sign, Text: "=" } => Equal(column),
            { Kind: TokenKind.Sign, Text: "!=" } => Different(column, sign),
            { Kind: TokenKind.Sign, Text: "<" } => Compare(column, NumberComparison.Less, sign),
            { Kind: TokenKind.Sign, Text: "<=" } => Compare(column, NumberComparison.AtMost, sign),
            { Kind: TokenKind.Sign, Text: ">" } => Compare(column, NumberComparison.More, sign),
            { Kind: TokenKind.Sign, Text: ">=" } => Compare(column, NumberComparison.AtLeast, sign),
            _ => Refuse(sign.At, $"=, !=, <, <=, >, >= or in is expected after the column {FilterWord.Write(column)}, not {sign}."),
        };
    }

    private Outcome<SliceFilter> Equal(string column)
    {
        var value = Value();
        return value.IsOk ? new SliceFilter.OneOf(column, [value.Value]) : value.Refusal;
    }

    /// <summary>A short writing of <c>not column = value</c>.</summary>
    private Outcome<SliceFilter> Different(string column, FilterToken sign)
    {
        if (_depth >= SliceFilter.Deepest)
        {
            return TooDeep(sign);
        }

        var equal = Equal(column);
        return equal.IsOk ? new SliceFilter.Not(equal.Value) : equal;
    }

    private Outcome<SliceFilter> Compare(string column, NumberComparison comparison, FilterToken sign)
    {
        if (Now.Kind != TokenKind.Word || !CellForms.TryNumber(Now.Text, out var number))
        {
            return Expected($"a number is expected after {sign.Text}");
        }

        _next++;
        return new SliceFilter.Compared(column, comparison, number);
    }

    private Outcome<SliceFilter> In(string column)
    {
        if (!Take(token => token.IsSign("(")))
        {
            return Expected("( is expected after in");
        }

        var values = new List<FilterValue>();
        do
        {
            var value = Value();
            if (!value.IsOk)
            {
                return value.Refusal;
            }

            values.Add(value.Value);
        }
        while (Take(token => token.IsSign(",")));
        return Take(token => token.IsSign(")")) ? new SliceFilter.OneOf(column, [.. values.Distinct()]) : Expected("a comma or ) is expected after a value");
    }

    private Outcome<FilterValue> Value()
    {
        var token = Now;
        if (token is { Kind: TokenKind.Quoted, Text: "" })
        {
            return Refuse(token.At, "an empty value is a missing one: write missing(column).");
        }

        if (token.Kind is not (TokenKind.Word or TokenKind.Quoted) || (token.Kind == TokenKind.Word && FilterWord.IsReserved(token.Text)))
        {
            return Unexpected("a value is expected");
        }

        _next++;
        return token.Kind == TokenKind.Word && CellForms.TryNumber(token.Text, out var number) ? FilterValue.Of(number) : FilterValue.Of(token.Text);
    }

    private string? Name()
    {
        var token = Now;
        if (token.Kind is not (TokenKind.Word or TokenKind.Quoted) || token.Text.Length == 0 || (token.Kind == TokenKind.Word && FilterWord.IsReserved(token.Text)))
        {
            return null;
        }

        _next++;
        return token.Text;
    }

    private bool Take(Func<FilterToken, bool> wanted)
    {
        var taken = wanted(Now);
        _next += taken ? 1 : 0;
        return taken;
    }

    private static Refusal TooDeep(FilterToken token) => Refuse(token.At, $"more than {SliceFilter.Deepest} brackets and negations stand inside each other.");

    private Outcome<SliceFilter> Expected(string what) => Unexpected(what);

    private Refusal Unexpected(string what) => Refuse(Now.At, FilterWord.IsReserved(Now.Text) && Now.Kind == TokenKind.Word && !what.StartsWith("and", StringComparison.Ordinal)
        ? $"{what}, not {Now}; in quotes it would be read as a name."
        : $"{what}, not {Now}.");
}
