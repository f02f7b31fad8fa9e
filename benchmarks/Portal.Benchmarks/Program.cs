using System.Globalization;
using Portal.Benchmarks;

// Plain stopwatches rather than a benchmarking library: what is reported is one ratio of two ways through the same rows, taken
// in turns within one process, so that whatever else the machine does falls on both.
return args switch
{
    ["memory", .. var rest] => await PeakMemory.RunAsync(Rows(rest)),
    ["fairness", .. var rest] => FairnessOfRows.Run(rest is [] ? 1_000_000 : Rows(rest)),
    ["ingestion", .. var rest] => await IngestionSpeed.RunAsync(rest is [var batches, ..] && int.TryParse(batches, CultureInfo.InvariantCulture, out var many) ? many : 40),
    ["hostile", ..] => await PagesUnderAttack.RunAsync(),
    ["rollback", .. var rest] => await RollbackSpeed.RunAsync(Rows(rest, 100), rest is [_, var connection, ..] ? connection : null),
    ["drift", ..] => DriftOfAMillion.Run(),
    ["false-alarms", .. var rest] => FalseAlarms.Run(Rows(rest, 1_000)),
    _ => await ScoringOverhead.RunAsync(Rows(args)),
};

static int Rows(string[] args, int otherwise = 200_000) =>
    args is [var text, ..] && int.TryParse(text, CultureInfo.InvariantCulture, out var given) ? given : otherwise;
