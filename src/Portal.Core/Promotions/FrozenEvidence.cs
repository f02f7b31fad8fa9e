using System.Text.Json;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Promotions;

/// <summary>
/// What a promotion was asked for with, and what deciders decide on: written once as canonical JSON whose digest they name. Only an
/// exception replaces it.
/// </summary>
/// <param name="Format">Version of this form.</param>
public sealed record FrozenEvidence(
    string Format,
    FrozenModel Model,
    FrozenPlace Environment,
    FrozenPolicy Policy,
    GateEvidence Evidence,
    IReadOnlyList<GateVerdict> Verdicts,
    IReadOnlyList<FrozenException> Exceptions)
{
    public const string CurrentFormat = "portal.promotion.v1";

    public static FrozenEvidence Parse(string json) => JsonSerializer.Deserialize<FrozenEvidence>(json, JsonText.Options)!;

    /// <summary>The same evidence, with one gate let pass.</summary>
    public FrozenEvidence With(FrozenException exception) => this with
    {
        Verdicts = [.. Verdicts.Select(verdict => verdict.Id == exception.GateId ? verdict with { ExceptionReason = exception.Reason } : verdict)],
        Exceptions = [.. Exceptions, exception],
    };

    public (string Json, Digest Digest) Freeze()
    {
        var bytes = CanonicalJson.Write(this);
        return (System.Text.Encoding.UTF8.GetString(bytes), Digest.Of(bytes));
    }
}

public sealed record FrozenModel(Guid Id, string Name, RiskClass RiskClass, IReadOnlyList<string> AllowedRegions);

public sealed record FrozenPlace(Guid Id, string Name, EnvironmentPurpose Purpose, string Placement, string Region);

public sealed record FrozenPolicy(int Number, RiskClass RiskClass, EnvironmentPurpose Purpose, PolicyRules Rules);

public sealed record FrozenException(string GateId, Guid GrantedBy, string GrantedByName, string Reason, DateTimeOffset At);
