using System.Globalization;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Serving;

/// <summary>How a runner was started.</summary>
internal sealed record ServeOptions(
    Uri Portal, string Token, IReadOnlyList<string> Labels, int Slots, long MemoryBytes, string WorkFolder, long CacheBytes, DeviceWish Device)
{
    /// <summary>Null where nothing was said.</summary>
    public int? GpuSlots { get; init; }

    public const string TokenVariable = "PORTAL_RUNNER_TOKEN";

    public const string Usage = $"""
        usage: Portal.Scoring serve --portal URL [options]
        Takes queued evaluations of one organisation from a portal, scores them here, and brings back what it found.

          --portal URL        where the portal is; https, or http on this machine
          --token TOKEN       the runner's token. Better: the variable {TokenVariable}, or
          --token-file FILE   a file that holds it, so that it does not stand in the list of processes
          --label LABEL       what this machine has, such as gpu or region=eu-central; may be given several times
          --slots N           evaluations at the same time (default: half of the processors, at least one)
          --gpu-slots N       of these, how many models that ask for the label gpu (default: 1)
          --memory SIZE       memory that one evaluation may use, such as 4G (default: the machine's, shared by the slots)
          --device NAME       what scores where an evaluation asks for nothing: auto (default), cpu, cuda or tensorrt
          --device-fallback F when that is not there: refuse (default), or cpu to let the processor score and say so
          --work FOLDER       where files are kept and scored (default: portal-runner in the system's folder for temporary files)
          --cache SIZE        how much of the folder kept files may take (default: 10G)
          --allow-http        send the token unprotected to a portal on another machine

        Ends with 0 when it is stopped (Ctrl+C, SIGTERM; what it holds is handed back), 1 when the portal refuses it, 2 when it is used wrongly.
        """;

    private const string SlotsName = "--slots";
    private const string GpuSlotsName = "--gpu-slots";
    private static readonly string[] s_withValue =
        ["--portal", "--token", "--token-file", "--label", SlotsName, GpuSlotsName, "--memory", "--work", "--cache", "--device", "--device-fallback"];

    /// <param name="arguments">What stands behind the verb.</param>
    /// <param name="variable">The token from the environment.</param>
    /// <returns>The options, or what is wrong with them.</returns>
    public static (ServeOptions? Options, string? Complaint) Read(string[] arguments, string? variable)
    {
        var given = new List<(string Name, string Value)>();
        var allowHttp = false;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--allow-http")
            {
                allowHttp = true;
            }
            else if (!s_withValue.Contains(arguments[i], StringComparer.Ordinal) || i + 1 == arguments.Length)
            {
                return (null, s_withValue.Contains(arguments[i], StringComparer.Ordinal) ? $"{arguments[i]} needs a value." : $"'{arguments[i]}' is no option.");
            }
            else
            {
                given.Add((arguments[i], arguments[++i]));
            }
        }

        string? One(string name) => given.LastOrDefault(pair => pair.Name == name).Value;
        if (!Uri.TryCreate(One("--portal"), UriKind.Absolute, out var portal) || portal.Scheme is not ("http" or "https"))
        {
            return (null, "--portal needs the address of a portal, such as https://portal.example.");
        }

        if (portal is { Scheme: "http", IsLoopback: false } && !allowHttp)
        {
            return (null, $"{portal} is not encrypted: whoever listens gets the token and the data. Use https, or say --allow-http.");
        }

        var (token, unreadable) = ReadToken(One("--token"), One("--token-file"), variable);
        var slots = Number(One(SlotsName), Math.Max(1, Environment.ProcessorCount / 2));
        var gpuSlots = Number(One(GpuSlotsName), 1);
        var memory = Size(One("--memory"), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Math.Max(1, slots ?? 1));
        var cache = Size(One("--cache"), 10L << 30);
        var device = Word<DeviceKind>(One("--device"), DeviceKind.Auto);
        var fallback = Word<DeviceFallback>(One("--device-fallback"), DeviceFallback.Refuse);
        var complaint = unreadable
            ?? (token is null ? $"There is no token. Set {TokenVariable}, or use --token-file." : null)
            ?? (slots is null ? $"{SlotsName} needs a number from 1 to 1000." : null)
            ?? (gpuSlots is null ? $"{GpuSlotsName} needs a number from 1 to 1000." : null)
            ?? (memory is null ? "--memory needs a size, such as 4G." : null)
            ?? (cache is null ? "--cache needs a size, such as 10G." : null)
            ?? (device is null ? "--device is auto, cpu, cuda or tensorrt." : null)
            ?? (fallback is null ? "--device-fallback is refuse or cpu." : null);
        return complaint is not null
            ? (null, complaint)
            : (new ServeOptions(
                new Uri(portal.AbsoluteUri.TrimEnd('/') + "/"), token!, [.. given.Where(pair => pair.Name == "--label").Select(pair => pair.Value)],
                slots!.Value, memory!.Value, Path.GetFullPath(One("--work") ?? Path.Combine(Path.GetTempPath(), "portal-runner")), cache!.Value, new DeviceWish(device!.Value, fallback!.Value))
            {
                GpuSlots = One(GpuSlotsName) is null ? null : gpuSlots,
            }, null);
    }

    private static (string? Token, string? Complaint) ReadToken(string? token, string? file, string? variable)
    {
        try
        {
            var found = (token ?? (file is null ? variable : File.ReadAllText(file)))?.Trim();
            return string.IsNullOrEmpty(found) ? (null, null) : (found, null);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return (null, $"The token cannot be read: {broken.Message}");
        }
    }

    private static T? Word<T>(string? text, T otherwise)
        where T : struct, Enum =>
        text is null ? otherwise : Enum.GetNames<T>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse<T>(name) : null;

    private static int? Number(string? text, int otherwise) =>
        text is null ? otherwise : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 1000 ? number : null;

    /// <summary>Bytes, or a number of K, M, G or T of them.</summary>
    private static long? Size(string? text, long otherwise)
    {
        if (text is null)
        {
            return otherwise;
        }

        var power = text.Length > 0 ? "KMGT".IndexOf(char.ToUpperInvariant(text[^1]), StringComparison.Ordinal) + 1 : 0;
        return long.TryParse(power > 0 ? text[..^1] : text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= long.MaxValue >> (10 * power)
            ? number << (10 * power)
            : null;
    }
}
