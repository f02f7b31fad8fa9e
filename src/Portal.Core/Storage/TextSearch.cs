using System.Linq.Expressions;
using System.Reflection;

namespace Portal.Core.Storage;

public static class TextSearch
{
    private static readonly MethodInfo s_upper = typeof(string).GetMethod(nameof(string.ToUpper), Type.EmptyTypes)!;
    private static readonly MethodInfo s_contains = typeof(string).GetMethod(nameof(string.Contains), [typeof(string)])!;

    /// <summary>
    /// Rows whose text contains the part, whatever the case. The upper case is made by the database: SQLite knows ASCII letters only.
    /// An empty part keeps all rows.
    /// </summary>
    public static IQueryable<T> WhereContains<T>(this IQueryable<T> rows, Expression<Func<T, string>> text, string? part)
    {
        if (string.IsNullOrWhiteSpace(part))
        {
            return rows;
        }

        // A captured value becomes a parameter, a constant would be compiled into the query.
        var wanted = new { Upper = Names.Normalize(part) };
        var contains = Expression.Call(Expression.Call(text.Body, s_upper), s_contains, Expression.Property(Expression.Constant(wanted), nameof(wanted.Upper)));
        return rows.Where(Expression.Lambda<Func<T, bool>>(contains, text.Parameters));
    }
}
