using Portal.Core.Tenancy;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations.Runners;

/// <summary>What a runner brings.</summary>
/// <param name="Report">As the scoring process wrote it; it is not trusted further than it can be checked.</param>
/// <param name="Scores">The file of scores, read once.</param>
/// <param name="ProbesAsync">The file of the probes' scores, asked for when the first one was read; null when there is none.</param>
public sealed record BroughtScores(ScoringReport Report, Stream Scores, Func<CancellationToken, Task<Stream?>>? ProbesAsync = null);

/// <param name="ReceiveAsync">Called only when the lease is the runner's: nobody else makes the portal take a file.</param>
public sealed record CompleteLeaseRequest(Guid Lease, Func<CancellationToken, Task<Outcome<BroughtScores>>> ReceiveAsync);

/// <summary>
/// Takes the scores of a runner, measures them as those of the portal itself, and ends the evaluation. Said twice, it is done once.
/// </summary>
public sealed class CompleteLease
{
    private static readonly long s_longestScores = new ScoringLimits().FileBytes;

    private readonly EvaluationLeases _leases;
    private readonly MeasureScores _measure;
    private readonly EndEvaluation _end;

    internal CompleteLease(EvaluationLeases leases, MeasureScores measure, EndEvaluation end) => (_leases, _measure, _end) = (leases, measure, end);

    public async Task<Outcome<Done>> RunAsync(Actor actor, CompleteLeaseRequest request, CancellationToken ct)
    {
        var found = await _leases.FindAsync(actor, request.Lease, ct);
        if (!found.IsOk)
        {
            return found.Refusal;
        }

        if (!found.Value.Open)
        {
            return default(Done);
        }

        var claim = found.Value.Claim;
        var brought = await request.ReceiveAsync(ct);
        if (!brought.IsOk)
        {
            return brought.Refusal;
        }

        var scored = await KeepAsync(claim, brought.Value, ct);
        if (!scored.IsOk)
        {
            return scored.Refusal;
        }

        var frozen = await _measure.FrozenAsync(claim, ct);
        var known = await _measure.ReadAsync(frozen, ct);
        var made = known.Failure is not null ? new(null, known.Failure) : _measure.Run(frozen, scored.Value, known.Value!, ct);

        // From here on the outcome is written, whether or not the runner still listens.
        return await _end.RunAsync(claim, made, handedBack: null, CancellationToken.None) == ResultFate.LeaseLost ? EvaluationLeases.Lost : default(Done);
    }

    private static async Task<Outcome<ScoredTable>> KeepAsync(ClaimedEvaluation claim, BroughtScores brought, CancellationToken ct)
    {
        if (brought.Report.Rows != claim.Dataset.RowCount)
        {
            return Refusal.Invalid("report", $"The report speaks of {brought.Report.Rows:N0} rows; the dataset has {claim.Dataset.RowCount:N0}.");
        }

        var path = Path.Combine(Path.GetTempPath(), $"portal-scores-{Guid.CreateVersion7():N}");
        try
        {
            if (!await WriteAsync(brought.Scores, path, ct))
            {
                return new Refusal(RefusalKind.TooLarge, "too-large", $"The scores are more than {s_longestScores:N0} bytes (the limit).");
            }

            var output = ScoringSpecOf.OutputOf(claim.Task);
            var scored = await ScoredTable.ReadAsync(output, brought.Report, path, ct);
            if (scored.Value is not { } table)
            {
                return Refusal.Invalid("scores", scored.Failure!.Sentence);
            }

            var (report, probed) = await KeepProbesAsync(output, brought, path, ct);
            return table with { Report = report, ProbeScores = probed };
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>What is wrong with them costs the explanation, not the evaluation. They take the place of the scores, which were read.</summary>
    private static async Task<(ScoringReport Report, double[] Scores)> KeepProbesAsync(OutputKind output, BroughtScores brought, string path, CancellationToken ct)
    {
        File.Delete(path);
        if (brought is { ProbesAsync: { } askAsync, Report.Probes.Failure: null } && await askAsync(ct) is { } probes)
        {
            await WriteAsync(probes, path, ct);
        }

        return await ProbeScores.ReadAsync(output, brought.Report, path, ct);
    }

    /// <returns>False when there is more than a scoring process may write.</returns>
    private static async Task<bool> WriteAsync(Stream scores, string path, CancellationToken ct)
    {
        var buffer = new byte[128 * 1024];
        long length = 0;
        int read;
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        await using (file)
        {
            while ((read = await scores.ReadAsync(buffer, ct)) > 0)
            {
                length += read;
                if (length > s_longestScores)
                {
                    return false;
                }

                await file.WriteAsync(buffer.AsMemory(0, read), ct);
            }
        }

        return true;
    }
}
