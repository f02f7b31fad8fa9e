using System.Globalization;

namespace Portal.Scoring.Serving;

/// <summary>What a person who looks at the console reads: one line for each thing that happens.</summary>
internal sealed class ServeLog(TextWriter output)
{
    private readonly Lock _one = new();

    public void Say(string sentence)
    {
        lock (_one)
        {
            output.WriteLine($"{TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)} {sentence}");
            output.Flush();
        }
    }
}
