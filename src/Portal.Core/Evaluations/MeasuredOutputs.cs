using Portal.Core.Storage;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>Where what is measured came from, as far as evidence tells it.</summary>
/// <param name="Sha256">Digest of the scores or texts.</param>
internal sealed record MeasuredOutputs(EvidenceMachine Machine, string Sha256, IReadOnlyList<string> Findings)
{
    public static MeasuredOutputs Of(ScoringReport report) => new(
        new EvidenceMachine(report.CodeVersion, report.RuntimeVersion, report.Device), report.ScoresSha256, [.. report.Findings.Select(finding => finding.Sentence)]);

    /// <summary>Texts that were written elsewhere: no runtime ran a model here.</summary>
    public static MeasuredOutputs Of(Digest table, JoinedTexts texts) =>
        new(new EvidenceMachine(ScoringMachine.CodeVersion, "", ScoringMachine.Device), table.Hex, texts.Findings);
}
