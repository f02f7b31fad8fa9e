using Microsoft.ML.OnnxRuntime;
using Portal.Scoring.Contract;
using Portal.Scoring.Inputs;
using Portal.Scoring.Onnx;

namespace Portal.Benchmarks;

/// <summary>What the runtime alone needs: a session with its default memory settings and tensors that exist already.</summary>
internal sealed class BareLoop : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly List<(string[] Names, OrtValue[] Values)> _batches = [];
    private readonly List<InputTensor[]> _memory = [];

    private BareLoop(string model)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        _session = new InferenceSession(model, options);
    }

    public static BareLoop Prepare(ScoringSpec spec)
    {
        var loop = new BareLoop(spec.ModelPath);
        using var table = CsvReader.Open(spec.TablePath);
        var plan = InputPlan.Make(ModelScan.Read(spec.ModelPath).Value!, spec, table);
        var source = new RowSource(table, spec.RowLimit);
        int rows;
        do
        {
            var batch = plan.Batch(spec.BatchRows);
            rows = source.Fill(batch, spec.BatchRows);
            if (rows > 0)
            {
                loop._memory.Add(batch);
                loop._batches.Add((
                    Array.ConvertAll(batch, input => input.Name),
                    Array.ConvertAll(batch, input => input.View(0, rows))));
            }
        }
        while (rows == spec.BatchRows);

        return loop;
    }

    public double Run()
    {
        double sum = 0;
        foreach (var (names, values) in _batches)
        {
            using var answers = _session.Run(_options, names, values, ["probabilities"]);
            sum += answers[0].GetTensorDataAsSpan<float>()[0];
        }

        return sum;
    }

    public void Dispose()
    {
        foreach (var value in _batches.SelectMany(batch => batch.Values))
        {
            value.Dispose();
        }

        _options.Dispose();
        _session.Dispose();
    }
}
