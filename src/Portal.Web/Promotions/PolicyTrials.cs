using Portal.Core.Deployments;
using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Web.Promotions;

/// <summary>A model's newest evaluated version, with the evidence that gates would look at today.</summary>
public sealed record PolicyTrial(string Model, int Number, string Environment, GateEvidence Evidence);

/// <param name="Environment">Which environment's live versions they are compared with; null when there is none of the purpose.</param>
/// <param name="Unevaluated">Models without an evaluated version: nothing can be said of them.</param>
public sealed record PolicyTrialSet(string? Environment, IReadOnlyList<PolicyTrial> Trials, IReadOnlyList<string> Unevaluated);

/// <summary>What a policy has to do with today: gathered once, so that gates can be judged again at each key that is pressed.</summary>
public sealed class PolicyTrials(ModelList models, EvaluationList evaluations, EnvironmentList environments, PromotionEvidence evidence)
{
    public const int Most = 25;

    public async Task<PolicyTrialSet> FindAsync(Actor actor, RiskClass risk, EnvironmentPurpose purpose, CancellationToken ct)
    {
        var found = await models.ReadAsync(actor, new ModelListRequest(new PageRequest(Most), Risk: risk), ct);
        var places = await environments.ReadAsync(actor, new EnvironmentListRequest(new PageRequest(PageRequest.LargestSize), Purpose: purpose), ct);
        var environment = places.Value.Items.OrderByDescending(row => row.Live).Select(row => row.Name).FirstOrDefault();
        var (trials, unevaluated) = (new List<PolicyTrial>(), new List<string>());
        foreach (var model in found.Value.Items)
        {
            var completed = await evaluations.RunAsync(actor, new EvaluationListRequest(EvaluationState.Completed, model.Name), new PageRequest(PageRequest.LargestSize), ct);
            if (completed.Value.Items.Select(row => (int?)row.VersionNumber).Max() is not { } newest)
            {
                unevaluated.Add(model.Name);
            }
            else if (environment is not null && await evidence.PreviewAsync(actor, model.Name, newest, environment, ct) is { IsOk: true, Value: var preview })
            {
                trials.Add(new PolicyTrial(model.Name, newest, environment, preview.Evidence));
            }
        }

        return new PolicyTrialSet(environment, trials, unevaluated);
    }
}
