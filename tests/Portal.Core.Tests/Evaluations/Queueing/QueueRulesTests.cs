using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Queueing;
using Portal.Core.Evaluations.Runners;
using Portal.Core.Registry;

namespace Portal.Core.Tests.Evaluations.Queueing;

public sealed class QueueRulesTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly (ModelId Model, DatasetVersionId Data) s_one = (ModelId.New(), DatasetVersionId.New());

    /// <summary>Machines are written as name:region:labels:memory:state.</summary>
    [Theory]
    [InlineData("here:eu::8:Online", "eu", "", null, "")]
    [InlineData("portal:::8:Online", "eu", "", null, "")]
    [InlineData("", "eu", "", "runner.none", "no runner is there")]
    [InlineData("here:eu::8:Offline", "eu", "", "runner.away", "The runner here fits, but it is not there at the moment.")]
    [InlineData("here:eu::8:Expected", "eu", "", "runner.away", "was never there yet")]
    [InlineData("here:us::8:Online", "eu", "", "runner.region-not-allowed", "allowed in eu only, and no machine that is there stands in that region; they stand in us.")]
    [InlineData("here:us::8:Online there:ap::8:Online", "eu,uk", "", "runner.region-not-allowed", "allowed in eu or uk only, and no machine that is there stands in one of them; they stand in ap, us.")]
    [InlineData("here:us::8:Online", "", "", "runner.region-not-allowed", "The model is allowed in no region")]
    [InlineData("here:eu::8:Online", "eu", "gpu", "runner.label-missing", "asks for the label gpu, which no machine")]
    [InlineData("here:eu:gpu:8:Online there:us:gpu,h100:8:Online", "eu", "gpu,h100", "runner.label-missing", "asks for the label h100, which no machine that is there and in an allowed region has beside the others.")]
    [InlineData("here:eu::8:Online", "eu", "gpu,h100", "runner.label-missing", "asks for the labels gpu and h100")]
    [InlineData("here:eu:gpu:1:Online", "eu", "gpu", "runner.memory", "may use 2 bytes of memory")]
    [InlineData("here:eu:gpu:8:Offline there:eu::8:Online", "eu", "gpu", "runner.away", "The runner here fits")]
    [InlineData("gone:eu:gpu:8:Retired there:eu::8:Online", "eu", "gpu", "runner.label-missing", "asks for the label gpu")]
    public void Why_NobodyTakesIt_SaysWhatIsMissing(string machines, string regions, string labels, string? code, string part)
    {
        var waits = WaitingRules.Why(new EvaluationNeeds(Split(labels), Split(regions), 2), [.. machines.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Machine)]);

        Assert.Equal(code, waits?.Code);
        Assert.Contains(part, waits?.Sentence ?? "", StringComparison.Ordinal);
        Assert.True(waits is null || waits.NextStep.Length > 10);
    }

    [Fact]
    public void Why_LabelsMissing_SaysHowARunnerIsStarted()
    {
        var waits = WaitingRules.Why(new EvaluationNeeds(["gpu", "device=h100"], ["eu"], 2), [Machine("here:eu::8:Online")])!;

        Assert.Equal("Start a runner with --label gpu --label device=h100 in eu, or take these labels off the model.", waits.NextStep);
    }

    [Fact]
    public void Why_TextsAndOnlyRunners_SaysWhoCompares() =>
        Assert.Equal("runner.texts", WaitingRules.Why(new EvaluationNeeds([], ["eu"], 2) { Task = ModelTask.TextGeneration }, [Machine("here:eu::8:Online")])!.Code);

    [Theory]
    [InlineData("10 20 90", 20)]
    [InlineData("10 20", 15)]
    [InlineData("7", 7)]
    public void Typical_SameModelAndData_IsTheMedian(string seconds, double expected) =>
        Assert.Equal(TimeSpan.FromSeconds(expected), QueueEstimate.Typical([.. seconds.Split(' ').Select(text => Past(double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)))], s_one.Model, s_one.Data, 100));

    [Fact]
    public void Typical_OtherData_GoesByRowsAndOtherModelsByWhatThereIs()
    {
        PastRun[] past = [Past(10)];

        Assert.Equal(TimeSpan.FromSeconds(40), QueueEstimate.Typical(past, s_one.Model, DatasetVersionId.New(), 400));
        Assert.Equal(TimeSpan.FromSeconds(10), QueueEstimate.Typical(past, ModelId.New(), s_one.Data, 400));
        Assert.Null(QueueEstimate.Typical([], s_one.Model, s_one.Data, 400));
    }

    [Theory]
    [InlineData("scoring", 25, 10, null, 30.0)]
    [InlineData("scoring", 0, 10, 60.0, 50.0)]
    [InlineData("measuring", 100, 10, 12.0, 2.0)]
    [InlineData("measuring", 100, 30, 12.0, null)]
    [InlineData("starting", 0, 3, null, null)]
    public void Left_OfARunningOne_GoesByItsOwnProgressFirst(string phase, long done, double elapsed, double? typical, double? expected)
    {
        var run = Open(started: s_now.AddSeconds(-elapsed)) with { Phase = phase, RowsDone = done };

        var left = QueueEstimate.Left(run, typical is { } seconds ? TimeSpan.FromSeconds(seconds) : null, s_now);

        Assert.Equal(expected, left?.TotalSeconds);
    }

    [Fact]
    public void Of_TwoSlots_FillsThemInTurn()
    {
        var running = Open(started: s_now.AddSeconds(-4));
        OpenRun[] waiting = [Open(), Open(), Open()];

        var forecasts = QueueEstimate.Of([running], waiting, [Past(10)], new Dictionary<SlotKind, int> { [SlotKind.Cores] = 2 }, s_now);

        Assert.Equal((0, 6), (forecasts[running.Id].StartsIn!.Value.TotalSeconds, forecasts[running.Id].EndsIn!.Value.TotalSeconds));
        Assert.Equal([(0, 0.0, 10.0), (1, 6.0, 16.0), (2, 10.0, 20.0)], waiting.Select(run => forecasts[run.Id]).Select(one => (one.Ahead, one.StartsIn!.Value.TotalSeconds, one.EndsIn!.Value.TotalSeconds)));
    }

    [Fact]
    public void Of_NothingKnown_TellsPlacesAndNoTimes()
    {
        OpenRun[] waiting = [Open(), Open(), Open() with { Slot = SlotKind.Gpu }];

        var forecasts = QueueEstimate.Of([], waiting, [], new Dictionary<SlotKind, int> { [SlotKind.Cores] = 1, [SlotKind.Gpu] = 0 }, s_now);

        Assert.Equal(new RunForecast(0, TimeSpan.Zero, null), forecasts[waiting[0].Id]);
        Assert.Equal(new RunForecast(1, null, null), forecasts[waiting[1].Id]);
        Assert.Equal(new RunForecast(2, null, null), forecasts[waiting[2].Id]);
    }

    [Theory]
    [InlineData("", SlotKind.Cores)]
    [InlineData("gpu", SlotKind.Gpu)]
    [InlineData("big,gpu=h100", SlotKind.Gpu)]
    [InlineData("gpuless", SlotKind.Cores)]
    public void KindOf_Labels(string labels, SlotKind expected) => Assert.Equal(expected, Slots.KindOf(Split(labels)));

    [Theory]
    [InlineData("", 0, 0, 2)]
    [InlineData("gpu", 0, 1, 2)]
    [InlineData("gpu", 3, 3, 2)]
    [InlineData("", 3, 0, 2)]
    public void Options_SlotsOfANode(string labels, int said, int gpus, int cores)
    {
        var options = new EvaluationOptions { Labels = labels, GpuConcurrency = said, Concurrency = 2 };

        Assert.Equal((gpus, cores), (options.GpuSlots, options.CoreSlots));
    }

    private static EvaluatingMachine Machine(string text)
    {
        var parts = text.Split(':');
        return new EvaluatingMachine(
            parts[0], new RunnerOffer(Split(parts[2]), parts[1].Length == 0 ? null : parts[1], long.Parse(parts[3], System.Globalization.CultureInfo.InvariantCulture)) { IsPortal = parts[1].Length == 0 }, Enum.Parse<RunnerState>(parts[4]));
    }

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static PastRun Past(double seconds) => new(s_one.Model, s_one.Data, 100, TimeSpan.FromSeconds(seconds));

    private static OpenRun Open(DateTimeOffset? started = null) => new(EvaluationId.New(), s_one.Model, s_one.Data, 100, SlotKind.Cores, started, null, 0);
}
