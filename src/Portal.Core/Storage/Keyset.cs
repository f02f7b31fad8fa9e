using System.Buffers.Text;
using System.Linq.Expressions;

namespace Portal.Core.Storage;

/// <summary>Where a list goes on: an instant and, as tie-break, a row id. Opaque to callers.</summary>
public readonly record struct KeysetCursor(DateTimeOffset Instant, Guid Id)
{
    private const int Bytes = 24;

    public static bool TryParse(string text, out KeysetCursor cursor)
    {
        cursor = default;
        Span<byte> bytes = stackalloc byte[Bytes];
        if (text.Length != 32 || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var written) || written != Bytes)
        {
            return false;
        }

        var ticks = BitConverter.ToInt64(bytes);
        if (ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks)
        {
            return false;
        }

        cursor = new(new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(bytes[8..]));
        return true;
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BitConverter.TryWriteBytes(bytes, Instant.UtcTicks);
        Id.TryWriteBytes(bytes[8..]);
        return Base64Url.EncodeToString(bytes);
    }
}

public static class Keyset
{
    /// <summary>
    /// The newest rows first, from the cursor on. The id breaks ties in the order of the database that also sorts by it,
    /// which on SQL Server is not the order of time.
    /// </summary>
    /// <exception cref="ArgumentException">The request was not checked with <see cref="PageRequest.Refuses"/>.</exception>
    public static Task<Page<TRow>> NewestFirstAsync<TEntity, TId, TRow>(
        this IQueryable<TEntity> rows,
        Expression<Func<TEntity, DateTimeOffset>> instant,
        Expression<Func<TEntity, TId>> id,
        Expression<Func<TEntity, TRow>> row,
        PageRequest page,
        CancellationToken ct)
        where TId : struct, IRowId<TId> => OrderedAsync(rows, instant, id, row, page, falling: true, ct);

    /// <summary>The earliest instants first, from the cursor on: what is due next.</summary>
    /// <exception cref="ArgumentException">The request was not checked with <see cref="PageRequest.Refuses"/>.</exception>
    public static Task<Page<TRow>> SoonestFirstAsync<TEntity, TId, TRow>(
        this IQueryable<TEntity> rows,
        Expression<Func<TEntity, DateTimeOffset>> instant,
        Expression<Func<TEntity, TId>> id,
        Expression<Func<TEntity, TRow>> row,
        PageRequest page,
        CancellationToken ct)
        where TId : struct, IRowId<TId> => OrderedAsync(rows, instant, id, row, page, falling: false, ct);

    private static async Task<Page<TRow>> OrderedAsync<TEntity, TId, TRow>(
        IQueryable<TEntity> rows,
        Expression<Func<TEntity, DateTimeOffset>> instant,
        Expression<Func<TEntity, TId>> id,
        Expression<Func<TEntity, TRow>> row,
        PageRequest page,
        bool falling,
        CancellationToken ct)
        where TId : struct, IRowId<TId>
    {
        if (page.After is { } after)
        {
            rows = rows.Where(Beyond(instant, id, KeysetCursor.TryParse(after, out var cursor) ? cursor : throw new ArgumentException("Unchecked cursor.", nameof(page)), falling));
        }

        var ordered = falling ? rows.OrderByDescending(instant).ThenByDescending(id) : rows.OrderBy(instant).ThenBy(id);
        var found = await ordered.Select(Keyed(instant, id, row)).Take(page.Size + 1).ToListAsync(ct);
        var items = found.Take(page.Size).ToList();
        var next = found.Count > page.Size ? new KeysetCursor(items[^1].Instant, items[^1].Id.Value).ToString() : null;
        return new([.. items.Select(item => item.Row)], next);
    }

    private static Expression<Func<TEntity, bool>> Beyond<TEntity, TId>(Expression<Func<TEntity, DateTimeOffset>> instant, Expression<Func<TEntity, TId>> id, KeysetCursor cursor, bool falling)
        where TId : struct, IRowId<TId>
    {
        // Held in a captured object, so that EF makes parameters of them and caches one query.
        var last = new { cursor.Instant, Id = TId.From(cursor.Id) };
        var parameter = instant.Parameters[0];
        var at = instant.Body;
        var key = Replace(id, parameter);
        var lastInstant = Expression.Property(Expression.Constant(last), nameof(last.Instant));
        var lastId = Expression.Property(Expression.Constant(last), nameof(last.Id));
        BinaryExpression Past(Expression left, Expression right) => falling ? Expression.LessThan(left, right) : Expression.GreaterThan(left, right);
        var tied = Past(Expression.Call(key, nameof(IComparable<>.CompareTo), null, lastId), Expression.Constant(0));
        return Expression.Lambda<Func<TEntity, bool>>(
            Expression.OrElse(Past(at, lastInstant), Expression.AndAlso(Expression.Equal(at, lastInstant), tied)),
            parameter);
    }

    private static Expression<Func<TEntity, KeyedRow<TId, TRow>>> Keyed<TEntity, TId, TRow>(
        Expression<Func<TEntity, DateTimeOffset>> instant, Expression<Func<TEntity, TId>> id, Expression<Func<TEntity, TRow>> row)
    {
        var parameter = row.Parameters[0];
        var type = typeof(KeyedRow<TId, TRow>);
        var make = Expression.MemberInit(
            Expression.New(type),
            Expression.Bind(type.GetProperty(nameof(KeyedRow<,>.Instant))!, Replace(instant, parameter)),
            Expression.Bind(type.GetProperty(nameof(KeyedRow<,>.Id))!, Replace(id, parameter)),
            Expression.Bind(type.GetProperty(nameof(KeyedRow<,>.Row))!, row.Body));
        return Expression.Lambda<Func<TEntity, KeyedRow<TId, TRow>>>(make, parameter);
    }

    private static Expression Replace<TEntity, TValue>(Expression<Func<TEntity, TValue>> lambda, ParameterExpression parameter) =>
        new ParameterSwap(lambda.Parameters[0], parameter).Visit(lambda.Body);

    private sealed class KeyedRow<TId, TRow>
    {
        public DateTimeOffset Instant { get; init; }

        public TId Id { get; init; } = default!;

        public TRow Row { get; init; } = default!;
    }

    private sealed class ParameterSwap(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
