using Portal.Core.Monitoring.Observations.Receiving;

namespace Portal.Core.Tests.Monitoring.Observations;

/// <summary>A bad batch is refused whole, with its line and a sentence, and leaves nothing behind.</summary>
public sealed class MalformedBatchTests
{
    private const string Header = "loan_id,timestamp,amount,score\n";
    private const string Good = "L-1,2026-03-01T06:00:00Z,100,0.5\n";
    private const string Object = """{"loan_id":"L-1","timestamp":"2026-03-01T06:00:00Z","amount":100,"score":0.5}""";

    private static readonly (BatchFormat Format, string Body, string Expected)[] s_bad =
    [
        (BatchFormat.Csv, "", "empty"),
        (BatchFormat.Csv, Header, "no rows"),
        (BatchFormat.Csv, "loan_id,amount\nL-1,3\n", "`timestamp`"),
        (BatchFormat.Csv, "timestamp,amount\n2026-03-01T06:00:00Z,3\n", "`loan_id`"),
        (BatchFormat.Csv, "loan_id,timestamp,colour\nL-1,2026-03-01T06:00:00Z,red\n", "`colour` is neither a column of loans version 1"),
        (BatchFormat.Csv, "loan_id,timestamp,outcome\nL-1,2026-03-01T06:00:00Z,good\n", "`outcome`"),
        (BatchFormat.Csv, "loan_id,id,timestamp\nL-1,L-1,2026-03-01T06:00:00Z\n", "are the same column"),
        (BatchFormat.Csv, Header + Good + "L-2,2026-03-01T06:00:00Z,100\n", "fields"),
        (BatchFormat.Csv, Header + Good + Good, "Line 3: The id 'L-1' stands in the batch twice"),
        (BatchFormat.Csv, Header + Good + ",2026-03-01T06:00:00Z,100,0.5\n", "Line 3: The row has no `loan_id`"),
        (BatchFormat.Csv, Header + "L-1,,100,0.5\n", "Line 2: The row has no `timestamp`"),
        (BatchFormat.Csv, Header + "L-1,soon,100,0.5\n", "Line 2: `timestamp` is 'soon'"),
        (BatchFormat.Csv, Header + "L-1,2026-03-02T09:50:00Z,100,0.5\n", "which has not come yet"),
        (BatchFormat.Csv, Header + "L-1,2024-03-01T06:00:00Z,100,0.5\n", "past their retention"),
        (BatchFormat.Csv, Header + "L-1,2026-03-01T06:00:00Z,100,1.5\n", "`score` is '1.5'; a number from 0 to 1 is expected"),
        (BatchFormat.Csv, Header + "L-1,2026-03-01T06:00:00Z,100,high\n", "`score` is 'high'"),
        (BatchFormat.Csv, Header + new string('x', 201) + ",2026-03-01T06:00:00Z,100,0.5\n", "an id has at most 200"),
        (BatchFormat.Csv, Header + "L-1,2026-03-01T06:00:00Z," + new string('9', 33_000) + ",0.5\n", "bytes"),
        (BatchFormat.Csv, "loan_id,timestamp,cost\nL-1,2026-03-01T06:00:00Z,0.2\n", "currency"),
        (BatchFormat.Ndjson, "", "no rows"),
        (BatchFormat.Ndjson, "[1]\n", "Line 1: This is no JSON object"),
        (BatchFormat.Ndjson, Object + "\nnonsense\n", "Line 2: This is no JSON object"),
        (BatchFormat.Ndjson, Object + "\n" + Object[..40], "ends in the middle of line 2"),
        (BatchFormat.Ndjson, Object + " 1\n", "Line 1: This is no JSON object"),
        (BatchFormat.Ndjson, """{"loan_id":"L-1","timestamp":"2026-03-01T06:00:00Z","colour":"red"}""" + "\n", "Line 1: `colour` is neither"),
        (BatchFormat.Ndjson, """{"loan_id":"L-1","loan_id":"L-2","timestamp":"2026-03-01T06:00:00Z"}""" + "\n", "stands in it twice"),
        (BatchFormat.Ndjson, """{"loan_id":"L-1","timestamp":"2026-03-01T06:00:00Z","amount":[1]}""" + "\n", "is an object or a list"),
        (BatchFormat.Ndjson, """{"loan_id":"L-1","timestamp":null}""" + "\n", "Line 1: The row has no `timestamp`"),
        (BatchFormat.Ndjson, "{\"loan_id\":\"" + new string('x', JsonLines.MostLineBytes + 200_000) + "\"}\n", "longer than 1 MB"),
    ];

    [Fact]
    public async Task BadBatch_IsRefusedWholeAndLeavesNothing()
    {
        await using var world = await ObservationWorld.StartAsync();
        foreach (var (format, body, expected) in s_bad)
        {
            var outcome = await world.SendAsync("key", body, format);

            Assert.True(outcome.Refusal is not null, $"Taken: {body[..Math.Min(body.Length, 80)]}");
            Assert.Contains(expected, outcome.Refusal.Sentence + string.Join(' ', outcome.Refusal.Fields.Keys), StringComparison.Ordinal);
            Assert.True(outcome.Refusal.Kind is RefusalKind.Invalid or RefusalKind.TooLarge);
        }

        Assert.Empty(await world.BatchesAsync());
        Assert.Equal(0, (await world.WindowAsync()).Rows);
        Assert.True((await world.SendAsync("key", Header + Good)).IsOk);
    }

