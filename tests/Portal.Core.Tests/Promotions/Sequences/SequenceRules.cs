using Portal.Core.Promotions;
using Portal.Core.Promotions.Stages;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Promotions.Sequences;

/// <summary>Policies that differ in everything that decides who may say what: what sequences of acts edit into each other.</summary>
internal static class SequenceRules
{
    public static IReadOnlyDictionary<string, PolicyRules> ByName { get; } = new Dictionary<string, PolicyRules>(StringComparer.Ordinal)
    {
        ["nobody"] = new() { Gates = [], Stages = [] },
        ["one"] = new() { Gates = [], Stages = [new Stage("Review", Deciders.OfRoles(Role.Reviewer))] },
        ["requester too"] = new() { Gates = [], Stages = [new Stage("Review", Deciders.OfRoles(Role.Reviewer, Role.DataScientist))], Separation = new SeparationOfDuties(Requester: false) },
        ["two of three"] = new() { Gates = [], Stages = [new Stage("Review", Deciders.OfRoles(Role.Reviewer), Quorum: 2)], Separation = new SeparationOfDuties(Owner: true) },
        ["bank"] = new()
        {
            Gates = [],
            Stages =
            [
                new Stage("Model review", Deciders.OfRoles(Role.Reviewer), Quorum: 2, LooksAt: [RequestPart.Version, RequestPart.Evidence]),
                new Stage("Compliance", Deciders.OfRoles(Role.ComplianceOfficer), Step: 2, Deadline: new StageDeadline(48, 12, Role.Executive)),
            ],
            Separation = new SeparationOfDuties(Owner: true),
            Terms = new PromotionTerms(ExpiresAfterDays: 6),
        },
        ["side by side"] = new()
        {
            Gates = [],
            Stages =
            [
                new Stage("Team", new Deciders { Team = "Lending", Members = ["rea@first.example"] }, LooksAt: [RequestPart.Evidence], Deadline: new StageDeadline(24, null, Role.Auditor)),
                new Stage("Named", new Deciders { Members = ["oda@first.example", "rik@first.example"] }, Quorum: null),
            ],
        },
        ["looks at the note"] = new()
        {
            Gates = [],
            Stages = [new Stage("Review", Deciders.OfRoles(Role.Reviewer), LooksAt: [RequestPart.Note]), new Stage("Compliance", Deciders.OfRoles(Role.ComplianceOfficer), LooksAt: [RequestPart.Note])],
        },
        ["gates, exceptions"] = new() { Gates = [new MetricLimitGate("roc_auc", 0.7)], Stages = [], Exceptions = new ExceptionRules(Role.ComplianceOfficer, 5) },
        ["gates, exceptions, review"] = new()
        {
            Gates = [new MetricLimitGate("roc_auc", 0.8), new ChampionGate("roc_auc", 0.01)],
            Stages = [new Stage("Review", Deciders.OfRoles(Role.Reviewer, Role.ComplianceOfficer), Deadline: new StageDeadline(36, null, Role.Executive))],
            Exceptions = new ExceptionRules(Role.ComplianceOfficer, 3),
            Terms = new PromotionTerms(ExpiresAfterDays: 3),
        },
        ["canary"] = new() { Gates = [], Stages = [new Stage("Review", Deciders.OfRoles(Role.Reviewer))], Rollout = new RolloutPlan(RolloutStrategy.Canary, [10, 100], 12) },
    };

    /// <summary>Where a request for the model can be asked under, and one scope that it may come to be under.</summary>
    public static IReadOnlyList<PolicyScope> Scopes { get; } =
    [
        new(Core.Registry.RiskClass.High, EnvironmentPurpose.Production),
        new(Core.Registry.RiskClass.High, EnvironmentPurpose.Production, Core.Registry.ModelTask.BinaryClassification),
        new(Core.Registry.RiskClass.High, EnvironmentPurpose.Production, Classification: Core.Datasets.DataClassification.Personal),
        new(Core.Registry.RiskClass.Limited, EnvironmentPurpose.Production),
        new(Core.Registry.RiskClass.High, EnvironmentPurpose.Development),
    ];
}
