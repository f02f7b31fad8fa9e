using System.Net;
using Portal.Core.Tenancy;
using Portal.Core.UseCases;
using Portal.Web.Tests.Api;

namespace Portal.Web.Tests.UseCases;

public sealed class UseCasesApiTests(ApiServer server) : IClassFixture<ApiServer>
{
    private const string Body = """
        {"title":"Mortgage decisions","purpose":"Proposes.","team":"Lending","requestsAMonth":2400,"valueAMonth":86000.25,"costAMonth":7250.50,"currency":"EUR","dataClassification":"personal","affectedPeople":"Applicants."}
        """;

    private const string Answers = """{"practices":[],"safetyComponent":false,"areas":["essentialServices"],"profiling":true,"transparency":[],"generalPurpose":"none"}""";

    [Theory]
    [InlineData("GET", "use-cases/99", "", HttpStatusCode.NotFound)]
    [InlineData("PUT", "use-cases/99", Body, HttpStatusCode.NotFound)]
    [InlineData("PUT", "use-cases/99/answers", "{}", HttpStatusCode.NotFound)]
    [InlineData("POST", "use-cases/99/submit", "{}", HttpStatusCode.NotFound)]
    [InlineData("POST", "use-cases/99/votes", """{"verdict":"approve","reason":"x","caseDigest":""}""", HttpStatusCode.NotFound)]
    [InlineData("PUT", "use-cases/99/sessions/1/minutes", """{"minutes":"x"}""", HttpStatusCode.NotFound)]
    [InlineData("POST", "use-cases/99/withdraw", """{"reason":"x"}""", HttpStatusCode.NotFound)]
    [InlineData("POST", "use-cases/99/retire", """{"reason":"x"}""", HttpStatusCode.NotFound)]
    [InlineData("PUT", "use-cases/99/models/loans", "", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "use-cases/99/models/loans?reason=x", "", HttpStatusCode.NotFound)]
    [InlineData("GET", "use-cases?state=asleep", "", HttpStatusCode.BadRequest)]
    [InlineData("GET", "use-cases?class=worst", "", HttpStatusCode.BadRequest)]
    [InlineData("GET", "use-cases?size=0", "", HttpStatusCode.BadRequest)]
    [InlineData("POST", "use-cases/99/votes", """{"verdict":"maybe","reason":"x","caseDigest":""}""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "use-cases/99/votes", """{"reason":"x","caseDigest":""}""", HttpStatusCode.BadRequest)]
    [InlineData("PUT", "use-cases/board", """{"quorum":0,"reason":"x"}""", HttpStatusCode.BadRequest)]
    public async Task Asked_Wrongly_IsRefusedWithAProblem(string method, string address, string json, HttpStatusCode expected)
    {
        var (status, body) = await server.SendAsync(new HttpMethod(method), address, json, "\"0\"");

        Assert.Equal(expected, status);
        Assert.True(body.TryGetProperty("type", out _));
    }

    [Fact]
    public async Task UseCase_IsProposedAnsweredSubmittedAndVotedOn()
    {
        var (made, created) = await server.SendAsync(HttpMethod.Post, "use-cases", Body);
        Assert.Equal(HttpStatusCode.Created, made);
        var address = $"use-cases/{created.GetProperty("number").GetInt32()}";

        Assert.Equal(HttpStatusCode.BadRequest, (await server.SendAsync(HttpMethod.Put, address, Body)).Status);
        var (open, problem) = await server.SendAsync(HttpMethod.Post, address + "/submit", "{}", "\"0\"");
        Assert.Equal((HttpStatusCode.BadRequest, true), (open, problem.GetProperty("errors").TryGetProperty("areas", out _)));
        var (answered, verdict) = await server.SendAsync(HttpMethod.Put, address + "/answers", Answers, "\"0\"");
        Assert.Equal((HttpStatusCode.OK, "highRisk", "high"), (answered, verdict.GetProperty("class").GetString(), verdict.GetProperty("leastRisk").GetString()));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await server.SendAsync(HttpMethod.Put, address, Body, "\"0\"")).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Post, address + "/submit", """{"note":"Look at the cost."}""", "\"1\"")).Status);

        var session = (await server.SendAsync(HttpMethod.Get, address, "")).Body.GetProperty("sessions")[0];
        var vote = $$"""{"verdict":"approve","reason":"Fine.","caseDigest":"{{session.GetProperty("caseDigest").GetString()}}"}""";
        var (own, refused) = await server.SendAsync(HttpMethod.Post, address + "/votes", vote);
        Assert.Equal((HttpStatusCode.Conflict, "You submitted it, so others vote on U-1."), (own, refused.GetProperty("detail").GetString()));
        await OthersVoteAsync(session.GetProperty("caseDigest").GetString()!);

        var (status, view) = await server.SendAsync(HttpMethod.Get, address, "");
        Assert.Equal((HttpStatusCode.OK, "approved", 86000.25m, 11.8613m), (status, view.GetProperty("state").GetString(), view.GetProperty("valueAMonth").GetDecimal(), view.GetProperty("valueForCost").GetDecimal()));
        var kept = view.GetProperty("sessions")[0];
        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Put, address + "/sessions/1/minutes", """{"minutes":"Approved."}""", $"\"{kept.GetProperty("revision").GetInt64()}\"")).Status);
        Assert.Equal("approved", Assert.Single((await server.SendAsync(HttpMethod.Get, "use-cases?search=mortgage&class=highRisk", "")).Body.GetProperty("items").EnumerateArray()).GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Post, address + "/retire", """{"reason":"Bought instead."}""")).Status);
    }

    [Fact]
    public async Task Questionnaire_TellsEveryQuestionWithItsOptions()
    {
        var (status, questions) = await server.SendAsync(HttpMethod.Get, "use-cases/questionnaire", "");

        Assert.Equal((HttpStatusCode.OK, 9), (status, questions.GetArrayLength()));
        Assert.Equal("essentialServices", questions.EnumerateArray().Single(one => one.GetProperty("field").GetString() == "areas").GetProperty("options")[4].GetProperty("value").GetString());
    }

    [Fact]
    public async Task Board_TellsItsQuorum() => Assert.Equal(2, (await server.SendAsync(HttpMethod.Get, "use-cases/board", "")).Body.GetProperty("quorum").GetInt32());

    private async Task OthersVoteAsync(string digest)
    {
        foreach (var name in new[] { "one", "two" })
        {
            var email = $"{name}@first.example";
            var member = (await server.Get<AddMember>().RunAsync(Actor.ForCommand(server.Tenant, "test"), new AddMemberRequest(email, name, MemberKind.Person, [Role.Reviewer]), CancellationToken.None)).Value;
            var actor = Actor.ForMember(server.Tenant, member, email, [Role.Reviewer], ActorOrigin.Api);
            Assert.Null((await server.Get<CastVote>().RunAsync(actor, new CastVoteRequest(1, BoardVerdict.Approve, "Fine.", digest), CancellationToken.None)).Refusal);
        }
    }
}
