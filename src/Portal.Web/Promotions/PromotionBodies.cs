using Portal.Core.Datasets;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Documents;
using Portal.Core.Promotions.Renewals;
using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;

namespace Portal.Web.Promotions;

/// <param name="Number">Raised by every edit; promotions keep the number that they were asked under.</param>
/// <param name="Task">Absent where the policy is for any.</param>
/// <param name="DataClassification">Absent where the policy is for any.</param>
public sealed record PolicyResponse(
    RiskClass RiskClass, EnvironmentPurpose Purpose, ModelTask? Task, DataClassification? DataClassification, int Number, PolicyRules Rules, DateTimeOffset EditedAt, long Revision)
{
    public static PolicyResponse Of(PolicyView view) => new(
        view.Scope.RiskClass, view.Scope.Purpose, view.Scope.Task, view.Scope.Classification, view.Number, view.Rules, view.EditedAt, view.Revision);
}

/// <param name="Reason">Why; kept in the audit trail.</param>
public sealed record EditPolicyBody(PolicyRules Rules, string Reason);

public sealed record EditedPolicyResponse(int Number);

/// <summary>A narrower policy: for a task, a classification of data, or both.</summary>
/// <param name="Reason">Why; kept in the audit trail.</param>
public sealed record AddPolicyBody(string Reason, ModelTask? Task = null, DataClassification? DataClassification = null);

/// <param name="Reason">Why; kept in the audit trail.</param>
public sealed record RetirePolicyBody(string Reason);

/// <param name="Document">Policies as YAML, as the export writes them.</param>
/// <param name="Reason">Why; kept in the audit trail. A preview needs none.</param>
public sealed record ImportPoliciesBody(string Document, string Reason = "");

/// <param name="Number">Of the policy afterwards.</param>
/// <param name="Changes">What a changed policy says otherwise, a sentence each.</param>
public sealed record ImportedPolicyItem(
    RiskClass RiskClass, EnvironmentPurpose Purpose, ModelTask? Task, DataClassification? DataClassification, PolicyImportKind Kind, int Number, IReadOnlyList<string> Changes)
{
    public static ImportedPolicyItem Of(ImportedPolicy policy) => new(
        policy.Scope.RiskClass, policy.Scope.Purpose, policy.Scope.Task, policy.Scope.Classification, policy.Kind, policy.Number, [.. policy.Changes.Select(change => change.Sentence)]);
}

/// <param name="Preview">True where nothing was changed.</param>
public sealed record ImportedPoliciesResponse(bool Preview, IReadOnlyList<ImportedPolicyItem> Policies);

/// <param name="EditedBy">Absent for the portal itself.</param>
/// <param name="Retired">Whether the policy was taken away here.</param>
/// <param name="Changes">What it says otherwise than the version before it, a sentence each.</param>
public sealed record PolicyVersionItem(int Number, DateTimeOffset EditedAt, string? EditedBy, string Reason, bool Retired, IReadOnlyList<string> Changes, PolicyRules Rules)
{
    public static PolicyVersionItem Of(PolicyVersionRow row) => new(row.Number, row.EditedAt, row.EditedBy, row.Reason, row.Retired, [.. row.Changes.Select(change => change.Sentence)], row.Rules);
}

public sealed record AddedPoliciesResponse(int Added);

/// <param name="Version">The number of the version.</param>
/// <param name="Note">What the deciders should know.</param>
public sealed record RequestPromotionBody(string Model, int Version, string Environment, string Note = "");

public sealed record RequestedPromotionResponse(Guid Id, int Number, PromotionState State);

/// <param name="Renewal">True where the version is live there already and is asked to be approved again: nothing there changes.</param>
public sealed record PromotionItem(
    Guid Id, int Number, string Model, int Version, string Environment, EnvironmentPurpose Purpose, PromotionState State, string RequestedBy, DateTimeOffset RequestedAt, DateTimeOffset? EndedAt, RiskClass RiskClass,
    IReadOnlyList<OpenStageRow> OpenStages, DateTimeOffset? DueAt, bool Renewal)
{
    public static PromotionItem Of(PromotionRow row) => new(
        row.Id.Value, row.Number, row.Model, row.VersionNumber, row.Place.Name, row.Place.Purpose, row.State, row.RequestedBy, row.RequestedAt, row.EndedAt, row.Risk, row.Stages, row.DueAt, row.IsRenewal);
}

/// <param name="Text">Kept in the audit trail, and never changed.</param>
public sealed record PromotionCommentBody(string Text);

public sealed record CreatedCommentResponse(Guid Id);

public sealed record PromotionCommentItem(Guid Id, string By, string Text, DateTimeOffset At)
{
    public static PromotionCommentItem Of(PromotionCommentRow row) => new(row.Id.Value, row.By, row.Text, row.At);
}

