using Portal.Core.Datasets;
using Portal.Core.Promotions;
using Portal.Core.Registry;

namespace Portal.TestSupport;

/// <summary>Evidence of a promotion that no gate and no stage was asked for, for what is put there as promotions would leave it.</summary>
public static class FrozenSamples
{
    /// <param name="days">How old its evidence may become; null for never.</param>
    /// <param name="at">When it was asked for.</param>
    public static FrozenEvidence Of(string model, int version, string environment, DateTimeOffset at, int? days = null) => new(
        FrozenEvidence.CurrentFormat,
        new FrozenModel(Guid.CreateVersion7(), model, RiskClass.High, [], ModelTask.BinaryClassification, DataClassification.Personal, Guid.CreateVersion7()),
        new FrozenPlace(Guid.CreateVersion7(), environment, EnvironmentPurpose.Production, "PrivateCluster", "eu-central"),
        new FrozenPolicy(1, RiskClass.High, EnvironmentPurpose.Production, new PolicyRules { Gates = [], Stages = [], Terms = new PromotionTerms(EvidenceDays: days) }),
        new GateEvidence(at, ModelTask.BinaryClassification, new VersionEvidence(Guid.CreateVersion7(), version, new string('0', 64), null), null),
        [],
        []);
}
