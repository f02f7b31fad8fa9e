using Portal.Core.Datasets;
using Portal.Core.Registry;

namespace Portal.Core.Evaluations.Queueing;

/// <summary>How long an evaluation took that is done.</summary>
public sealed record PastRun(ModelId Model, DatasetVersionId Dataset, long Rows, TimeSpan Took);

/// <summary>One that is not.</summary>
/// <param name="Started">Null while it waits.</param>
public sealed record OpenRun(EvaluationId Id, ModelId Model, DatasetVersionId Dataset, long? Rows, SlotKind Slot, DateTimeOffset? Started, string? Phase, long RowsDone);

/// <param name="StartsIn">Null when nothing is known to guess from; zero for what runs.</param>
public sealed record RunForecast(int Ahead, TimeSpan? StartsIn, TimeSpan? EndsIn);

/// <summary>
/// How long the line takes, from how long things took before. A guess at best: other tenants' turns are not in it, so it says when
/// something happens at the earliest. Plain data in, guess out.
/// </summary>
public static class QueueEstimate
{
    private const string Scoring = "scoring";

    /// <summary>A slot of which nobody can say when it is free.</summary>
    private static readonly TimeSpan s_unknown = TimeSpan.MaxValue;

    /// <summary>The median of the same model on the same data; else of the same model, by rows; else of whatever there was.</summary>
    public static TimeSpan? Typical(IReadOnlyList<PastRun> past, ModelId model, DatasetVersionId dataset, long? rows)
    {
        var same = past.Where(run => run.Model == model).ToList();
        var exact = same.Where(run => run.Dataset == dataset).ToList();
        return exact.Count > 0 ? Median(exact.ConvertAll(run => run.Took))
            : same.Count > 0 ? Median(same.ConvertAll(run => Scaled(run, rows)))
            : past.Count > 0 ? Median([.. past.Select(run => run.Took)])
            : null;
    }

    /// <summary>What a running one still needs; null when it takes longer than it used to, or nothing is known.</summary>
    public static TimeSpan? Left(OpenRun run, TimeSpan? typical, DateTimeOffset now)
    {
        var elapsed = now - run.Started!.Value;
        if (run is { Phase: Scoring, RowsDone: > 0, Rows: { } total } && total > run.RowsDone && elapsed > TimeSpan.Zero)
        {
            return elapsed * ((double)(total - run.RowsDone) / run.RowsDone);
        }

        return typical - elapsed is { } left && left > TimeSpan.Zero ? left : null;
    }

    /// <summary>Fills slots in the order of the line, as the portal does.</summary>
    /// <param name="waiting">In that order.</param>
    /// <param name="slots">How many of each kind there are.</param>
    public static IReadOnlyDictionary<EvaluationId, RunForecast> Of(
        IReadOnlyList<OpenRun> running, IReadOnlyList<OpenRun> waiting, IReadOnlyList<PastRun> past, IReadOnlyDictionary<SlotKind, int> slots, DateTimeOffset now)
    {
        var forecasts = new Dictionary<EvaluationId, RunForecast>();
        var free = Slots.All.ToDictionary(kind => kind, _ => new PriorityQueue<int, TimeSpan>());
        var usual = past.Count > 0 ? Median([.. past.Select(run => run.Took)]) : (TimeSpan?)null;
        foreach (var run in running)
        {
            var left = Left(run, Typical(past, run.Model, run.Dataset, run.Rows), now);
            forecasts[run.Id] = new(0, TimeSpan.Zero, left);
            free[run.Slot].Enqueue(0, left ?? usual ?? s_unknown);
        }

        foreach (var (kind, count) in slots)
        {
            while (free[kind].Count < count)
            {
                free[kind].Enqueue(0, TimeSpan.Zero);
            }
        }

        for (var place = 0; place < waiting.Count; place++)
        {
            var run = waiting[place];
            var takes = Typical(past, run.Model, run.Dataset, run.Rows);
            TimeSpan? starts = free[run.Slot].TryDequeue(out _, out var at) && at != s_unknown ? at : null;
            forecasts[run.Id] = new(place, starts, starts + takes);
            free[run.Slot].Enqueue(0, starts + takes ?? s_unknown);
        }

        return forecasts;
    }

    private static TimeSpan Scaled(PastRun run, long? rows) => rows is { } wanted && run.Rows > 0 ? run.Took * ((double)wanted / run.Rows) : run.Took;

    private static TimeSpan Median(List<TimeSpan> spans)
    {
        spans.Sort();
        var middle = spans.Count / 2;
        return spans.Count % 2 == 1 ? spans[middle] : (spans[middle - 1] + spans[middle]) / 2;
    }
}
