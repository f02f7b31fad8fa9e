using Portal.Core.Registry;
using Portal.Scoring.Contract;
using InputStyle = Portal.Core.Registry.InputStyle;

namespace Portal.Core.Tests.Registry;

public sealed class ScoringMergeTests
{
    private static readonly string[] s_denied = ["no", "yes"];

    private static readonly Dictionary<string, string> s_mortgage = new(StringComparer.Ordinal)
    {
        ["task"] = "binary_classification",
        ["input_style"] = "matrix",
        ["feature_order"] = """["pirat", "phist"]""",
        ["feature_encoding"] = """{"phist": {"no": 0, "yes": 1}}""",
        ["target"] = "deny",
        ["positive_class"] = "1",
        ["favourable_class"] = "0",
        ["class_labels"] = "[0, 1]",
        ["class_meaning"] = """{"0": "deny=no (approved)", "1": "deny=yes (denied)"}""",
        ["decision_threshold"] = "0.5",
    };

    [Fact]
    public void Make_FileThatSaysAll_NeedsNothing()
    {
        var draft = Merge(s_mortgage);

        Assert.Null(draft.Refusal);
        Assert.Equal(("deny", "yes", "no", 0.5), (draft.Rules!.LabelColumn, draft.Rules.PositiveClass, draft.Rules.FavourableClass, draft.Rules.DecisionThreshold));
        Assert.Equal(["no", "yes"], draft.Rules.ClassLabels);
        Assert.Equal(["0", "1"], draft.Rules.ModelLabels);
        Assert.Equal("1", draft.Rules.ModelLabelOf("yes"));
        Assert.All(draft.Sources.Values, source => Assert.Equal(RuleSource.File, source));
    }

    [Fact]
    public void Make_FileThatSaysNothing_AsksForEachPartAndGuessesNone()
    {
        var draft = Merge([]);

        Assert.Equal(
            [ScoringFields.ClassLabels, ScoringFields.DecisionThreshold, ScoringFields.FeatureOrder, ScoringFields.LabelColumn],
            draft.Problems.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(InputStyle.Matrix, draft.Known.InputStyle);
        Assert.Null(draft.Rules);
        Assert.Equal("version.scoring", draft.Refusal!.Code);
    }

    [Fact]
    public void Make_MemberSaysWhatTheFileDoesNot_IsComplete()
    {
        var said = new ScoringStatement(
            FeatureOrder: ["pirat", "phist"], LabelColumn: "deny", ClassLabels: ["0", "1"], ClassValues: new Dictionary<string, string> { ["0"] = "no", ["1"] = "yes" },
            PositiveClass: "yes", FavourableClass: "no", DecisionThreshold: 0.4);

        var draft = Merge([], said);

        Assert.Null(draft.Refusal);
        Assert.Equal(("yes", "no", 0.4), (draft.Rules!.PositiveClass, draft.Rules.FavourableClass, draft.Rules.DecisionThreshold));
        Assert.Equal(RuleSource.Member, draft.Sources[ScoringFields.PositiveClass]);
    }

    [Theory]
    [InlineData("target", "denied", ScoringFields.LabelColumn)]
    [InlineData("positive_class", "0", ScoringFields.PositiveClass)]
    [InlineData("favourable_class", "1", ScoringFields.FavourableClass)]
    [InlineData("feature_order", """["phist", "pirat"]""", ScoringFields.FeatureOrder)]
    public void Make_MemberContradictsTheFile_IsRefused(string key, string value, string field)
    {
        var file = new Dictionary<string, string>(s_mortgage) { [key] = value };
        if (key == "target")
        {
            file["class_meaning"] = """{"0": "denied=no", "1": "denied=yes"}""";
        }

        var draft = Merge(file, new ScoringStatement(FeatureOrder: ["pirat", "phist"], LabelColumn: "deny", PositiveClass: "yes", FavourableClass: "no"));

        Assert.Contains(field, draft.Problems.Keys);
    }

    [Fact]
    public void Make_OtherThreshold_IsTheMembersChoice()
    {
        var draft = Merge(s_mortgage, new ScoringStatement(DecisionThreshold: 0.2));

        Assert.Equal(0.2, draft.Rules!.DecisionThreshold);
        Assert.Equal(RuleSource.Member, draft.Sources[ScoringFields.DecisionThreshold]);
    }

    [Fact]
    public void Make_FileForAnotherTask_IsRefused()
    {
        var draft = Merge(new(s_mortgage) { ["task"] = "regression" });

        Assert.Equal("The file was made for regression; this model is for binary classification.", draft.Problems[ScoringFields.Task]);
    }

    [Theory]
    [InlineData("""{"0": "deny=no (approved)", "1": "deny=yes (denied)"}""", "no,yes", "no,yes")]
    [InlineData("""{"0": "good", "1": "bad"}""", "bad,good", "good,bad")]
    [InlineData("""{"0": "deny=no (approved)", "1": "deny=yes (denied)"}""", null, "no,yes")]
    [InlineData("""{"0": "good", "1": "bad"}""", null, null)]
    [InlineData("""{"0": "approved by us", "1": "denied by us"}""", "no,yes", null)]
    [InlineData("{}", "0,1", "0,1")]
    [InlineData("{}", "no,yes", null)]
    [InlineData("""{"0": "1", "1": "0"}""", "0,1", null)]
    [InlineData("""{"0": "deny=no", "1": "deny=no"}""", "no,yes", null)]
    [InlineData("""{"0": "deny=no", "1": "deny=yes"}""", "maybe,no,yes", null)]
    public void Resolve_ModelClassesAgainstTheData_AreProvenOrAsked(string meaning, string? known, string? expected)
    {
        var metadata = new Dictionary<string, string> { ["target"] = "deny", ["class_meaning"] = meaning };

        var (values, problem) = ClassMapping.Resolve(["0", "1"], "deny", known?.Split(','), ModelDeclaration.Read(metadata), Signature(metadata), null);

        Assert.Equal(expected?.Split(','), values);
        Assert.Equal(expected is null, problem is not null);
    }

    [Fact]
    public void Resolve_TextLabelsThatTheDataHave_StandForThemselves()
    {
        var metadata = new Dictionary<string, string> { ["target"] = "class" };

        var (values, _) = ClassMapping.Resolve(["bad", "good"], "class", ["bad", "good"], ModelDeclaration.Read(metadata), Signature(metadata), null);

        Assert.Equal(["bad", "good"], values);
    }

    [Fact]
    public void Resolve_MemberSwapsWhatTheFileProves_IsRefused()
    {
        var said = new Dictionary<string, string> { ["0"] = "yes", ["1"] = "no" };

        var (_, problem) = ClassMapping.Resolve(["0", "1"], "deny", s_denied, ModelDeclaration.Read(s_mortgage), Signature(s_mortgage), said);

        Assert.Equal("The file says that its class 0 is `deny` = no, not yes.", problem);
    }

    private static ScoringDraft Merge(Dictionary<string, string> metadata, ScoringStatement? said = null) =>
        ScoringMerge.Make(ModelTask.BinaryClassification, Signature(metadata), said, column => column == "deny" ? s_denied : null);

    private static ModelSignature Signature(Dictionary<string, string> metadata) => new(
        8, "", "", [], [new ModelValue("features", "tensor", "float", [new Dimension(null, "N"), new Dimension(2, null)])], [], metadata, 1, 1);
}
