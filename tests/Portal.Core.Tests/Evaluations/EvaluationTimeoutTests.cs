using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Evaluations;

public sealed class EvaluationTimeoutTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_LongerThanItMay_IsStoppedAndTriedAgainOnlyByAPerson()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite, services => services.AddSingleton(new EvaluationOptions { WallSeconds = 2 }));
        await portal.ImportMortgageAsync("evaluation", Ct);
        await portal.CreateModelAsync("endless", new DatasetVersionName("mortgage-evaluation", 1), Ct, ModelTask.BinaryClassification);
        Assert.Null((await portal.RegisterAsync("endless", SampleFiles.Bad("endless-loop"), Ct)).Refusal);

        var row = await TaskJourney.EndedAsync(portal, "endless");

        Assert.Equal((EvaluationState.Failed, 1), (row.State, row.Attempt));
        Assert.Contains("stopped after 2 s", row.FailureSentence, StringComparison.Ordinal);
        Assert.True((await portal.Get<RetryEvaluation>().RunAsync(portal.As(Role.DataScientist), new RetryEvaluationRequest(row.Id), Ct)).IsOk);
    }
}
