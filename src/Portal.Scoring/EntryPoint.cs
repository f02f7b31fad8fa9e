using System.Globalization;
using System.Text.Json;
using Portal.Scoring.Contract;
using Portal.Scoring.Devices;
using Portal.Scoring.Inputs;
using Portal.Scoring.Onnx;
using Portal.Scoring.Packages;
using Portal.Scoring.Running;
using Portal.Scoring.Serving;

namespace Portal.Scoring;

/// <summary>The verbs: <c>inspect MODEL</c> says a model's signature, <c>score SPEC</c> writes scores beside the spec, <c>fences</c> tries
/// to pass the limits, <c>serve</c> scores for a portal on another machine. A model is a file, or a package that holds one.</summary>
internal static class EntryPoint
{
    /// <summary>The scores' file, in the folder of the spec.</summary>
    public const string ScoresFile = "scores.f64";

    /// <summary>The probes' scores, beside it.</summary>
    public const string ProbesFile = "probes.f64";

    private const string Usage = """
        usage: Portal.Scoring inspect MODEL [--memory-bytes N] [--cpu-seconds N] [--file-bytes N]
               Portal.Scoring score SPEC [--no-network]
               Portal.Scoring fences [the same options]
               Portal.Scoring serve --portal URL [options]; serve --help tells more
        The first three say one line of JSON for each step on standard output. Ends with 0 (done), 1 (refused) or 2 (used wrongly).
        """;

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments.Contains("--parent", StringComparer.Ordinal))
        {
            ParentWatch.Start();
        }

        if (arguments is ["serve", ..])
        {
            return await ServeCommand.RunAsync(arguments[1..]);
        }

        using var voice = new Voice();
        try
        {
            return arguments switch
            {
                ["inspect", var model, ..] => Inspect(model, arguments, voice),
                ["fences", ..] => Try(arguments, voice),
                ["score", var spec, ..] => await ScoreAsync(spec, arguments, voice),
                _ => Misused(),
            };
        }
        catch (RefusedException refusal)
        {
            voice.Say(new ScoringLine(Failure: refusal.Failure));
            return 1;
        }
        catch (OutOfMemoryException)
        {
            voice.Say(new ScoringLine(Failure: Stops.Memory(Applied.MemoryBytes)));
            return 1;
        }
    }

    private static ScoringLimits Applied { get; set; } = new();

    private static int Inspect(string file, string[] arguments, Voice voice)
    {
        var limits = Limits(arguments);
        Apply(limits, arguments, withMemory: true);
        using var package = Unpack(file, limits);
        var model = package?.ModelPath ?? file;
        var scan = ModelScan.Read(model, package);
        if (scan.Failure is not null)
        {
            throw new RefusedException(scan.Failure);
        }

        // What the runtime cannot load is better told at the door than at the first evaluation.
        using (ModelSession.Open(model, threads: 1, limits.MemoryBytes, ChosenDevice.Processor))
        {
            voice.Say(new ScoringLine(Signature: scan.Value!.Signature));
        }

        return 0;
    }

    private static async Task<int> ScoreAsync(string path, string[] arguments, Voice voice)
    {
        var spec = JsonSerializer.Deserialize(await File.ReadAllBytesAsync(path), ContractJson.Default.ScoringSpec)
            ?? throw new RefusedException("spec-empty", "The spec is empty.");
        if (spec.Limits is null)
        {
            throw new RefusedException("spec-incomplete", "The spec is incomplete: every property has to be there, `limits` is not.");
        }

        // Before anything untrusted is read: what is loaded here is the operator's, and decides which limits can be set.
        var device = ChosenDevice.Choose(spec.Device ?? DeviceWish.Any);
        var isolation = Apply(spec.Limits, arguments, device.IsProcessor);
        var scores = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, ScoresFile);
        using var package = Unpack(spec.ModelPath, spec.Limits);
        spec = spec with { ModelPath = package?.ModelPath ?? spec.ModelPath };
        var run = new ScoringRun(spec, scores, isolation, device, progress => voice.Say(new ScoringLine(Progress: progress)), package);
        voice.Say(new ScoringLine(Report: await run.RunAsync(early => voice.Say(new ScoringLine(Report: early)))));
        return 0;
    }

    private static int Try(string[] arguments, Voice voice)
    {
        var limits = Limits(arguments);
        Apply(limits, arguments, withMemory: true);
        voice.Say(new ScoringLine(Fences: new FenceReport(FenceTrial.Run(limits))));
        return 0;
    }

    private static ModelPackage? Unpack(string file, ScoringLimits limits) =>
        ModelPackage.Open(file, new PackageLimits { FileBytes = limits.FileBytes });

    private static ScoringIsolation Apply(ScoringLimits limits, string[] arguments, bool withMemory)
    {
        Applied = limits;
        return ProcessLimits.Apply(limits, withMemory, arguments.Contains("--no-network", StringComparer.Ordinal));
    }

    private static ScoringLimits Limits(string[] arguments)
    {
        var limits = new ScoringLimits();
        return limits with
        {
            MemoryBytes = Option(arguments, "--memory-bytes") ?? limits.MemoryBytes,
            CpuSeconds = (int?)Option(arguments, "--cpu-seconds") ?? limits.CpuSeconds,
            FileBytes = Option(arguments, "--file-bytes") ?? limits.FileBytes,
        };
    }

    private static long? Option(string[] arguments, string name)
    {
        var at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length && long.TryParse(arguments[at + 1], CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private static int Misused()
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }
}
