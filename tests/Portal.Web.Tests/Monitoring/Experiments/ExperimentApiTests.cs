using System.Net;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Tenancy;
using Portal.Web.Tests.Api;

namespace Portal.Web.Tests.Monitoring.Experiments;

/// <summary>What the API answers where nothing can be compared, or something is asked wrongly.</summary>
public sealed class ExperimentApiTests(ApiServer server) : IClassFixture<ApiServer>
{
    private const string Body = """{"model":"api-loans","environment":"api-place","name":"n","mode":"ab","challengers":[{"version":2,"sharePercent":50}],"metric":"reportedRate","higherIsBetter":true,"expectedEffect":0.05,"baseline":0.5}""";

    [Theory]
    [InlineData("GET", "experiments/99", "", HttpStatusCode.NotFound)]
    [InlineData("GET", "experiments/99/assignment?unit=a", "", HttpStatusCode.NotFound)]
    [InlineData("GET", "experiments/99/looks", "", HttpStatusCode.NotFound)]
    [InlineData("POST", "experiments/99/looks", "", HttpStatusCode.NotFound)]
    [InlineData("POST", "experiments/99/start", "", HttpStatusCode.NotFound)]
    [InlineData("POST", "experiments/99/stop", """{"reason":"x"}""", HttpStatusCode.NotFound)]
    [InlineData("POST", "experiments/99/conclude", """{"decision":"undecided","text":"x"}""", HttpStatusCode.NotFound)]
    [InlineData("POST", "experiments/99/outcomes", """{"outcomes":[{"unit":"a","value":1}]}""", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "experiments/99", "", HttpStatusCode.NotFound)]
    [InlineData("GET", "experiments?state=asleep", "", HttpStatusCode.BadRequest)]
    [InlineData("GET", "experiments?size=0", "", HttpStatusCode.BadRequest)]
    [InlineData("GET", "experiments/outlook?model=nobody&environment=nowhere", "", HttpStatusCode.NotFound)]
    [InlineData("POST", "experiments/99/conclude", """{"decision":"win","text":"x"}""", HttpStatusCode.BadRequest)]
    public async Task Asked_Wrongly_IsRefusedWithAProblem(string method, string address, string json, HttpStatusCode expected)
    {
        var (status, body) = await server.SendAsync(new HttpMethod(method), address, json);

        Assert.Equal(expected, status);
        Assert.True(body.TryGetProperty("type", out _));
    }

    [Fact]
    public async Task Draft_IsMade_ChangedByNobody_AndDeleted()
    {
        await AddAsync();

        var (made, answer) = await server.SendAsync(HttpMethod.Post, "experiments", Body.Replace("\"version\":2", "\"version\":1", StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode.BadRequest, "api-loans has no version 1."), (made, answer.GetProperty("detail").GetString()));
        var (wrong, problem) = await server.SendAsync(HttpMethod.Post, "experiments", Body.Replace("0.05", "0.7", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, wrong);
        Assert.True(problem.GetProperty("errors").TryGetProperty("expectedEffect", out _));
        var (status, list) = await server.SendAsync(HttpMethod.Get, "experiments?model=api-loans", "");
        Assert.Equal((HttpStatusCode.OK, 0), (status, list.GetProperty("items").GetArrayLength()));
        var (seen, outlook) = await server.SendAsync(HttpMethod.Get, "experiments/outlook?model=api-loans&environment=api-place", "");
        Assert.Equal((HttpStatusCode.OK, 0L, "binaryClassification"), (seen, outlook.GetProperty("weeklyRows").GetInt64(), outlook.GetProperty("task").GetString()));
    }

    private async Task AddAsync()
    {
        var command = Actor.ForMember(server.Tenant, server.Member, "all@first.example", Enum.GetValues<Role>(), ActorOrigin.Command);
        var environment = await server.Get<CreateEnvironment>().RunAsync(command, new CreateEnvironmentRequest("api-place", EnvironmentPurpose.Development, EnvironmentPlacement.Edge, "eu-central"), CancellationToken.None);
        var model = await server.Get<CreateModel>().RunAsync(
            command, new CreateModelRequest("api-loans", "For a test.", "Lending", ModelTask.BinaryClassification, RiskClass.Minimal, Portal.Core.Datasets.DataClassification.Internal, ["eu-central"]), CancellationToken.None);
        Assert.True(environment.IsOk && model.IsOk, environment.Refusal?.Sentence ?? model.Refusal?.Sentence);
    }
}