    [Theory]
    [InlineData("score", null, null)]
    [InlineData("$score", null, RefusalKind.Invalid)]
    [InlineData(null, "amount", RefusalKind.Invalid)]
    [InlineData("timestamp", "timestamp", RefusalKind.Invalid)]
    public async Task SendersName_OfAnotherColumn_IsAnsweredAlikeInEachFormat(string? id, string? instant, RefusalKind? refusal)
    {
        await using var world = await ObservationWorld.StartAsync();

        foreach (var (format, body) in new[] { (BatchFormat.Csv, Header + Good), (BatchFormat.Ndjson, Object + "\n") })
        {
            Assert.Equal(refusal, (await world.SendAsync($"of {format}", body, format, names: new BatchNames(id, instant))).Refusal?.Kind);
        }
    }

    [Fact]
    public async Task ManyBadRows_TheFirstAreTold()
    {
        await using var world = await ObservationWorld.StartAsync();
        var body = Header + string.Concat(Enumerable.Range(0, 50).Select(row => $"L-{row},never,1,0.5\n"));

        var refused = (await world.SendAsync("key", body)).Refusal!;

        Assert.StartsWith("50 rows can't be taken. Line 2:", refused.Sentence);
        Assert.Equal(Enumerable.Range(2, 20).Select(line => $"line {line}"), refused.Fields.Keys);
    }

    [Fact]
    public async Task Quarantine_LeavesBadRowsOutAndTellsOfThem()
    {
        await using var world = await ObservationWorld.StartAsync();
        var body = Header + Good + "L-2,never,100,0.5\n" + Good + "L-3,2026-03-01T06:01:00Z,100,0.9\n";

        var received = (await world.SendAsync("key", body, quarantine: true)).Value;

        Assert.Equal((2, 2, 2), (received.Rows, received.KeptRows, received.LeftOut));
        Assert.Equal([3, 4], received.Defects.Select(defect => defect.Line));
        Assert.Equal(2, (await world.WindowAsync()).Rows);
        Assert.Equal(RefusalKind.Invalid, (await world.SendAsync("cut", Object + "\n{\"loan_id\"", BatchFormat.Ndjson, quarantine: true)).Refusal!.Kind);
    }

    [Fact]
    public async Task DirtyCells_AreQualityAndNoReasonToRefuse()
    {
        await using var world = await ObservationWorld.StartAsync();
        var body = "loan_id,timestamp,amount,age,purpose,sex\n"
            + "L-1,2026-03-01T06:00:00Z,NA,30,car,f\nL-2,2026-03-01T06:00:00Z,,30,spaceship,\nL-3,2026-03-01T06:00:00Z,1e999,030,car,m\nL-4,2026-03-01T06:00:00Z,200.5,31, ,m\n";

        Assert.True((await world.SendAsync("key", body)).IsOk);
        var window = await world.WindowAsync();

        Assert.Equal((1, 3), (window.Numbers["amount"].Rows, window.Numbers["amount"].Missing));
        Assert.Equal((2, 1), (window.Quality.Columns["amount"].WrongType, window.Quality.Columns["amount"].Missing));
        Assert.Equal(1, window.Quality.Columns["age"].WrongType);
        Assert.Equal(1, window.Quality.Columns["purpose"].NotAllowed);
        Assert.Equal(["spaceship"], window.Categories["purpose"].NewLabels.Keys);
        Assert.Equal(1, window.Categories["purpose"].Missing);
        Assert.Equal(1, window.Categories["sex"].Missing);
    }

    [Fact]
    public async Task Ndjson_InAnyOrderWithEscapes_IsTheSameAsCsv()
    {
        await using var world = await ObservationWorld.StartAsync();
        var lines = """
            {"score":0.25,"loan_id":"L-1","timestamp":"2026-03-01T06:00:00Z","amount":100.5,"age":30,"purpose":"car","sex":"f"}

            {"loan_id":"L-\u0032","purpose":"h\u006fuse","timestamp":"2026-03-01T07:00:00+01:00","amount":null,"score":0.75,"sex":"m"}
            """;

        Assert.Equal(2, (await world.SendAsync("key", lines, BatchFormat.Ndjson)).Value.Rows);
        Assert.True((await world.SendAsync(
            "key", "loan_id,timestamp,amount,age,purpose,sex,score\nL-1,2026-03-01T06:00:00Z,100.5,30,car,f,0.25\nL-2,2026-03-01T06:00:00Z,,,house,m,0.75\n", environment: ObservationWorld.Other)).IsOk);
        var batches = await world.BatchesAsync();

        Assert.Equal(batches[0].BlockDigest, batches[1].BlockDigest);
    }

    [Fact]
    public async Task OtherNames_AreToldByTheSender()
    {
        await using var world = await ObservationWorld.StartAsync();
        var body = "ref,seen_at,loan_id,amount\nR-1,2026-03-01T06:00:00Z,L-1,100\n";

        Assert.False((await world.SendAsync("key", body)).IsOk);
        Assert.True((await world.SendAsync("key", body, names: new BatchNames("ref", "seen_at", ["loan_id"]))).IsOk);
    }
}
