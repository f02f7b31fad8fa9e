using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Web.Api;
using Portal.Web.Shell;

namespace Portal.Web.Promotions;

/// <summary>What a risk class needs in an environment's purpose, for programs.</summary>
public static class PoliciesApi
{
    public static void MapPoliciesApi(this RouteGroupBuilder api)
    {
        var policies = api.MapGroup("/policies").WithTags("Policies");
        policies.MapGet("/", ListAsync).WithName("ListPolicies").WithSummary("All policies: one for each risk class and purpose at most");
        policies.MapPost("/defaults", AddDefaultsAsync).WithName("AddDefaultPolicies").WithSummary("Adds the policies that are missing, from the templates");
        policies.MapGet("/{riskClass}/{purpose}", FindAsync).WithName("GetPolicy").WithSummary("One policy");
        policies.MapPut("/{riskClass}/{purpose}", EditAsync).WithName("EditPolicy").WithSummary("Changes gates and approval of a policy, from the next request on");
    }

    private static async Task<Ok<IReadOnlyList<PolicyResponse>>> ListAsync(Caller caller, PolicyList query, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<PolicyResponse>>([.. (await query.ReadAsync(caller.Actor, ct)).Select(PolicyResponse.Of)]);

    private static async Task<Results<Ok<AddedPoliciesResponse>, ProblemHttpResult>> AddDefaultsAsync(Caller caller, AddDefaultPolicies act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, ct)).ToOk(added => new AddedPoliciesResponse(added));

    private static async Task<Results<Ok<PolicyResponse>, ProblemHttpResult>> FindAsync(
        Caller caller, string riskClass, string purpose, PolicyDetail query, HttpResponse response, CancellationToken ct)
    {
        if (Words.Parse<RiskClass>(riskClass) is not { } risk || Words.Parse<EnvironmentPurpose>(purpose) is not { } place)
        {
            return Unknown(riskClass, purpose);
        }

        var found = await query.FindAsync(caller.Actor, new PolicyScope(risk, place), ct);
        if (found.IsOk)
        {
            response.SetRevision(found.Value.Revision);
        }

        return found.ToOk(PolicyResponse.Of);
    }

    private static async Task<Results<Ok<EditedPolicyResponse>, ProblemHttpResult>> EditAsync(
        Caller caller, string riskClass, string purpose, EditPolicyBody body, HttpRequest request, EditPolicy act, CancellationToken ct)
    {
        if (Words.Parse<RiskClass>(riskClass) is not { } risk || Words.Parse<EnvironmentPurpose>(purpose) is not { } place)
        {
            return Unknown(riskClass, purpose);
        }

        var seen = request.RevisionSeen();
        return seen.IsOk
            ? (await act.RunAsync(caller.Actor, new EditPolicyRequest(new PolicyScope(risk, place), seen.Value, body.Rules, body.Reason), ct))
                .ToOk(number => new EditedPolicyResponse(number))
            : seen.Refusal.ToProblem();
    }

    private static ProblemHttpResult Unknown(string riskClass, string purpose) => Refusal.NotFound($"The policy of {riskClass} in {purpose}").ToProblem();
}
