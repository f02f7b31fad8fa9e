using Portal.Web.Shell.Components;

namespace Portal.Web.Tests.Shell.Components;

public sealed class FileUploadTests : ShellContext
{
    private readonly List<UploadAnswer> _answers = [];

    [Fact]
    public async Task Upload_Accepted_GivesTheAnswerToTheOwner()
    {
        var cut = RenderUpload();

        await cut.InvokeAsync(() => cut.Instance.Began("hmda.csv", 1000));
        await cut.InvokeAsync(() => cut.Instance.Progressed(500, 1000));
        Assert.Equal("50", cut.Find("progress").GetAttribute("value"));
        await cut.InvokeAsync(() => cut.Instance.Answered(201, "{\"id\":1}"));

        Assert.Equal(new UploadAnswer("hmda.csv", 1000, 201, "{\"id\":1}"), Assert.Single(_answers));
        Assert.Empty(cut.FindAll("progress"));
    }

    [Fact]
    public async Task Upload_Refused_ShowsTheSentenceOfTheServer()
    {
        var cut = RenderUpload();

        await cut.InvokeAsync(() => cut.Instance.Began("hmda.csv", 1000));
        await cut.InvokeAsync(() => cut.Instance.Answered(400, """{"title":"Invalid","detail":"Row 118: lvrat is 'n/a', a number is expected."}"""));

        Assert.Empty(_answers);
        Assert.Contains("Row 118", cut.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_TooLarge_IsRefusedBeforeAnythingIsSent()
    {
        var cut = RenderUpload();

        await cut.InvokeAsync(() => cut.Instance.TooLarge("huge.csv", 5_000_000_000));

        Assert.Contains("huge.csv has 5.00 GB; at most 1.0 MB are accepted", cut.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, """{"detail":"Row 118 is wrong."}""", "Row 118 is wrong.")]
    [InlineData(409, """{"title":"In conflict"}""", "In conflict")]
    [InlineData(413, "", "The file is larger than the server accepts. Nothing was kept.")]
    [InlineData(502, "<html>Bad gateway</html>", "The server answered 502. Nothing was kept.")]
    public void Explain_AnAnswer_FindsTheSentence(int status, string body, string expected) => Assert.Equal(expected, FileUpload.Explain(status, body));

    private IRenderedComponent<FileUpload> RenderUpload()
    {
        JSInterop.SetupModule("./js/upload.js").Mode = JSRuntimeMode.Loose;
        return Render<FileUpload>(p => p
            .Add(x => x.Label, "Choose a file").Add(x => x.Hint, "CSV").Add(x => x.Url, "/api/v1/uploads").Add(x => x.MaxBytes, 1_000_000).Add(x => x.OnUploaded, _answers.Add));
    }
}
