using System.Globalization;
using System.Text.Json.Nodes;
using static Portal.EndToEnd.Tests.Api;

namespace Portal.EndToEnd.Tests.Evaluations;

/// <summary>Every hostile or broken file ends as a clear refusal or a failed evaluation with its reason; the portal goes on.</summary>
public sealed class HostileModelTests(PreparedDemo demo)
{
    [Fact]
    public async Task HostileModels_AllOfThem_AreAnsweredAndThePortalGoesOn()
    {
        await using var portal = await demo.StartAsync(("Portal__Evaluations__WallSeconds", "20"));
        using var client = await portal.ClientAsync("Meridian", "scientist@meridian.example");
        var before = ResidentBytes(portal.ProcessId);
        var files = Directory.GetFiles(Repository.Folder("tests", "samples", "bad-models"), "*.onnx").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(12, files.Count);

        foreach (var file in files)
        {
            var sentence = await AnswerAsync(client, file);
            TestContext.Current.TestOutputHelper!.WriteLine($"{Path.GetFileName(file)}: {sentence}");
            Assert.True(sentence.Length > 20, sentence);
            Assert.DoesNotContain("/", sentence.Replace("and/or", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        var number = await RegisterAsync(client, Repository.Folder("tests", "samples", "odd-models", "zipmap.onnx"));
        var next = await client.EvaluatedAsync("mortgage", number);
        Assert.Equal("completed", (string)next["state"]!);
        var grown = ResidentBytes(portal.ProcessId) - before;
        TestContext.Current.TestOutputHelper!.WriteLine($"The portal grew by {grown / 1_000_000} MB.");
        Assert.True(grown < 200_000_000, $"The portal grew by {grown} bytes.");
    }

    private static async Task<string> AnswerAsync(HttpClient client, string file)
    {
        var (status, body) = await client.TryPostAsync("models/mortgage/versions", new { upload = await client.UploadAsync(file), description = Path.GetFileName(file) });
        if ((int)status is >= 400 and < 500)
        {
            return (string)body["detail"]!;
        }

        Assert.Equal(201, (int)status);
        var evaluation = await client.EvaluatedAsync("mortgage", (int)body["number"]!);
        Assert.Equal("failed", (string)evaluation["state"]!);
        return Sentence(evaluation);
    }

    private static string Sentence(JsonObject evaluation) =>
        (string?)evaluation["failureSentence"] ?? (string?)evaluation["failure"]?["sentence"] ?? evaluation.ToJsonString();

    private static async Task<int> RegisterAsync(HttpClient client, string file)
    {
        var (status, body) = await client.TryPostAsync("models/mortgage/versions", new { upload = await client.UploadAsync(file), description = Path.GetFileName(file) });
        Assert.True((int)status == 201, body.ToJsonString());
        return (int)body["number"]!;
    }

    private static long ResidentBytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(row => row.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}
