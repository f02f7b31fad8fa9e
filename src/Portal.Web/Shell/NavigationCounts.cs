namespace Portal.Web.Shell;

/// <summary>Asks every room that counts what waits in it. A room that cannot answer shows no number; the frame stays.</summary>
public sealed partial class NavigationCounts(IEnumerable<INavigationCount> counts, ILogger<NavigationCounts> logger)
{
    public async Task<IReadOnlyDictionary<string, int>> AllAsync(CancellationToken ct)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var count in counts)
        {
            try
            {
                found[count.Key] = await count.CountAsync(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                break;
            }
            catch (Exception broken)
            {
                Log.CountBroke(logger, count.Key, broken);
            }
        }

        return found;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3004, Level = LogLevel.Error, Message = "Counting what waits in {Entry} broke")]
        public static partial void CountBroke(ILogger logger, string entry, Exception exception);
    }
}
