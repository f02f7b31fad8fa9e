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
    private readonly List<(InputBatch Batch, BatchView View)> _batches = [];

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
        InputBatch batch;
        do
        {
            batch = plan.Batch(spec.BatchRows);
            source.Fill(batch);
            loop._batches.Add((batch, batch.View(0, batch.Rows)));
        }
        while (batch.Rows == spec.BatchRows);

        return loop;
    }

    public double Run()
    {
        double sum = 0;
        foreach (var (batch, view) in _batches)
        {
            using var answers = _session.Run(_options, batch.Names, view.Values, ["probabilities"]);
            sum += answers[0].GetTensorDataAsSpan<float>()[0];
        }

        return sum;
    }

    public void Dispose()
    {
        foreach (var (batch, view) in _batches)
        {
            view.Dispose();
            batch.Dispose();
        }

        _options.Dispose();
        _session.Dispose();
    }
}
