using Microsoft.ML.OnnxRuntime;
using Portal.Scoring.Contract;
using Portal.Scoring.Devices;
using Portal.Scoring.Inputs;

namespace Portal.Scoring.Running;

/// <summary>A model in the runtime, with its errors made into answers.</summary>
internal sealed class ModelSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly long _memoryLimit;

    private ModelSession(InferenceSession session, long memoryLimit) => (_session, _memoryLimit) = (session, memoryLimit);

    /// <summary>Whether a device other than the processor has no kernels for some of the operators, so that the processor runs them.</summary>
    public bool IsPartlyOnProcessor { get; private init; }

    public static ModelSession Open(string path, int threads, long memoryLimit, ChosenDevice device)
    {
        if (device.IsProcessor)
        {
            return Open(path, threads, memoryLimit, device, strict: false);
        }

        try
        {
            return Open(path, threads, memoryLimit, device, strict: true);
        }
        catch (RefusedException)
        {
            // The runtime says no to an operator left over for the processor. Whatever else is wrong is said again.
            return Open(path, threads, memoryLimit, device, strict: false);
        }
    }

    private static ModelSession Open(string path, int threads, long memoryLimit, ChosenDevice device, bool strict)
    {
        using var options = new SessionOptions
        {
            // One thread and no arena: the same bits each time, and memory goes back when a call ends.
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            EnableCpuMemArena = false,
            EnableMemoryPattern = false,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");

        // Never guessed from the file: our own reader has seen it as ONNX and as nothing else.
        options.AddSessionConfigEntry("session.load_model_format", "ONNX");
        try
        {
            device.AddTo(options, memoryLimit);
            if (strict)
            {
                options.AddSessionConfigEntry("session.disable_cpu_ep_fallback", "1");
            }

            return new ModelSession(new InferenceSession(path, options), memoryLimit) { IsPartlyOnProcessor = !device.IsProcessor && !strict };
        }
        catch (OnnxRuntimeException error)
        {
            throw Refusal(error, memoryLimit, "load-failed", "ONNX Runtime cannot load the model");
        }
    }

    public IDisposableReadOnlyCollection<OrtValue> Run(IReadOnlyList<string> inputs, IReadOnlyList<OrtValue> values, string[] outputs)
    {
        try
        {
            return _session.Run(_options, inputs, values, outputs);
        }
        catch (OnnxRuntimeException error)
        {
            throw Refusal(error, _memoryLimit, "run-failed", "ONNX Runtime cannot run the model");
        }
    }

    public void Dispose()
    {
        _options.Dispose();
        _session.Dispose();
    }

    private static RefusedException Refusal(OnnxRuntimeException error, long memoryLimit, string code, string begin) =>
        error.Message.Contains("Failed to allocate memory", StringComparison.OrdinalIgnoreCase)
        || error.Message.Contains("bad_alloc", StringComparison.OrdinalIgnoreCase)
        || error.Message.Contains("bad allocation", StringComparison.OrdinalIgnoreCase)
            ? new RefusedException(Stops.Memory(memoryLimit))
            : new RefusedException(code, $"{begin}: {ErrorText.Clean(error.Message)}");
}
