using Portal.Core.Deployments;
using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Web.Promotions;

/// <summary>A model's newest evaluated version, with what a request for it would rest on today.</summary>
public sealed record PolicyTrial(string Model, int Number, PromotionTrial Facts);

/// <param name="Environment">Where they would be asked for; null when there is no environment of the purpose.</param>
/// <param name="Environments">Where they could be asked for.</param>
/// <param name="Unevaluated">Models without an evaluated version: nothing can be said of them.</param>
/// <param name="Elsewhere">Models for which a narrower policy holds.</param>
/// <param name="More">True when there are more models than were looked at.</param>
public sealed record PolicyTrialSet(
    string? Environment, IReadOnlyList<string> Environments, IReadOnlyList<PolicyTrial> Trials, IReadOnlyList<string> Unevaluated, IReadOnlyList<(string Model, PolicyScope Scope)> Elsewhere, bool More);

/// <summary>What a policy has to do with today: gathered once, so that rules can be tried again at each key that is pressed.</summary>
public sealed class PolicyTrials(ModelList models, EvaluationList evaluations, EnvironmentList environments, PolicyList policies, PromotionEvidence evidence)
{
    public const int Most = 200;

    /// <param name="environment">Null for the one where the most models are live.</param>
    public async Task<PolicyTrialSet> FindAsync(Actor actor, PolicyScope scope, string? environment, CancellationToken ct)
    {
        var places = await environments.ReadAsync(actor, new EnvironmentListRequest(new PageRequest(PageRequest.LargestSize), Purpose: scope.Purpose), ct);
        List<string> names = [.. places.Value.Items.OrderByDescending(row => row.Live).ThenBy(row => row.Name, StringComparer.Ordinal).Select(row => row.Name)];
        var place = names.Find(name => name == environment) ?? names.FirstOrDefault();
        var narrower = (await policies.ReadAsync(actor, ct)).Select(view => view.Scope).Where(scope.IsBroaderThan).OrderByDescending(other => other.Narrowness).ToList();
        var (covered, more) = await CoveredAsync(actor, scope, ct);
        var (trials, unevaluated, elsewhere) = (new List<PolicyTrial>(), new List<string>(), new List<(string, PolicyScope)>());
        foreach (var model in covered)
        {
            if (narrower.Find(other => other.Covers(model.RiskClass, scope.Purpose, model.Task, model.DataClassification)) is { } other)
            {
                elsewhere.Add((model.Name, other));
            }
            else if (await NewestAsync(actor, model.Name, ct) is not { } newest)
            {
                unevaluated.Add(model.Name);
            }
            else if (place is not null && await evidence.TrialAsync(actor, model.Name, newest, place, ct) is { IsOk: true, Value: var facts })
            {
                trials.Add(new PolicyTrial(model.Name, newest, facts));
            }
        }

        return new PolicyTrialSet(place, names, trials, unevaluated, elsewhere, more);
    }

    private async Task<(IReadOnlyList<ModelRow> Models, bool More)> CoveredAsync(Actor actor, PolicyScope scope, CancellationToken ct)
    {
        var found = new List<ModelRow>();
        var page = new PageRequest(PageRequest.LargestSize);
        while (true)
        {
            var rows = (await models.ReadAsync(actor, new ModelListRequest(page, Task: scope.Task, Risk: scope.RiskClass), ct)).Value;
            found.AddRange(rows.Items.Where(row => scope.Covers(row.RiskClass, scope.Purpose, row.Task, row.DataClassification)));
            if (rows.Next is not { } next || found.Count >= Most)
            {
                return (found.Count > Most ? found[..Most] : found, rows.Next is not null || found.Count > Most);
            }

            page = page with { After = next };
        }
    }

    private async Task<int?> NewestAsync(Actor actor, string model, CancellationToken ct)
    {
        var completed = await evaluations.RunAsync(actor, new EvaluationListRequest(EvaluationState.Completed, model), new PageRequest(PageRequest.LargestSize), ct);
        return completed.Value.Items.Select(row => (int?)row.VersionNumber).Max();
    }
}
