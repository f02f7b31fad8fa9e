using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Portal.Core.Webhooks;

namespace Portal.Core.Tests.Webhooks;

/// <summary>The example for receivers in docs/operations.md, run as it stands there.</summary>
public sealed class ReceiverExampleTests
{
    private const string Asks = """

        import json, sys
        for one in json.load(sys.stdin):
            print(is_genuine(one["secret"], one["headers"], one["body"].encode(), one["now"]))
        """;

    [Fact]
    public async Task Example_BelievesWhatThePortalSigned_AndNothingElse()
    {
        var text = await File.ReadAllTextAsync(Repository.Folder("docs", "operations.md"), TestContext.Current.CancellationToken);
        var begin = text.IndexOf("```python", StringComparison.Ordinal) + "```python".Length;
        var example = text[begin..text.IndexOf("```", begin, StringComparison.Ordinal)];
        var (secret, at, body) = (WebhookSignature.NewSecret(), DateTimeOffset.FromUnixTimeSeconds(1_772_000_000), """{"type":"portal.incident.opened","data":{"title":"Übermaß"}}""");
        var signature = WebhookSignature.Sign(secret, "id-1", at, body);
        object Case(string key, string id, string sent, string signed, string content, long later = 0) => new
        {
            secret = key,
            headers = new Dictionary<string, string> { ["webhook-id"] = id, ["webhook-timestamp"] = sent, ["webhook-signature"] = signed },
            body = content,
            now = at.ToUnixTimeSeconds() + later,
        };
        var (time, other) = (WebhookSignature.Timestamp(at), WebhookSignature.Timestamp(at.AddSeconds(60)));
        object[] cases =
        [
            Case(secret, "id-1", time, signature, body),
            Case(secret, "id-1", time, "v1,AAAA " + signature, body, later: 299),
            Case(secret, "id-1", time, signature, body, later: 301),
            Case(secret, "id-1", time, signature, body, later: -301),
            Case(secret, "id-2", time, signature, body),
            Case(secret, "id-1", other, signature, body),
            Case(secret, "id-1", time, signature, body + " "),
            Case(WebhookSignature.NewSecret(), "id-1", time, signature, body),
            Case(secret, "id-1", "soon", signature, body),
        ];

        var said = await PythonAsync(example + Asks, JsonSerializer.Serialize(cases));

        Assert.Equal(["True", "True", "False", "False", "False", "False", "False", "False", "False"], said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private static async Task<string> PythonAsync(string program, string input)
    {
        var start = new ProcessStartInfo("python3", ["-c", program]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false, StandardInputEncoding = new UTF8Encoding(false) };
        Process python;
        try
        {
            python = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception absent)
        {
            Assert.Skip(string.Create(CultureInfo.InvariantCulture, $"No python3 here: {absent.Message}"));
            throw;
        }

        using (python)
        {
            await python.StandardInput.WriteAsync(input);
            python.StandardInput.Close();
            var said = await python.StandardOutput.ReadToEndAsync();
            await python.WaitForExitAsync();
            return said;
        }
    }
}
