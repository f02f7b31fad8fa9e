using Portal.Core.Datasets;
using Portal.Core.Deployments;
using Portal.Core.Deployments.Freezes;
using Portal.Core.Deployments.Rollouts;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Deadlines;
using Portal.Core.Promotions.Documents;
using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Promotions.Sequences;

/// <summary>One thing that somebody does, by the real act. It can be tried in any state, so that a sequence stays one when steps are left out.</summary>
internal abstract record Step
{
    protected const string Nothing = "nothing there";
    protected const string Why = "For a sequence.";

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <returns>What came of it: <c>done</c>, a state, or the code of the refusal.</returns>
    public abstract Task<string> RunAsync(SequenceWorld world);

    protected static string Say<T>(Outcome<T> outcome) => outcome.IsOk ? (outcome.Value is PromotionState state ? state.ToString() : "done") : outcome.Refusal.Code;
}

internal sealed record Asks(string Who, int Version, string Where) : Step
{
    public override async Task<string> RunAsync(SequenceWorld world)
    {
        var asked = await world.Data.RequestAsync(Version, world.Actor(Who), Where);
        return asked.IsOk ? $"P-{asked.Value.Number} {asked.Value.State}" : asked.Refusal.Code;
    }
}

/// <param name="Back">Which promotion: 0 for the newest.</param>
internal sealed record Says(string Who, DecisionVerdict Verdict, int Back, int? Stage) : Step
{
    public override async Task<string> RunAsync(SequenceWorld world) => world.Promotion(Back) is { } promotion
        ? Say(await world.Portal.Get<Decide>().RunAsync(world.Actor(Who), new DecideRequest(promotion.Number, Verdict, Why, promotion.EvidenceDigest.Hex, Stage), Stop))
        : Nothing;
}

internal sealed record LetsPass(string Who, int Back, int Hours) : Step
{
    public override async Task<string> RunAsync(SequenceWorld world)
    {
        if (world.Promotion(Back) is not { } promotion)
        {
            return Nothing;
        }

        var gate = FrozenEvidence.Parse(promotion.Evidence).Verdicts.FirstOrDefault(verdict => verdict.IsOpen)?.Id ?? "metric:roc_auc";
        return Say(await world.Portal.Get<GrantException>().RunAsync(world.Actor(Who), new GrantExceptionRequest(promotion.Number, gate, Why, promotion.EvidenceDigest.Hex, world.Now.AddHours(Hours)), Stop));
    }
}

/// <param name="Who">Null for the requester.</param>
/// <param name="Version">Null for the same one.</param>
internal sealed record Answers(string? Who, int Back, int? Version, string Note) : Step
{
    public override async Task<string> RunAsync(SequenceWorld world)
    {
        if (world.Promotion(Back) is not { } promotion)
        {
            return Nothing;
        }

        var who = Who ?? SequenceWorld.Members.First(name => world.Actor(name).Member == promotion.RequestedBy);
        return Say(await world.Portal.Get<AnswerChanges>().RunAsync(world.Actor(who), new AnswerChangesRequest(promotion.Number, Note, Version), Stop));
    }
}

internal sealed record Withdraws(string Who, int Back) : Step
{
    public override async Task<string> RunAsync(SequenceWorld world) => world.Promotion(Back) is { } promotion
        ? Say(await world.Portal.Get<WithdrawPromotion>().RunAsync(world.Actor(Who), new WithdrawPromotionRequest(promotion.Number, Why), Stop))
        : Nothing;
}

internal sealed record Delegates(string Who, string To, int Hours) : Step
{
    public override async Task<string> RunAsync(SequenceWorld world) =>
        Say(await world.Portal.Get<Core.Promotions.Stages.Delegate>().RunAsync(world.Actor(Who), new DelegateRequest($"{To}@first.example", world.Now.AddHours(Hours), Why), Stop));
}

internal sealed record TakesPlaceBack(string Who, int Back) : Step
{
    public override async Task<string> RunAsync(SequenceWorld world) => world.Rows.Delegations.OrderByDescending(row => row.CreatedAt).Skip(Back).FirstOrDefault() is { } delegation
        ? Say(await world.Portal.Get<EndDelegation>().RunAsync(world.Actor(Who), delegation.Id, Stop))
        : Nothing;
}

