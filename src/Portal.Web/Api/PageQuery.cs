using Microsoft.AspNetCore.Mvc;
using Portal.Core.Storage;

namespace Portal.Web.Api;

/// <summary>Keyset paging as every list of the API takes it: <c>[AsParameters] PageQuery page</c>.</summary>
/// <param name="Size">1 to 200 rows, 50 by default.</param>
/// <param name="After">The <c>next</c> of the page before.</param>
public sealed record PageQuery([FromQuery] int? Size, [FromQuery] string? After)
{
    public PageRequest ToRequest() => new(Size ?? 50, After is { Length: > 0 } ? After : null);
}

/// <param name="Next">Send it as <c>after</c> for the next page; absent on the last one.</param>
public sealed record PageAnswer<T>(IReadOnlyList<T> Items, string? Next);

public static class PageAnswers
{
    public static PageAnswer<TItem> ToAnswer<TRow, TItem>(this Page<TRow> page, Func<TRow, TItem> item) => new([.. page.Items.Select(item)], page.Next);
}
