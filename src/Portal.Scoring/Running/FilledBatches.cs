using System.Threading.Channels;
using Portal.Scoring.Inputs;

namespace Portal.Scoring.Running;

/// <summary>Batches that one thread fills while another one runs them.</summary>
/// <remarks>Three circulate, so that neither side waits for a single slow batch of the other, and one more replaces the first, which
/// is kept: together 4 × rows of a batch × bytes of its inputs, however many rows the table has.</remarks>
internal sealed class FilledBatches : IAsyncDisposable
{
    private const int Circulating = 3;

    private readonly Channel<InputBatch> _empty = Channel.CreateUnbounded<InputBatch>();
    private readonly Channel<InputBatch> _filled = Channel.CreateUnbounded<InputBatch>();
    private readonly List<InputBatch> _all = [];
    private readonly Task _filling;

    private FilledBatches(RowSource source, InputPlan inputs, int rows)
    {
        for (var i = 0; i <= Circulating; i++)
        {
            _all.Add(inputs.Batch(rows));
            GiveBack(_all[i]);
        }

        _filling = Task.Run(() => FillAsync(source));
    }

    public static FilledBatches Start(RowSource source, InputPlan inputs, int rows) => new(source, inputs, rows);

    /// <summary>The batches in the order of the table.</summary>
    /// <exception cref="RefusedException">The table cannot be read on; the batches before come first.</exception>
    public IAsyncEnumerable<InputBatch> ReadAsync() => _filled.Reader.ReadAllAsync();

    /// <summary>Lets a batch be filled again.</summary>
    public void GiveBack(InputBatch batch) => _empty.Writer.TryWrite(batch);

    public async ValueTask DisposeAsync()
    {
        _empty.Writer.TryComplete();
        await _filling;
        _all.ForEach(batch => batch.Dispose());
    }

    private async Task FillAsync(RowSource source)
    {
        try
        {
            await foreach (var batch in _empty.Reader.ReadAllAsync())
            {
                var rows = source.Fill(batch);
                if (rows > 0)
                {
                    _filled.Writer.TryWrite(batch);
                }

                if (rows < batch.Capacity)
                {
                    break;
                }
            }

            _filled.Writer.TryComplete();
        }
        catch (Exception error)
        {
            // Whatever ends the filling is told to the one who waits for batches.
            _filled.Writer.TryComplete(error);
        }
    }
}
