using System.Text;

namespace Portal.Core.Registry.Filters;

internal enum TokenKind
{
    Word,
    Quoted,
    Sign,
    End,
}

/// <param name="At">Where it begins, counted from 1.</param>
internal readonly record struct FilterToken(TokenKind Kind, string Text, int At)
{
    public bool IsWord(string word) => Kind == TokenKind.Word && string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);

    public bool IsSign(string sign) => Kind == TokenKind.Sign && Text == sign;

    /// <summary>As a refusal names it.</summary>
    public override string ToString() => Kind switch
    {
        TokenKind.End => "the end",
        TokenKind.Quoted => $"\"{Short}\"",
        _ => Short,
    };

    private string Short => Text.Length > 40 ? Text[..40] + "…" : Text;

    /// <summary>Splits a filter. A quote that is never closed, or a sign that means nothing, ends it with a refusal.</summary>
    public static Outcome<IReadOnlyList<FilterToken>> Split(string text)
    {
        var tokens = new List<FilterToken>();
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var begin = at;
            var token = text[at] == '"' ? Quotation(text, ref at) : FilterWord.IsPlain(text[at]) ? Word(text, ref at) : Sign(text, ref at);
            if (token is not { } found)
            {
                return SliceFilterParser.Refuse(begin + 1, text[begin] switch
                {
                    '"' => "the quote is never closed.",
                    '!' => "! is read as != only; write not before a condition.",
                    _ => "this letter can't be read.",
                });
            }

            tokens.Add(found);
        }

        tokens.Add(new FilterToken(TokenKind.End, "", text.Length + 1));
        return tokens;
    }

    private static FilterToken Word(string text, ref int at)
    {
        var begin = at;
        while (at < text.Length && FilterWord.IsPlain(text[at]))
        {
            at++;
        }

        return new FilterToken(TokenKind.Word, text[begin..at], begin + 1);
    }

    /// <summary>A quote inside of the quotes is written twice.</summary>
    private static FilterToken? Quotation(string text, ref int at)
    {
        var begin = at++;
        var quoted = new StringBuilder();
        while (at < text.Length)
        {
            if (text[at] != '"')
            {
                quoted.Append(text[at++]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                quoted.Append('"');
                at += 2;
            }
            else
            {
                at++;
                return new FilterToken(TokenKind.Quoted, quoted.ToString(), begin + 1);
            }
        }

        return null;
    }

    private static FilterToken? Sign(string text, ref int at)
    {
        var begin = at;
        var two = at + 1 < text.Length ? text.Substring(at, 2) : "";
        if (two is "<=" or ">=" or "!=")
        {
            at += 2;
            return new FilterToken(TokenKind.Sign, two, begin + 1);
        }

        at++;
        return text[begin] is '(' or ')' or ',' or '=' or '<' or '>' ? new FilterToken(TokenKind.Sign, text[begin..at], begin + 1) : null;
    }
}
