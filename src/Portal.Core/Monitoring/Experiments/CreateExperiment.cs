using Portal.Core.Audit;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Experiments;

public sealed record CreateExperimentRequest(string Model, string Environment, ExperimentDraft Draft);

public sealed record CreatedExperiment(ExperimentId Id, int Number, ExperimentSize Size);

/// <summary>Settles what is compared, by what, and how many rows it takes. Nothing is counted before it is started.</summary>
public sealed class CreateExperiment(AuditTrail trail)
{
    public async Task<Outcome<CreatedExperiment>> RunAsync(Actor actor, CreateExperimentRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var (modelName, environmentName) = (Names.Normalize(request.Model), Names.Normalize(request.Environment));
        var model = await unit.Db.Models.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedName == modelName, ct);
        var environment = await unit.Db.Environments.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedName == environmentName, ct);
        if (model is null || environment is null)
        {
            return Refusal.NotFound(model is null ? $"The model {request.Model}" : $"The environment {request.Environment}");
        }

        var subject = new AuditSubject("model", model.Id.ToString(), model.Name);
        if (unit.Refuses(Permission.ManageExperiments) is { } forbidden)
        {
            return await unit.RefuseAsync("experiment.create", subject, forbidden, ct);
        }

        if (unit.Actor.Member is not { } creator)
        {
            return await unit.RefuseAsync("experiment.create", subject, new(RefusalKind.Forbidden, "experiment.person", "A member makes an experiment, never the portal itself."), ct);
        }

        var draft = request.Draft;
        if (DraftRules.Refuses(draft, model.Task, unit.Now) is { } invalid)
        {
            return invalid;
        }

        int[] numbers = [.. draft.Challengers.Select(challenger => challenger.Version)];
        var versions = await unit.Db.Versions.Where(row => row.ModelId == model.Id && numbers.Contains(row.Number)).ToDictionaryAsync(row => row.Number, row => row.Id, ct);
        if (Array.Find(numbers, number => !versions.ContainsKey(number)) is var missing and not 0)
        {
            return Refusal.Invalid("challengers", $"{model.Name} has no version {missing}.");
        }

        var size = draft.Size();
        var experiment = Make(unit, new Place(model.Id, environment.Id, creator), draft, size, versions, 1 + (await unit.Db.Experiments.MaxAsync(row => (int?)row.Number, ct) ?? 0));
        unit.Db.Experiments.Add(experiment);
        var facts = new ExperimentFacts(experiment, model.Name, environment.Name, versions.ToDictionary(pair => pair.Value, pair => pair.Key));
        unit.Record("experiment.created", facts.Subject, details: facts.Describe());
        return await unit.CommitAsync(new CreatedExperiment(experiment.Id, experiment.Number, size), ct);
    }

    private static Experiment Make(UnitOfWork unit, Place place, ExperimentDraft draft, ExperimentSize size, Dictionary<int, VersionId> versions, int number)
    {
        var id = ExperimentId.New();
        return new Experiment
        {
            TenantId = unit.Actor.Tenant,
            Id = id,
            Number = number,
            Name = draft.Name.Trim(),
            Hypothesis = draft.Hypothesis.Trim(),
            EnvironmentId = place.Environment,
            ModelId = place.Model,
            Mode = draft.Mode,
            Metric = draft.Metric,
            HigherIsBetter = draft.Higher,
            ExpectedEffect = draft.ExpectedEffect,
            Alpha = draft.Alpha,
            Power = draft.Power,
            Baseline = draft.Baseline,
            Spread = draft.Spread,
            ChampionShare = draft.ChampionShare,
            PlannedRows = size.Champion,
            Challengers =
            [
                .. draft.Challengers.Select((challenger, at) => new ExperimentChallenger
                {
                    TenantId = unit.Actor.Tenant, ExperimentId = id, VersionId = versions[challenger.Version], Share = draft.ChallengerShares[at], PlannedRows = size.Challengers[at],
                }),
            ],
            Guardrails = draft.Guards,
            State = ExperimentState.Draft,
            CountsFrom = draft.CountsFrom is { } from ? KeptInstant.Of(from) : null,
            EndsAt = draft.EndsAt is { } end ? KeptInstant.Of(end) : null,
            CreatedBy = place.Creator,
            CreatedAt = unit.Now,
        };
    }

    private sealed record Place(ModelId Model, EnvironmentId Environment, MemberId Creator);
}
