using Portal.Web.Monitoring.Health;

namespace Portal.Web.Tests.Monitoring;

public sealed class MeasureWordsTests
{
    [Theory]
    [InlineData("lvrat", "w1Norm", "lvrat, Wasserstein distance, in standard deviations")]
    [InlineData("Brier score", "brier", "Brier score")]
    [InlineData("recall", "recall", "Recall")]
    public void Of_AMetricOfTheWholeModel_NamesItOnce(string subject, string measure, string expected) => Assert.Equal(expected, MeasureWords.Of(subject, measure));
}
