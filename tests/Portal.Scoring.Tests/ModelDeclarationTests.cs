using Portal.Scoring.Contract;
using Portal.Scoring.Onnx;

namespace Portal.Scoring.Tests;

public sealed class ModelDeclarationTests
{
    [Theory]
    [InlineData("mortgage", "mortgage-gbt-v2", "1", "0", "yes", "no")]
    [InlineData("credit", "credit-logit-v1", "bad", "good", "bad", "good")]
    [InlineData("credit", "credit-gbt-v2", "1", "0", "bad", "good")]
    public void Read_SampleModel_TellsClassesAndTheirValues(
        string domain, string model, string positive, string favourable, string positiveValue, string favourableValue)
    {
        var declared = ModelDeclaration.Read(ModelScan.Read(Samples.Model(domain, model)).Value!.Signature.Metadata);

        Assert.Empty(declared.Problems);
        Assert.Equal((positive, favourable), (declared.PositiveClass, declared.FavourableClass));
        Assert.Equal((positiveValue, favourableValue), (declared.ValueOf(positive), declared.ValueOf(favourable)));
        Assert.Equal(0.5, declared.Threshold);
    }

    [Fact]
    public void Read_NoMetadata_GuessesNothing()
    {
        var declared = ModelDeclaration.Read(new Dictionary<string, string>());

        Assert.Equal(InputStyle.Auto, declared.InputStyle);
        Assert.Null(declared.PositiveClass);
        Assert.Null(declared.FavourableClass);
        Assert.Empty(declared.FeatureOrder);
    }

    [Fact]
    public void Read_NonsenseInEveryKey_TellsEachAndGoesOn()
    {
        var declared = ModelDeclaration.Read(new Dictionary<string, string>
        {
            ["input_style"] = "sideways",
            ["feature_order"] = "{",
            ["feature_encoding"] = "{\"a\": 3}",
            ["class_labels"] = "\"no\"",
            ["decision_threshold"] = "1.5",
            ["class_meaning"] = "[]",
        });

        Assert.Equal(6, declared.Problems.Count);
        Assert.Contains("The metadata `decision_threshold` is '1.5'; a number from 0 to 1 is expected.", declared.Problems);
    }
}
