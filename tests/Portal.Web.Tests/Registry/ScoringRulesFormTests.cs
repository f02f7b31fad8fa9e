using Portal.Core.Registry;
using Portal.Scoring.Contract;
using Portal.Web.Registry.Components;
using InputStyle = Portal.Core.Registry.InputStyle;

namespace Portal.Web.Tests.Registry;

public sealed class ScoringRulesFormTests : Shell.ShellContext
{
    [Fact]
    public void Encoding_ThatCannotBeRead_StaysToBeMended()
    {
        var said = new List<ScoringStatement>();
        var draft = new ScoringDraft(new ScoringStatement(InputStyle.Matrix), new Dictionary<string, RuleSource>(), new Dictionary<string, string>(), null, [], null);
        var cut = Render<ScoringRulesForm>(p => p
            .Add(x => x.Draft, draft).Add(x => x.Task, ModelTask.BinaryClassification).Add(x => x.Said, new ScoringStatement())
            .Add(x => x.Inputs, [new ModelValue("features", "tensor", "float", null)]).Add(x => x.OnSaid, said.Add));

        cut.Find("textarea").Change("phist: no = nought");

        Assert.Equal("phist: no = nought", cut.Find("textarea").GetAttribute("value"));
        Assert.Empty(said);
    }
}
