using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Tests.Shell.Components;

public sealed class SmallPartsTests : ShellContext
{
    private const string Sha = "sha256:7de1ed79f68fa0cf57744818ec5d275c77d61e6834e5e635ffb2dff3d2634424";

    [Theory]
    [InlineData(Tone.Passed, "Passed")]
    [InlineData(Tone.Failed, "Failed")]
    [InlineData(Tone.Missing, "Missing")]
    [InlineData(Tone.Waived, "Waived")]
    [InlineData(Tone.Live, "Live")]
    [InlineData(Tone.Running, "Running")]
    [InlineData(Tone.Queued, "Queued")]
    public void Chip_OfAVerdict_HasIconAndWord(Tone tone, string word)
    {
        var cut = Render<Chip>(p => p.Add(x => x.Tone, tone));

        Assert.Equal(word, cut.Find(".chip").TextContent);
        Assert.Equal("true", cut.Find("svg").GetAttribute("aria-hidden"));
    }

    [Fact]
    public void Icon_Unknown_IsADefect() => Assert.Throws<ArgumentException>(() => IconSet.Path("no-such-icon"));

    [Fact]
    public void Digest_Shown_IsShortForTheEyeAndWholeForTheRest()
    {
        var cut = Render<DigestChip>(p => p.Add(x => x.Value, Sha));

        Assert.Equal("7de1ed79…4424", cut.Find(".short").TextContent);
        Assert.Equal(Sha, cut.Find(".digest").GetAttribute("title"));
        Assert.Equal(Sha, cut.Find(".full").TextContent);
    }

    [Fact]
    public void Digest_Copied_SaysSo()
    {
        Script.Setup<bool>("copy", Sha).SetResult(true);
        var cut = Render<DigestChip>(p => p.Add(x => x.Value, Sha));

        cut.Find("button").Click();

        cut.WaitForAssertion(() => Assert.Equal("Copied", cut.Find("[role=status]").TextContent));
    }

    [Fact]
    public void Moment_AfterAMinute_IsStillTrue()
    {
        var cut = Render<Moment>(p => p.Add(x => x.Value, Now.AddMinutes(-4)));
        Assert.Equal("4 min ago", cut.Find("time").TextContent);
        Assert.Equal("2 Mar 2026, 09:26 UTC", cut.Find("time").GetAttribute("title"));

        Clock.Advance(TimeSpan.FromMinutes(1));
        Services.GetRequiredService<ViewerClock>().Changed.Tell();

        cut.WaitForAssertion(() => Assert.Equal("5 min ago", cut.Find("time").TextContent));
    }

    [Theory]
    [InlineData("Data scientist", "DS")]
    [InlineData("Mara Lindqvist", "ML")]
    [InlineData("pipeline@meridian.example", "PM")]
    [InlineData("", "?")]
    public void Initials_OfAName_AreTwoLetters(string name, string expected) => Assert.Equal(expected, Person.Initials(name));

    [Fact]
    public void Progress_WithoutAKnownWhole_HasNoBar()
    {
        var cut = Render<JobProgress>(p => p.Add(x => x.Label, "Evaluation").Add(x => x.Doing, "Loading the model").Add(x => x.Done, 442));

        Assert.Empty(cut.FindAll("progress"));
        Assert.Contains("442 rows done", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_OfAKnownWhole_SaysHowMuchAndHowLong()
    {
        var cut = Render<JobProgress>(p => p
            .Add(x => x.Label, "Evaluation").Add(x => x.Doing, "Scoring").Add(x => x.Done, 357).Add(x => x.Total, 714).Add(x => x.Remaining, TimeSpan.FromSeconds(20)));

        Assert.Equal("50", cut.Find("progress").GetAttribute("value"));
        Assert.Contains("about 20 seconds to go", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Field_WithAnError_TiesItToTheControl()
    {
        var cut = Render<Field>(p => p.Add(x => x.Label, "Name").Add(x => x.Hint, "Letters and digits").Add(x => x.Error, "Too long"));

        var input = cut.Find("input");
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal(cut.Find("label").GetAttribute("for"), input.Id);
        Assert.Equal($"{cut.Find(".error").Id} {cut.Find(".hint").Id}", input.GetAttribute("aria-describedby"));
    }

    [Fact]
    public void Refusal_WithFields_NamesEachOnce()
    {
        var refusal = new Refusal(RefusalKind.Invalid, "invalid", "Two fields are wrong.") { Fields = new Dictionary<string, string> { ["name"] = "Too long.", ["days"] = "1 to 366." } };

        var cut = Render<RefusalNote>(p => p.Add(x => x.Refusal, refusal));

        Assert.Contains("name: Too long.", cut.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("days: 1 to 366.", cut.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Timeline_OfEntries_KeepsTheirOrderAndState()
    {
        TimelineEntry[] entries = [new(TimelineState.Coming, "Release"), new(TimelineState.Live, "Version 2 went live", "Reviewer approved", Now.AddHours(-2))];

        var cut = Render<Timeline>(p => p.Add(x => x.Entries, entries));

        Assert.Equal(["coming", "live"], cut.FindAll("li").Select(entry => entry.ClassName));
        Assert.Equal(Figures.None, cut.FindAll(".when")[0].TextContent);
        Assert.Equal("2 hours ago", cut.FindAll(".when")[1].TextContent);
    }
}
