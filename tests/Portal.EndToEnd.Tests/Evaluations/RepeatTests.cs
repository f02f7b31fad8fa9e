using System.Net;
using System.Security.Cryptography;
using static Portal.EndToEnd.Tests.Api;

namespace Portal.EndToEnd.Tests.Evaluations;

/// <summary>The same evidence once more: through the API, by command, and from an archive where there is no portal.</summary>
public sealed class RepeatTests(PreparedDemo demo)
{
    [Fact]
    public async Task Repeat_ByApiByCommandAndElsewhere_IsTheSameDigest()
    {
        await using var portal = await demo.StartAsync();
        using var scientist = await portal.ClientAsync("Meridian", "scientist@meridian.example");
        var first = await scientist.EvaluatedAsync("mortgage", 1);
        var (id, digest) = ((string)first["id"]!, (string)first["evidenceDigest"]!);

        var queued = await scientist.CreateAsync($"evaluations/{id}/repeat", new { }, HttpStatusCode.Created);
        var again = await scientist.UntilAsync($"evaluations/{(string)queued["id"]!}", found => (string)found["state"]! == "completed");
        var (repeated, said, complaints) = await portal.RunAsync("evaluation", "repeat", id, "--tenant", "Meridian");
        var listed = await scientist.FindAsync($"evaluations/{id}/repetitions");

        Assert.Equal((id, digest, "same"), ((string)again["repeats"]!, (string)again["evidenceDigest"]!, (string)again["repetition"]!["verdict"]!));
        Assert.True(repeated == 0, complaints);
        Assert.Contains(digest, said, StringComparison.Ordinal);
        Assert.All(Items(listed), one => Assert.Equal("same", (string)one["comparison"]!["verdict"]!));
        Assert.Equal(2, Items(listed).Count);

        var archive = Path.Combine(portal.Folder, "exported.zip");
        await File.WriteAllBytesAsync(archive, await scientist.GetByteArrayAsync(new Uri($"/api/v1/evaluations/{id}/export", UriKind.Relative), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        await VerifyElsewhereAsync(portal, archive, digest);
    }

    [Fact]
    public async Task Waiting_ForARegionThatNobodyStandsIn_SaysSoUntilSomebodyDoes()
    {
        await using var portal = await PortalProcess.StartAsync(("Portal__Evaluations__Local", "false"), ("Portal__Demo__Story", "false"));
        using var scientist = await portal.ClientAsync("Meridian", "scientist@meridian.example");
        var waiting = await scientist.UntilAsync("evaluations?model=mortgage&state=queued", page => Items(page).Count > 0 && Items(page)[0]["queue"] is not null);

        Assert.Equal("runner.none", (string)Items(waiting)[0]["queue"]!["waits"]!["code"]!);
        using var administrator = await portal.ClientAsync("Meridian", "administrator@meridian.example");
        await using var elsewhere = await Runners.RunnerProcess.StartAsync(administrator, "elsewhere", "ap-south");
        await administrator.UntilAsync("runners", page => Items(page).Any(row => (string)row["state"]! == "online"));

        var waits = Items(await scientist.FindAsync("evaluations?model=mortgage&state=queued"))[0]["queue"]!["waits"]!;
        Assert.Equal("runner.region-not-allowed", (string)waits["code"]!);
        Assert.Contains("they stand in ap-south", (string)waits["sentence"]!, StringComparison.Ordinal);
        Assert.Contains("Start a runner in", (string)waits["nextStep"]!, StringComparison.Ordinal);
        await MoveAsync(scientist, (string)Items(waiting)[0]["id"]!);
        Assert.Empty(Items(await scientist.FindAsync("evaluations?model=mortgage&state=running")));
        Assert.Empty(Items(await scientist.FindAsync("evaluations?model=mortgage&state=completed")));
    }

    /// <summary>Down in the line, out of it, in again, and out with others.</summary>
    private static async Task MoveAsync(HttpClient scientist, string id)
    {
        Assert.Equal("low", (string)(await scientist.CreateAsync($"evaluations/{id}/priority", new { priority = "low" }, HttpStatusCode.OK))["priority"]!);
        Assert.Equal("forbidden", ((string)(await scientist.CreateAsync($"evaluations/{id}/priority", new { priority = "high" }, HttpStatusCode.Forbidden))["type"]!).Split('/', ':')[^1]);
        Assert.Equal("cancelled", (string)(await scientist.CreateAsync($"evaluations/{id}/cancel", new { reason = "wrong data" }, HttpStatusCode.OK))["state"]!);
        Assert.Equal(id, (string)(await scientist.CreateAsync($"evaluations/{id}/retry", new { }, HttpStatusCode.OK))["id"]!);
        var again = await scientist.FindAsync($"evaluations/{id}");
        Assert.Equal(("queued", "low"), ((string)again["state"]!, (string)again["priority"]!));
        var answers = Items(await scientist.CreateAsync("evaluations/cancel", new { ids = new[] { id } }, HttpStatusCode.OK));
        Assert.Equal("cancelled", (string)Assert.Single(answers)["state"]!);
        Assert.StartsWith("This evaluation has ended", (string)Items(await scientist.CreateAsync("evaluations/cancel", new { ids = new[] { id } }, HttpStatusCode.OK))[0]["problem"]!, StringComparison.Ordinal);
    }

    /// <summary>A folder with the archive alone, and a data folder that must stay empty.</summary>
    private static async Task VerifyElsewhereAsync(PortalProcess portal, string archive, string digest)
    {
        var (verified, said, complaints) = await portal.RunAsync("evaluation", "verify", archive, "--digest", digest);
        Assert.True(verified == 0, complaints);
        Assert.Contains("The same digest again", said, StringComparison.Ordinal);

        var bytes = await File.ReadAllBytesAsync(archive, TestContext.Current.CancellationToken);
        RandomNumberGenerator.Fill(bytes.AsSpan(bytes.Length / 2, 8));
        await File.WriteAllBytesAsync(archive, bytes, TestContext.Current.CancellationToken);
        var (damaged, _, why) = await portal.RunAsync("evaluation", "verify", archive);
        Assert.Equal(1, damaged);
        Assert.NotEmpty(why);

        var (wrongly, _, _) = await portal.RunAsync("evaluation", "verify");
        Assert.Equal(2, wrongly);
    }
}
