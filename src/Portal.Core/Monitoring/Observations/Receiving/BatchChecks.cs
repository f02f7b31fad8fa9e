using System.Globalization;
using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Core.Monitoring.Observations.Counting;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>What is asked of a batch as a whole. Pure.</summary>
internal static class BatchChecks
{
    /// <summary>A month. Each hour's counters are read and written again in the batch's transaction.</summary>
    public const int MostHours = 24 * 31;

    public static Refusal? Refuses(BatchTable table, string? currency)
    {
        var costs = table.Find(ObservedPart.Cost) as NumberColumn;
        if (currency is null && costs?.Values.Any(double.IsFinite) == true)
        {
            return Refusal.Invalid("currency", "The batch has costs: say their currency, such as EUR. Nothing of the batch was kept.");
        }

        var hours = CountBatch.Hours(table.Instants);
        return hours > MostHours
            ? BatchRefusals.TooLarge(string.Create(CultureInfo.InvariantCulture, $"The rows of the batch lie in {hours:N0} different hours; {MostHours:N0} are the most."), nameof(ObservationOptions.MaxBatchRows))
            : null;
    }
}
