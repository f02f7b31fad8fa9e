using System.Globalization;

namespace Portal.Scoring.Tests;

/// <summary>
/// The demo's production weeks carry the scores that the models really give. After a model or a week changed, running this with
/// PORTAL_WRITE_SEED=1 writes them anew.
/// </summary>
public sealed class ProductionWeeksTests
{
    private const double Tolerance = 1e-5;

    private static readonly string[] s_models = ["mortgage-logit-v1", "mortgage-gbt-v2"];

    private static readonly string s_scores = Path.Combine(Samples.Root, "seed", "mortgage", "production-scores.csv");

    [Fact]
    public async Task Scores_OfTheWeeks_AreThoseOfTheModels()
    {
        var (ids, scores) = (new List<string>(), s_models.ToDictionary(model => model, _ => new List<double>(), StringComparer.Ordinal));
        foreach (var week in Enumerable.Range(1, 4).Select(number => Path.Combine(Samples.Root, "seed", "mortgage", $"production-week{number}.csv")))
        {
            ids.AddRange(Samples.Column(week, "application_id"));
            foreach (var model in s_models)
            {
                scores[model].AddRange((await Samples.ScoreAsync(Samples.Spec(Samples.Model("mortgage", model), week) with { LatencyCalls = 0 })).Scores);
            }
        }

        if (Environment.GetEnvironmentVariable("PORTAL_WRITE_SEED") == "1")
        {
            Write(ids, scores);
        }

        Assert.Equal(ids, Samples.Column(s_scores, "application_id"));
        foreach (var model in s_models)
        {
            var written = Samples.Column(s_scores, model).Select(text => double.Parse(text, CultureInfo.InvariantCulture));
            Assert.All(written.Zip(scores[model]), pair => Assert.Equal(pair.Second, pair.First, Tolerance));
        }
    }

    /// <summary>Nine digits tell all 32-bit floats apart.</summary>
    private static void Write(List<string> ids, Dictionary<string, List<double>> scores) => File.WriteAllText(
        s_scores,
        string.Concat(ids
            .Select((id, row) => string.Join(',', [id, .. s_models.Select(model => scores[model][row].ToString("G9", CultureInfo.InvariantCulture))]))
            .Prepend(string.Join(',', ["application_id", .. s_models]))
            .Select(line => line + "\n")));
}
