using System.Text.Json;
using Portal.Core.Datasets;
using Portal.Core.Promotions.Renewals;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Promotions;

/// <summary>
/// What a promotion was asked for with, and what deciders decide on: canonical JSON whose digest they name. Only an exception
/// and an answer to asked changes replace it.
/// </summary>
/// <param name="Format">Version of this form.</param>
/// <param name="Renewal">The approval that it renews; null where it asks that a version goes live.</param>
public sealed record FrozenEvidence(
    string Format,
    FrozenModel Model,
    FrozenPlace Environment,
    FrozenPolicy Policy,
    GateEvidence Evidence,
    IReadOnlyList<GateVerdict> Verdicts,
    IReadOnlyList<FrozenException> Exceptions,
    FrozenRenewal? Renewal = null)
{
    public const string CurrentFormat = "portal.promotion.v1";

    public static FrozenEvidence Parse(string json) => JsonSerializer.Deserialize<FrozenEvidence>(json, JsonText.Options)!;

    /// <summary>The same evidence, with one gate let pass.</summary>
    public FrozenEvidence With(FrozenException exception) => this with
    {
        Verdicts = [.. Verdicts.Select(verdict => verdict.Id == exception.GateId ? verdict with { ExceptionReason = exception.Reason } : verdict)],
        Exceptions = [.. Exceptions, exception],
    };

    /// <summary>Exceptions that have not ended, and were granted for the same version with the same evaluation: for another one they say nothing.</summary>
    public IReadOnlyList<FrozenException> ExceptionsThatHold(GateEvidence now) =>
        now.Candidate.Id == Evidence.Candidate.Id && now.Candidate.Evaluation?.EvidenceSha256 == Evidence.Candidate.Evaluation?.EvidenceSha256 && now.Champion?.Id == Evidence.Champion?.Id ? [.. Exceptions.Where(exception => exception.Until > now.At)] : [];

    public (string Json, Digest Digest) Freeze()
    {
        var bytes = CanonicalJson.Write(this);
        return (System.Text.Encoding.UTF8.GetString(bytes), Digest.Of(bytes));
    }
}

/// <param name="OwnerId">Who owned it then.</param>
public sealed record FrozenModel(Guid Id, string Name, RiskClass RiskClass, IReadOnlyList<string> AllowedRegions, ModelTask Task, DataClassification Classification, Guid OwnerId);

public sealed record FrozenPlace(Guid Id, string Name, EnvironmentPurpose Purpose, string Placement, string Region);

/// <param name="Task">Null where the policy is for any.</param>
/// <param name="Classification">Null where the policy is for any.</param>
public sealed record FrozenPolicy(int Number, RiskClass RiskClass, EnvironmentPurpose Purpose, PolicyRules Rules, ModelTask? Task = null, DataClassification? Classification = null);

/// <param name="Until">When the exception ends.</param>
/// <param name="FollowUp">The number of what is to be put right by then: 3 for F-3.</param>
public sealed record FrozenException(string GateId, Guid GrantedBy, string GrantedByName, string Reason, DateTimeOffset At, DateTimeOffset Until, int FollowUp);
