using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Documents;
using Portal.Web.Api;

namespace Portal.Web.Promotions;

/// <summary>What a risk class needs in an environment's purpose, for programs.</summary>
public static class PoliciesApi
{
    private const string Yaml = "application/yaml";

    public static void MapPoliciesApi(this RouteGroupBuilder api)
    {
        var policies = api.MapGroup("/policies").WithTags("Policies");
        policies.MapGet("/", ListAsync).WithName("ListPolicies").WithSummary("All policies: one for each risk class and purpose, and narrower ones for a task or a classification of data");
        policies.MapPost("/defaults", AddDefaultsAsync).WithName("AddDefaultPolicies").WithSummary("Adds the policies that are missing, from a template: lenient unless another one is named");
        policies.MapGet("/export", ExportAsync).WithName("ExportPolicies").WithSummary("All policies as one YAML document, for review in git").Produces<string>(StatusCodes.Status200OK, Yaml);
        policies.MapPost("/import", ImportAsync).WithName("ImportPolicies").WithSummary("Replaces the policies that a YAML document names, all or none; with preview=true it says what would change and changes nothing");
        policies.MapGet("/{riskClass}/{purpose}", FindAsync).WithName("GetPolicy").WithSummary("One policy; with task or dataClassification the narrower one of just that scope");
        policies.MapPut("/{riskClass}/{purpose}", EditAsync).WithName("EditPolicy").WithSummary("Changes what a policy asks, from the next request on");
        policies.MapPost("/{riskClass}/{purpose}", AddAsync).WithName("AddPolicy").WithSummary("Adds a narrower policy, copied from the one that holds for its models now");
        policies.MapPost("/{riskClass}/{purpose}/retire", RetireAsync).WithName("RetirePolicy").WithSummary("Takes a narrower policy out of use: the next broader one holds again");
        policies.MapGet("/{riskClass}/{purpose}/versions", VersionsAsync).WithName("ListPolicyVersions").WithSummary("What a policy said, newest first, with what each edit changed; before continues below a number");
    }

    private static async Task<Ok<IReadOnlyList<PolicyResponse>>> ListAsync(Caller caller, PolicyList query, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<PolicyResponse>>([.. (await query.ReadAsync(caller.Actor, ct)).Select(PolicyResponse.Of)]);

    private static async Task<Results<Ok<AddedPoliciesResponse>, ProblemHttpResult>> AddDefaultsAsync(Caller caller, AddDefaultPolicies act, string? template, CancellationToken ct)
    {
        var chosen = QueryWords.Parse<PolicyTemplate>("template", template);
        return chosen.IsOk ? (await act.RunAsync(caller.Actor, ct, chosen.Value ?? PolicyTemplate.Lenient)).ToOk(added => new AddedPoliciesResponse(added)) : chosen.Refusal.ToProblem();
    }

    private static async Task<FileContentHttpResult> ExportAsync(Caller caller, PolicyList query, CancellationToken ct) =>
        TypedResults.File(Encoding.UTF8.GetBytes(PolicyYaml.Write((await query.ReadAsync(caller.Actor, ct)).Select(view => PolicyEntry.Of(view.Scope, view.Rules)))), Yaml, "policies.yaml");

    private static async Task<Results<Ok<ImportedPoliciesResponse>, ProblemHttpResult>> ImportAsync(
        Caller caller, ImportPoliciesBody body, ImportPolicies act, CancellationToken ct, bool preview = false) =>
        (preview ? await act.PreviewAsync(caller.Actor, body.Document, ct) : await act.RunAsync(caller.Actor, new ImportPoliciesRequest(body.Document, body.Reason), ct))
            .ToOk(imported => new ImportedPoliciesResponse(preview, [.. imported.Select(ImportedPolicyItem.Of)]));

    private static async Task<Results<Ok<PolicyResponse>, ProblemHttpResult>> FindAsync(
        Caller caller, [AsParameters] PolicyAddress address, PolicyDetail query, HttpResponse response, CancellationToken ct)
    {
        var scope = address.ToScope();
        if (!scope.IsOk)
        {
            return scope.Refusal.ToProblem();
        }

        var found = await query.FindAsync(caller.Actor, scope.Value, ct);
        if (found.IsOk)
        {
            response.SetRevision(found.Value.Revision);
        }

        return found.ToOk(PolicyResponse.Of);
    }

    private static async Task<Results<Ok<EditedPolicyResponse>, ProblemHttpResult>> EditAsync(
        Caller caller, [AsParameters] PolicyAddress address, EditPolicyBody body, HttpRequest request, EditPolicy act, CancellationToken ct)
    {
        var (scope, seen) = (address.ToScope(), request.RevisionSeen());
        return (scope.Refusal ?? seen.Refusal) is { } wrong
            ? wrong.ToProblem()
            : (await act.RunAsync(caller.Actor, new EditPolicyRequest(scope.Value, seen.Value, body.Rules, body.Reason), ct)).ToOk(number => new EditedPolicyResponse(number));
    }

    private static async Task<Results<Created<EditedPolicyResponse>, ProblemHttpResult>> AddAsync(
        Caller caller, string riskClass, string purpose, AddPolicyBody body, AddPolicy act, CancellationToken ct)
    {
        var broad = new PolicyAddress(riskClass, purpose).ToScope();
        if (!broad.IsOk)
        {
            return broad.Refusal.ToProblem();
        }

        var scope = broad.Value with { Task = body.Task, Classification = body.DataClassification };
        return (await act.RunAsync(caller.Actor, new AddPolicyRequest(scope, body.Reason), ct))
            .ToCreated(_ => PolicyAddress.ApiUrl(scope), number => new EditedPolicyResponse(number));
    }

    private static async Task<Results<Ok<EditedPolicyResponse>, ProblemHttpResult>> RetireAsync(
        Caller caller, [AsParameters] PolicyAddress address, RetirePolicyBody body, HttpRequest request, RetirePolicy act, CancellationToken ct)
    {
        var (scope, seen) = (address.ToScope(), request.RevisionSeen());
        return (scope.Refusal ?? seen.Refusal) is { } wrong
            ? wrong.ToProblem()
            : (await act.RunAsync(caller.Actor, new RetirePolicyRequest(scope.Value, seen.Value, body.Reason), ct)).ToOk(number => new EditedPolicyResponse(number));
    }

    private static async Task<Results<Ok<IReadOnlyList<PolicyVersionItem>>, ProblemHttpResult>> VersionsAsync(
        Caller caller, [AsParameters] PolicyAddress address, PolicyVersionList query, CancellationToken ct, int? before = null)
    {
        var scope = address.ToScope();
        return scope.IsOk
            ? (await query.ReadAsync(caller.Actor, scope.Value, before, ct)).ToOk<IReadOnlyList<PolicyVersionRow>, IReadOnlyList<PolicyVersionItem>>(rows => [.. rows.Select(PolicyVersionItem.Of)])
            : scope.Refusal.ToProblem();
    }
}
