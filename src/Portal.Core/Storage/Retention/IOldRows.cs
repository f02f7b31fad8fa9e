namespace Portal.Core.Storage.Retention;

/// <summary>Rows of one room whose time is over: each room knows which of its own nobody needs any more.</summary>
internal interface IOldRows
{
    /// <summary>Deletes some, the oldest first.</summary>
    /// <param name="most">At once: whoever writes beside it waits no longer than for these.</param>
    /// <returns>How many.</returns>
    Task<int> DeleteSomeAsync(PortalDbContext db, DateTimeOffset now, int most, CancellationToken ct);
}
