using System.Text.Json;
using Portal.Core.Datasets;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.UseCases;
using Portal.Core.UseCases.AiAct;

namespace Portal.Web.Demo;

/// <summary>What the demo consists of, as <c>seed/demo.json</c> says it.</summary>
public sealed record DemoPlan(IReadOnlyList<DemoTenant> Tenants)
{
    private static readonly JsonSerializerOptions s_strict = new(JsonText.Options) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    /// <summary>The folder with the plan, the data and the models, beside the program.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "seed");

    public static async Task<DemoPlan> ReadAsync(CancellationToken ct)
    {
        var file = File.OpenRead(Path.Combine(Folder, "demo.json"));
        await using (file)
        {
            return await JsonSerializer.DeserializeAsync<DemoPlan>(file, s_strict, ct) ?? throw new InvalidDataException("seed/demo.json is empty.");
        }
    }
}

public sealed record DemoTenant(
    string Name,
    IReadOnlyList<DemoTeam> Teams,
    IReadOnlyList<DemoMember> Members,
    IReadOnlyList<DemoEnvironment> Environments,
    IReadOnlyList<DemoDataset> Datasets,
    IReadOnlyList<DemoModel> Models,
    IReadOnlyList<DemoStep> Story,
    IReadOnlyList<DemoStream>? Production = null,
    IReadOnlyList<DemoShadow>? Experiments = null,
    IReadOnlyList<DemoRollout>? Rollouts = null,
    IReadOnlyList<DemoFreeze>? Freezes = null,
    IReadOnlyList<DemoFleet>? Fleets = null,
    IReadOnlyList<DemoUseCase>? UseCases = null,
    IReadOnlyList<DemoApproval>? Approvals = null,
    DemoCostPlan? Costs = null);

public sealed record DemoTeam(string Name, string? CostCentre);

public sealed record DemoMember(string Email, string Name, IReadOnlyList<Role> Roles, string? Team);

public sealed record DemoEnvironment(string Name, EnvironmentPurpose Purpose, EnvironmentPlacement Placement, string Region, string Description)
{
    public string Capacity { get; init; } = "";

    public int? Slots { get; init; }

    public PriceClass PriceClass { get; init; } = PriceClass.Standard;

    public IReadOnlyList<DataClassification> AllowedClassifications { get; init; } = [];
}

/// <param name="ProtectedAttributes">Column and privileged value.</param>
public sealed record DemoDataset(
    string Name,
    string File,
    string Description,
    DataClassification Classification,
    string Region,
    IReadOnlyList<string> Identifiers,
    string Label,
    IReadOnlyDictionary<string, string> ProtectedAttributes,
    IReadOnlyList<string> Ignored);

public sealed record DemoModel(
    string Name,
    string Purpose,
    string Team,
    ModelTask Task,
    RiskClass RiskClass,
    DataClassification DataClassification,
    IReadOnlyList<string> AllowedRegions,
    string EvaluationDataset,
    string TrainingDataset,
    IReadOnlyList<DemoVersion> Versions,
    IReadOnlyList<NamedSlice>? Slices = null);

/// <param name="Note">What the scientist tells the deciders.</param>
/// <param name="Approval">The reviewer's reason; without it the promotion waits for a visitor.</param>
public sealed record DemoStep(string Model, int Version, string Environment, string Note, string? Approval = null);

public sealed record DemoVersion(string File, string Description, IReadOnlyDictionary<string, string> Tags, int? Parent);

/// <summary>What a model met in production.</summary>
/// <param name="Version">The version that gave the scores.</param>
/// <param name="Folder">Of the seed, with the weeks.</param>
/// <param name="Scores">The column of its scores.</param>
/// <param name="Label">The column that says what became true.</param>
/// <param name="RollsBack">Watched by one monitor that takes the version back, instead of by the default ones.</param>
public sealed record DemoStream(string Model, int Version, string Environment, string Folder, string Scores, string Label, bool RollsBack = false);

/// <summary>A version that scores what a live one answers, without answering anybody.</summary>
/// <param name="Version">The challenger.</param>
/// <param name="Scores">The column of its scores.</param>
/// <param name="ExpectedEffect">The difference of accuracy worth having.</param>
/// <param name="Baseline">The accuracy of the live version when it was evaluated.</param>
public sealed record DemoShadow(
    string Model, int Version, string Environment, string Folder, string Scores, string Label, string Name, string Hypothesis, double ExpectedEffect, double Baseline);

/// <summary>A way of going live that the policy of an environment's purpose asks for, and what went live by it.</summary>
/// <param name="Why">The compliance officer's reason for the policy.</param>
/// <param name="Story">The last step is what is rolled out.</param>
/// <param name="Advance">The reviewer's reason for the second step.</param>
/// <param name="Hold">The reviewer's reason to stay there.</param>
/// <param name="EvidenceDays">After how many days what is live there is to be approved again; null for never.</param>
public sealed record DemoRollout(RiskClass RiskClass, EnvironmentPurpose Purpose, RolloutPlan Plan, string Why, IReadOnlyList<DemoStep> Story, string Advance, string Hold, int? EvidenceDays = null);

/// <param name="FromDays">Counted from the day of the first start.</param>
/// <param name="Ended">Why it was ended at once; null for one that is still to come.</param>
public sealed record DemoFreeze(string Name, EnvironmentPurpose Purpose, double FromDays, double UntilDays, string TimeZone, string Reason, string? Ended = null);

/// <summary>What AI is wanted for.</summary>
/// <param name="Note">What the scientist tells the board.</param>
/// <param name="Votes">Of its board, in this order; without a quorum it waits for visitors.</param>
/// <param name="Minutes">Of the session that decided.</param>
/// <param name="Models">That were made for it.</param>
public sealed record DemoUseCase(
    string Title,
    string Purpose,
    string AffectedPeople,
    string Team,
    long RequestsAMonth,
    decimal ValueAMonth,
    decimal CostAMonth,
    string Currency,
    DataClassification DataClassification,
    IReadOnlyList<string> Datasets,
    string OtherData,
    AiActAnswers Answers,
    string Note,
    IReadOnlyList<DemoVote> Votes,
    IReadOnlyList<string> Models,
    string? Minutes = null)
{
    public UseCaseDraft ToDraft() => new(Title, Purpose, Team, RequestsAMonth, ValueAMonth, CostAMonth, Currency, DataClassification, Datasets, OtherData, AffectedPeople);
}

/// <param name="Role">Of the member who votes.</param>
public sealed record DemoVote(Role Role, BoardVerdict Verdict, string Reason, IReadOnlyList<string>? Conditions = null);
