using System.Globalization;
using System.Net;
using System.Text;
using static Portal.EndToEnd.Tests.Api;

namespace Portal.EndToEnd.Tests.Isolation;

/// <summary>What Meridian watches: a monitor that found too few rows, with its run, incident, retraining request, what a webhook was told, and a planned experiment.</summary>
internal sealed record ForeignWatch(string Run, int Incident, int Retraining, int Experiment, string Delivery)
{
    /// <summary>Of the environment, the monitor and the experiment.</summary>
    public const string Name = "meridian-only";

    private const string Model = "mortgage";

    /// <param name="scientist">Of Meridian, whose environment <see cref="Name"/> and a webhook for incidents are there already.</param>
    public static async Task<ForeignWatch> MakeAsync(HttpClient scientist, HttpClient administrator)
    {
        await SendAsync(scientist);
        await scientist.CreateAsync(
            "monitors",
            new { environment = Name, model = Model, monitor = new { name = Name, kind = "volume", window = "day", schedule = "0 15 1 * * ?", settings = new { leastRows = 1000 } } },
            HttpStatusCode.Created);
        var asked = await scientist.CreateAsync($"monitors/{Name}/run", new { }, HttpStatusCode.OK);
        var incidents = await scientist.UntilAsync("incidents", page => Items(page).Count > 0);
        var incident = (int)Items(incidents)[0]["number"]!;
        var retraining = await scientist.CreateAsync("retraining-requests", new { reason = "For a test.", incident }, HttpStatusCode.Created);
        var experiment = await scientist.CreateAsync(
            "experiments",
            new { model = Model, environment = Name, name = Name, mode = "shadow", challengers = new[] { new { version = 2 } }, metric = "accuracy", expectedEffect = 0.02, baseline = 0.8 },
            HttpStatusCode.Created);
        var deliveries = await administrator.UntilAsync("webhooks/deliveries", page => Items(page).Count > 0);
        return new ForeignWatch((string)asked["run"]!, incident, (int)retraining["number"]!, (int)experiment["number"]!, (string)Items(deliveries)[0]["id"]!);
    }

    /// <summary>A few rows of the day that ended last.</summary>
    private static async Task SendAsync(HttpClient scientist)
    {
        var noon = new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddHours(-12), TimeSpan.Zero);
        var lines = (await File.ReadAllLinesAsync(Repository.Folder("seed", "mortgage", "production-week1.csv"))).Take(21).Select(line => line.Split(',')).ToList();
        var csv = new StringBuilder($"application_id,timestamp,{string.Join(',', lines[0][3..^1])},score\n");
        foreach (var fields in lines.Skip(1))
        {
            csv.AppendLine(CultureInfo.InvariantCulture, $"{fields[0]},{noon:yyyy-MM-dd'T'HH:mm:ss'Z'},{string.Join(',', fields[3..^1])},0.5");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/v1/models/{Model}/observations?environment={Name}&version=1", UriKind.Relative)) { Content = new StringContent(csv.ToString(), Encoding.UTF8, "text/csv") };
        request.Headers.Add("Idempotency-Key", "isolation");
        using var response = await scientist.SendAsync(request);
        Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
    }
}
