using Portal.Core.Promotions;
using Portal.Web.Shell;

namespace Portal.Web.Promotions.Components;

/// <summary>One thing that a promotion rests on, by its digest.</summary>
/// <param name="Made">Null where the piece has no instant of its own.</param>
/// <param name="Stored">True when the artifact store holds its bytes; else its digest is that of the frozen text itself.</param>
public sealed record FrozenPiece(string What, string Sha256, DateTimeOffset? Made, string? Href, bool Stored = true);

public static class FrozenPieces
{
    public static IReadOnlyList<FrozenPiece> Of(FrozenEvidence frozen, string evidenceSha256, DateTimeOffset askedAt)
    {
        var (candidate, champion) = (frozen.Evidence.Candidate, frozen.Renewal is null ? frozen.Evidence.Champion : null);
        List<FrozenPiece> pieces = [.. Of(candidate, "version"), .. champion is null ? [] : Of(champion, "live version")];

        if (frozen.Renewal?.Evaluation is { } former)
        {
            pieces.Add(new FrozenPiece("Evaluation of the approval before", former.EvidenceSha256, former.EndedAt, $"/evaluations/{former.Id}"));
        }

        // Both are mostly measured on the same rows: those are shown once.
        if (candidate.Evaluation is { } measured)
        {
            pieces.Add(Data(measured));
        }

        if (champion?.Evaluation is { } before && before.DatasetSha256 != candidate.Evaluation?.DatasetSha256)
        {
            pieces.Add(Data(before));
        }

        pieces.Add(new FrozenPiece($"The request: policy (edit {frozen.Policy.Number}), verdicts and exceptions", evidenceSha256, askedAt, null, Stored: false));
        return pieces;
    }

    private static IEnumerable<FrozenPiece> Of(VersionEvidence version, string called)
    {
        yield return new FrozenPiece($"File of {called} {version.Number}", version.Sha256, null, null);
        if (version.Evaluation is { } evaluation)
        {
            yield return new FrozenPiece($"Evaluation of {called} {version.Number}", evaluation.EvidenceSha256, evaluation.EndedAt, $"/evaluations/{evaluation.Id}");
        }
    }

    private static FrozenPiece Data(EvaluationFacts evaluation) => new($"Data: {evaluation.Dataset}, {Figures.Count(evaluation.Results.Rows, "row")}", evaluation.DatasetSha256, null, null);
}
