using System.Text.Json;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Running;

/// <summary>What this process says: one line of JSON each on standard output.</summary>
internal sealed class Voice : IDisposable
{
    private readonly Stream _output = Console.OpenStandardOutput();

    public void Say(ScoringLine line)
    {
        byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(line, ScoringLineJson.Default.ScoringLine), (byte)'\n'];
        _output.Write(bytes);
        _output.Flush();
    }

    public void Dispose() => _output.Dispose();
}