/// <param name="Scope">Which of <see cref="SequenceRules.Scopes"/>.</param>
/// <param name="Rules">The name of one of <see cref="SequenceRules.ByName"/>.</param>
internal sealed record Edits(string Who, int Scope, string Rules) : Step
{
    public override async Task<string> RunAsync(SequenceWorld world)
    {
        var scope = SequenceRules.Scopes[Scope];
        return world.Rows.Policies.FirstOrDefault(row => row.Scope == scope) is { } policy
            ? Say(await world.Portal.Get<EditPolicy>().RunAsync(world.Actor(Who), new EditPolicyRequest(scope, policy.Revision, SequenceRules.ByName[Rules], Why), Stop))
            : Nothing;
    }
}

internal sealed record Imports(string Who, int Scope, string Rules) : Step
{
    public override async Task<string> RunAsync(SequenceWorld world)
    {
        var document = PolicyYaml.Write([PolicyEntry.Of(SequenceRules.Scopes[Scope], SequenceRules.ByName[Rules])]);
        return Say(await world.Portal.Get<ImportPolicies>().RunAsync(world.Actor(Who), new ImportPoliciesRequest(document, Why), Stop));
    }
}

internal sealed record Narrows(string Who, int Scope) : Step
{
    public override async Task<string> RunAsync(SequenceWorld world) =>
        Say(await world.Portal.Get<AddPolicy>().RunAsync(world.Actor(Who), new AddPolicyRequest(SequenceRules.Scopes[Scope], Why), Stop));
}

internal sealed record Retires(string Who, int Scope) : Step
{
    public override async Task<string> RunAsync(SequenceWorld world) => world.Rows.Policies.FirstOrDefault(row => row.Scope == SequenceRules.Scopes[Scope]) is { } policy
        ? Say(await world.Portal.Get<RetirePolicy>().RunAsync(world.Actor(Who), new RetirePolicyRequest(policy.Scope, policy.Revision, Why), Stop))
        : Nothing;
}

/// <param name="Looks">Whether the portal's own clock looks at what is due then; it may be late.</param>
internal sealed record Passes(int Hours, bool Looks) : Step
{
    public override async Task<string> RunAsync(SequenceWorld world)
    {
        world.Portal.Clock.Advance(TimeSpan.FromHours(Hours));
        return Looks ? $"{await world.Portal.Get<PromotionClock>().RunAsync(Stop)} deadlines, {await world.Portal.Get<DueRollouts>().RunAsync(Stop)} rollouts" : "nobody looks";
    }
}

internal sealed record Freezes(string Who, int Hours) : Step
{
    public override async Task<string> RunAsync(SequenceWorld world) => Say(await world.Portal.Get<PlanFreeze>().RunAsync(
        world.Actor(Who), new PlanFreezeRequest("Closing", GovernanceData.Production, null, world.Now, world.Now.AddHours(Hours), "Europe/Berlin", Why), Stop));
}

internal sealed record Thaws(string Who) : Step
{
    public override async Task<string> RunAsync(SequenceWorld world) => world.Rows.Freezes.MaxBy(row => row.PlannedAt) is { } freeze
        ? Say(await world.Portal.Get<EndFreeze>().RunAsync(world.Actor(Who), new EndFreezeRequest(freeze.Id, Why), Stop))
        : Nothing;
}

internal sealed record Becomes(string Who, Role Role, bool Disabled) : Step
{
    public override async Task<string> RunAsync(SequenceWorld world)
    {
        var row = world.Rows.Members.Single(member => member.Id == world.Actor(Who).Member);
        return Say(await world.Portal.Get<ChangeMember>().RunAsync(world.Portal.As(Role.TenantAdministrator), new ChangeMemberRequest(row.Id, row.Revision, [Role], Disabled, Why), Stop));
    }
}

/// <summary>The model gets another owner, risk class or classification, as editing it would leave it.</summary>
internal sealed record Reclassifies(string Owner, RiskClass Risk, DataClassification Data) : Step
{
    public override async Task<string> RunAsync(SequenceWorld world)
    {
        await world.Data.EditModelAsync(model => (model.OwnerId, model.RiskClass, model.DataClassification) = (world.Actor(Owner).Member!.Value, Risk, Data));
        return "done";
    }
}

internal sealed record Evaluates(int Version, string Sample) : Step
{
    public override async Task<string> RunAsync(SequenceWorld world)
    {
        await world.Data.AddEvaluationAsync(Version, Sample);
        return "done";
    }
}

internal sealed record RollsBack(string Who) : Step
{
    public override async Task<string> RunAsync(SequenceWorld world) => Say(await world.Data.RollBackAsync(actor: world.Actor(Who)));
}
