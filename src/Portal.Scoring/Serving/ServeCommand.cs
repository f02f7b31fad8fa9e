using System.Runtime.InteropServices;
using Portal.Scoring.Contract;
using Portal.Scoring.Running;

namespace Portal.Scoring.Serving;

/// <summary><c>serve</c>: this program as a runner for a portal on another machine.</summary>
internal static class ServeCommand
{
    private const int Stopped = 0;
    private const int Refused = 1;
    private const int UsedWrongly = 2;

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments.Any(argument => argument is "--help" or "-h" or "-?"))
        {
            await Console.Out.WriteLineAsync(ServeOptions.Usage);
            return Stopped;
        }

        var (options, complaint) = ServeOptions.Read(arguments, Environment.GetEnvironmentVariable(ServeOptions.TokenVariable));
        if (options is null)
        {
            await Console.Error.WriteLineAsync($"{complaint}\nUse serve --help to see what is possible.");
            return UsedWrongly;
        }

        using var shutdown = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => End(signal, shutdown));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => End(signal, shutdown));
        try
        {
            return await ServeAsync(options, new ServeLog(Console.Out), shutdown.Token);
        }
        catch (OperationCanceledException) when (shutdown.IsCancellationRequested)
        {
            return Stopped;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"The folder {options.WorkFolder} cannot be used: {broken.Message}");
            return Refused;
        }
    }

    private static async Task<int> ServeAsync(ServeOptions options, ServeLog log, CancellationToken shutdown)
    {
        var device = ThisMachine.Device(threads: 1);
        var announcement = new RunnerAnnouncement(
            options.Labels, $"{device.Kind}: {device.Name}, {device.Cores} cores, {device.OperatingSystem}", options.MemoryBytes, options.Slots, ThisMachine.CodeVersion, options.GpuSlots);
        using var wire = new PortalWire(options.Portal, options.Token);
        var loop = new RunnerLoop(wire, announcement, log);
        log.Say($"runner for {options.Portal}, version {ThisMachine.CodeVersion}, {device.Name}");
        if (await loop.BeginAsync(shutdown) is not { } welcome)
        {
            return Refused;
        }

        using var place = WorkPlace.Take(options.WorkFolder, welcome.Runner);
        log.Say($"{welcome.Name} in {welcome.Region} is ready: {options.Slots} at a time, labels {(options.Labels.Count > 0 ? string.Join(", ", options.Labels) : "none")}");
        var cache = new ArtifactCache(place.Files, options.CacheBytes);
        var scoring = new ScoringProcess(place.Scoring);
        scoring.SweepLeftovers(TimeProvider.System.GetUtcNow());
        var run = new LeaseRun(wire, cache, scoring, place.Scoring, options.Device, log);
        var asked = await loop.RunAsync(run, shutdown);
        log.Say(asked ? "stopped" : "ended");
        return asked ? Stopped : Refused;
    }

    private static void End(PosixSignalContext signal, CancellationTokenSource shutdown)
    {
        // What is held is handed back first; the program ends by itself after that.
        signal.Cancel = true;
        shutdown.Cancel();
    }
}