/// <summary>That a request is no switch: the version is live there, and its approval is given again on newer evidence.</summary>
/// <param name="Promotion">The number of the promotion that approved it last; absent where it is live without one.</param>
/// <param name="EvaluatedAt">When the evidence of that was measured; absent without any.</param>
/// <param name="Until">When that evidence is too old; absent where its policy let evidence never age.</param>
/// <param name="RenewedUntil">When the evidence of this one is too old; absent where its policy lets evidence never age.</param>
public sealed record RenewalItem(int? Promotion, DateTimeOffset? EvaluatedAt, DateTimeOffset? Until, DateTimeOffset? RenewedUntil)
{
    public static RenewalItem? Of(FrozenRenewal? renewal, EvidenceTerm? term) =>
        renewal is null ? null : new(renewal.Promotion, renewal.Evaluation?.EndedAt, renewal.Until, term?.Until);
}

/// <param name="Refusal">Why asking would be refused; absent when it would not.</param>
/// <param name="Renewal">Absent where the version would go live.</param>
public sealed record PromotionPreviewResponse(string Model, int Version, string Environment, int? PolicyNumber, IReadOnlyList<GateVerdict> Verdicts, string? Refusal, RenewalItem? Renewal)
{
    public static PromotionPreviewResponse Of(PromotionPreview preview) => new(
        preview.Model, preview.Number, preview.Place.Name, preview.PolicyNumber, preview.Verdicts, preview.Refusal?.Sentence,
        RenewalItem.Of(preview.Renewal, preview.Rules is { } rules ? RenewalRules.TermOf(rules.Terms, preview.Evidence) : null));
}

/// <param name="EvidenceDigest">Send it with a decision or an exception: it says what you decide on.</param>
/// <param name="ComparedWith">The version that was live when it was asked for; absent when none was.</param>
/// <param name="LiveChanged">True when another one is live now: it can't be approved any more.</param>
/// <param name="Renewal">Set where the version is live there already and is asked to be approved again: nothing there changes.</param>
public sealed record PromotionResponse(
    Guid Id, int Number, string Model, int Version, string Environment, PromotionState State, string RequestedBy, string RegisteredBy, DateTimeOffset RequestedAt, DateTimeOffset? EndedAt,
    string Note, string EvidenceDigest, int PolicyNumber, int? ComparedWith, bool LiveChanged, IReadOnlyList<GateVerdict> Verdicts, IReadOnlyList<FrozenException> Exceptions, IReadOnlyList<DecisionRow> Decisions, IReadOnlyList<StageRow> Stages,
    DateTimeOffset? ExpiresAt, RenewalItem? Renewal)
{
    public static PromotionResponse Of(PromotionView view) => new(
        view.Id.Value, view.Number, view.Model, view.VersionNumber, view.Place.Name, view.State, view.RequestedBy, view.RegisteredBy, view.RequestedAt, view.EndedAt, view.Note,
        view.EvidenceDigest, view.Frozen.Policy.Number, view.Frozen.Evidence.Champion?.Number, view.LiveChanged, view.Frozen.Verdicts, view.Frozen.Exceptions, view.Decisions, view.Stages, view.ExpiresAt, RenewalItem.Of(view.Renewal, RenewalRules.TermOf(view.Frozen)));
}

/// <param name="Reason">Kept in the audit trail.</param>
/// <param name="EvidenceDigest">Of the promotion as you saw it; another one is refused as stale.</param>
/// <param name="Stage">The place of the stage in the policy, from 0; absent takes the first that is yours.</param>
public sealed record DecideBody(DecisionVerdict Verdict, string Reason, string EvidenceDigest, int? Stage = null);

/// <param name="Answer">What was changed; becomes the note of the promotion.</param>
/// <param name="Version">Another version of the same model; absent keeps the one that was asked for.</param>
public sealed record AnswerChangesBody(string Answer, int? Version = null);

/// <param name="Gate">The id of the verdict, such as <c>disparate-impact:afam</c>.</param>
/// <param name="Until">When the exception ends; absent for the longest that the policy allows.</param>
/// <param name="FollowUp">What is to be put right by then; absent for the usual sentence.</param>
public sealed record GrantExceptionBody(string Gate, string Reason, string EvidenceDigest, DateTimeOffset? Until = null, string? FollowUp = null);

/// <param name="EvidenceDigest">Of the evidence with the exception in it: what deciders name from here on.</param>
public sealed record GrantedExceptionResponse(PromotionState State, string EvidenceDigest);

public sealed record WithdrawBody(string Reason = "");

public sealed record PromotionStateResponse(PromotionState State);
