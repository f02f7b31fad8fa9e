using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;
using Portal.Web.Evaluations;

namespace Portal.Web.Tests.Evaluations;

/// <summary>Asking for a device where a version is evaluated again.</summary>
public sealed class DeviceChoiceTests : PageContext
{
    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Again_OnCudaOrTheProcessor_AsksForIt()
    {
        await Portal.ImportMortgageAsync("evaluation", Ct);
        await Portal.CreateModelAsync("mortgage", new DatasetVersionName("mortgage-evaluation", 1), Ct);
        await Portal.RegisterAsync("mortgage", SampleFiles.Model("mortgage", "mortgage-logit-v1"), Ct);
        await Portal.Get<OutboxDispatcher>().RunAsync(Ct);
        await Portal.Get<EvaluationRunner>().DrainAsync(Ct);
        var scientist = Portal.As(Role.DataScientist);
        var first = await NewestAsync(scientist);
        SignIn(scientist);
        var page = Render<EvaluationPage>(parameters => parameters.Add(evaluation => evaluation.Id, first.Value));
        page.WaitForAssertion(() => Assert.Contains("It ran on the CPU", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(20));

        await page.Find("select[aria-label='Device of another evaluation']").ChangeAsync(new() { Value = "cuda-cpu" });
        await page.FindAll("button").Single(button => button.TextContent.Contains("New evaluation", StringComparison.Ordinal)).ClickAsync(new());
        await Portal.Get<EvaluationRunner>().DrainAsync(Ct);

        var second = await NewestAsync(scientist);
        var evidence = (await Portal.Get<EvaluationDetail>().EvidenceAsync(scientist, second, Ct)).Value;
        Assert.NotEqual(first, second);
        Assert.Equal("CUDA", evidence.Machine.Device.InsteadOf);
    }

    [Theory]
    [InlineData("", null, DeviceFallback.Cpu)]
    [InlineData("nonsense", null, DeviceFallback.Cpu)]
    [InlineData("cpu", DeviceKind.Cpu, DeviceFallback.Refuse)]
    [InlineData("tensorrt-cpu", DeviceKind.TensorRt, DeviceFallback.Cpu)]
    public void WishOf_WhatTheSelectSays_IsTheWish(string value, DeviceKind? kind, DeviceFallback fallback) =>
        Assert.Equal(kind is { } device ? new DeviceWish(device, fallback) : null, DeviceChoice.WishOf(value));

    private async Task<EvaluationId> NewestAsync(Actor actor) =>
        (await Portal.Get<EvaluationList>().RunAsync(actor, new EvaluationListRequest(), new PageRequest(1), Ct)).Value.Items[0].Id;
}
