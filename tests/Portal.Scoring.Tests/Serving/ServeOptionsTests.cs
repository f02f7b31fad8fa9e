using Portal.Scoring.Contract;
using Portal.Scoring.Serving;

namespace Portal.Scoring.Tests.Serving;

/// <summary>How a runner is started, and what it refuses to be started with.</summary>
public sealed class ServeOptionsTests
{
    private static readonly string[] s_portal = ["--portal", "https://portal.example/app/"];

    [Theory]
    [InlineData("", "--portal needs")]
    [InlineData("--portal nowhere", "--portal needs")]
    [InlineData("--portal ftp://portal.example", "--portal needs")]
    [InlineData("--portal http://portal.example", "not encrypted")]
    [InlineData("--portal https://portal.example --slots", "needs a value")]
    [InlineData("--portal https://portal.example --slots 0", "1 to 1000")]
    [InlineData("--portal https://portal.example --slots many", "1 to 1000")]
    [InlineData("--portal https://portal.example --memory lots", "--memory needs")]
    [InlineData("--portal https://portal.example --cache 99999999999T", "--cache needs")]
    [InlineData("--portal https://portal.example --device gpu", "auto, cpu, cuda or tensorrt")]
    [InlineData("--portal https://portal.example --device 2", "auto, cpu, cuda or tensorrt")]
    [InlineData("--portal https://portal.example --device-fallback perhaps", "refuse or cpu")]
    [InlineData("--portal https://portal.example --what", "is no option")]
    [InlineData("--portal https://portal.example --token-file /there/is/no/such/file", "cannot be read")]
    public void Read_WhatIsWrong_SaysWhat(string arguments, string complaint)
    {
        var (options, said) = ServeOptions.Read(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), "token");

        Assert.Null(options);
        Assert.Contains(complaint, said, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WithoutAToken_SaysWhereItCanStand() => Assert.Contains(ServeOptions.TokenVariable, ServeOptions.Read(s_portal, variable: null).Complaint, StringComparison.Ordinal);

    [Fact]
    public void Read_Everything_TakesItAsSaid()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "secret\n");

        var (options, _) = ServeOptions.Read(
            [.. s_portal, "--label", "gpu", "--label", "region=eu-central", "--slots", "3", "--memory", "4G", "--cache", "512m", "--work", "/srv/runner", "--token-file", file, "--device", "TensorRT", "--device-fallback", "cpu"], "other");

        File.Delete(file);
        Assert.Equal(new Uri("https://portal.example/app/"), options!.Portal);
        Assert.Equal(("secret", 3, 4L << 30, 512L << 20, "/srv/runner"), (options.Token, options.Slots, options.MemoryBytes, options.CacheBytes, options.WorkFolder));
        Assert.Equal(["gpu", "region=eu-central"], options.Labels);
        Assert.Equal(new DeviceWish(DeviceKind.TensorRt, DeviceFallback.Cpu), options.Device);
        Assert.Equal(new DeviceWish(DeviceKind.Auto, DeviceFallback.Refuse), ServeOptions.Read(s_portal, "token").Options!.Device);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000", false)]
    [InlineData("http://localhost:5000", false)]
    [InlineData("http://portal.example", true)]
    public void Read_Http_OnThisMachineOrWhereItIsSaid(string portal, bool allow) =>
        Assert.NotNull(ServeOptions.Read(["--portal", portal, .. allow ? ["--allow-http"] : Array.Empty<string>()], "token").Options);

    [Fact]
    public void Backoff_GrowsToItsBoundAndBeginsAgain()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(5));

        var waits = Enumerable.Range(0, 8).Select(_ => backoff.Next(random: 1)).ToList();
        backoff.Reset();

        Assert.Equal([0.25, 0.5, 1, 2, 4, 5, 5, 5], waits.Select(wait => wait.TotalSeconds));
        Assert.Equal(0.125, backoff.Next(random: 0).TotalSeconds);
    }
}
