using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations.Explaining;

/// <summary>The answers to what a model was asked, by what was asked.</summary>
internal sealed class ProbedScores
{
    private readonly ILookup<(ProbeKind Kind, string Column), (Probe Probe, double[]? Scores)> _answers;

    public ProbedScores(ProbeReport report, double[] scores, int width)
    {
        var answers = new List<(Probe Probe, double[]? Scores)>();
        var (place, length) = (0, report.Rows * width);
        foreach (var probe in report.Probes)
        {
            answers.Add((probe, probe.Refusal is null ? scores[place..(place += length)] : null));
        }

        _answers = answers.ToLookup(answer => (answer.Probe.Kind, answer.Probe.Column));
        AsIs = Of(ProbeKind.AsIs, "") is [var first, ..] ? first : null;
        ScoredRows = (long)answers.Count(answer => answer.Scores is not null) * report.Rows;
    }

    /// <summary>The sample as it is; null when it has no scores.</summary>
    public double[]? AsIs { get; }

    public long ScoredRows { get; }

    public IReadOnlyList<double[]> Of(ProbeKind kind, string column) => [.. _answers[(kind, column)].Where(answer => answer.Scores is not null).Select(answer => answer.Scores!)];

    /// <summary>The values that a column was set to.</summary>
    public IReadOnlyList<(string Value, double[] Scores)> Set(string column) =>
        [.. _answers[(ProbeKind.Set, column)].Where(answer => answer is { Scores: not null, Probe.Value: not null }).Select(answer => (answer.Probe.Value!, answer.Scores!))];

    public string? Refusal(ProbeKind kind, string column) => _answers[(kind, column)].Select(answer => answer.Probe.Refusal).FirstOrDefault(refusal => refusal is not null);
}
