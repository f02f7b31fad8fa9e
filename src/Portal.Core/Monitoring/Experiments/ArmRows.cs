using Portal.Core.Monitoring.Observations.Blocks;

namespace Portal.Core.Monitoring.Experiments;

/// <summary>All rows of one version in the time of an experiment, by the hash of their id. A row that was sent twice counts once, as it came first.</summary>
internal sealed class ArmRows(ArmVersion version, DateTimeOffset from, DateTimeOffset to)
{
    private readonly Dictionary<ulong, ArmAnswer> _answers = [];
    private readonly long _from = from.ToUnixTimeMilliseconds();
    private readonly long _to = to.ToUnixTimeMilliseconds();

    public ArmVersion Version => version;

    public IReadOnlyDictionary<ulong, ArmAnswer> Answers => _answers;

    /// <param name="countsCost">Whether its costs are in the currency of the experiment.</param>
    public void Add(BlockReader block, bool countsCost)
    {
        var ids = block.Ids();
        var hashes = ids.Words.Select(IdHash.Of).ToArray();
        var instants = (InstantColumn)(block.Find(ObservedPart.Instant) ?? throw BlockFormat.Broken("rows have no instant."));
        var (score, prediction) = (block.Find(ObservedPart.Score) as NumberColumn, block.Find(ObservedPart.Prediction));
        var (latency, cost) = (block.Find(ObservedPart.Latency) as NumberColumn, countsCost ? block.Find(ObservedPart.Cost) as NumberColumn : null);
        for (var row = 0; row < block.Rows; row++)
        {
            if (instants.Milliseconds[row] < _from || instants.Milliseconds[row] >= _to)
            {
                continue;
            }

            var value = At(prediction as NumberColumn ?? score, row);
            _answers.TryAdd(hashes[ids.Codes[row]], new ArmAnswer(value, version.DecisionOf(value, (prediction as TextColumn)?.TextOf(row)), At(latency, row), At(cost, row), double.NaN));
        }
    }

    /// <summary>Labels find the rows that they belong to; the first label of a row stays.</summary>
    public void AddTruths(TextColumn ids, ulong[] hashes, ObservedColumn truths)
    {
        for (var row = 0; row < ids.Rows; row++)
        {
            var id = hashes[ids.Codes[row]];
            if (_answers.TryGetValue(id, out var answer) && double.IsNaN(answer.Truth))
            {
                _answers[id] = answer with { Truth = truths is NumberColumn numbers ? numbers.Values[row] : truths.TextOf(row) is { } word ? version.ClassOf(word) : double.NaN };
            }
        }
    }

    private static double At(NumberColumn? column, int row) => column is null ? double.NaN : column.Values[row];
}
