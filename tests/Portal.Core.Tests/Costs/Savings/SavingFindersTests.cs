using Portal.Core.Costs.Savings;
using Portal.Core.Costs.Savings.Finding;
using Portal.Core.Promotions;
using Portal.Core.Registry;

namespace Portal.Core.Tests.Costs.Savings;

public sealed class SavingFindersTests
{
    private static readonly SavingWindow s_window = new(new DateOnly(2026, 2, 2), new DateOnly(2026, 3, 2));

    private static readonly SavingOwner s_owner = new(null, ModelId.New(), "letters", EnvironmentId.New(), "production");

    /// <summary>Four machines that were on for all of the 672 hours, at 3.20 an hour.</summary>
    private static readonly BoughtAccelerators s_four = new(s_owner, "Acme", "eu-central", "A10G", "USD", 4 * 672, 4 * 672 * 3.2m, CanWait: false);

    private static readonly MeasuredVersion s_live = new(3, "FP32", "gpu-a10g", 10, "rocAuc", 0.81, "e-1");

    [Fact]
    public void Schedule_OfTwelveHoursOnFiveDays_SavesWhatTheWorkedExampleSaves()
    {
        // Eleven hours with traffic and one in which machines warm up: 60 of 168, F11's 6,006.86.
        var found = SavingFinders.OffHours(s_window, s_four, Week(7, 18, 1000))!;

        Assert.Equal(6_006.86m, decimal.Round(found.Monthly, 2));
        Assert.Equal(SavingKind.OffHours, found.Kind);
        Assert.Contains("108 of the 168 hours", found.Sentence, StringComparison.Ordinal);
        Assert.Equal("F11", found.Evidence.Figures[1].Formula);
    }

    [Fact]
    public void Idle_CountsWholeMachinesAboveTheBusiestHour()
    {
        // 10 rows a second at 70 % are 25,200 an hour; 30,000 need two machines of four.
        var found = SavingFinders.Idle(s_window, s_four, Week(0, 24, 30_000), s_live)!;

        Assert.Equal(2 * 3.2m * 730, found.Monthly);
        Assert.Contains("2 of them could go", found.Sentence, StringComparison.Ordinal);
        Assert.Null(SavingFinders.Idle(s_window, s_four, Week(0, 24, 80_000), s_live));
    }

    [Fact]
    public void Spot_TakesThePriceThatWasPaid_ForWhatIsNoProduction()
    {
        var spot = s_four with { Sku = "A10G Spot", Hours = 100, Cost = 100 * 0.96m };

        var found = SavingFinders.Spot(s_window, s_four with { CanWait = true }, [spot, spot with { Region = "us-east", Cost = 1 }])!;

        Assert.Equal(decimal.Round(4 * 730 * (3.2m - 0.96m), 6), decimal.Round(found.Monthly, 6));
        Assert.Null(SavingFinders.Spot(s_window, s_four, [spot]));
        Assert.Null(SavingFinders.Spot(s_window, s_four with { CanWait = true }, [spot with { Provider = "Other" }]));
    }

    [Fact]
    public void Quantised_NeedsAMeasuredVersionInInt8_ThatIsQuicker()
    {
        var faster = s_live with { Number = 4, Precision = "INT8", RowsPerSecond = 25, Metric = 0.80 };

        var found = SavingFinders.Quantised(s_window, s_four, new MeasuredModel(s_owner, s_live, [faster]))!;

        Assert.Equal(decimal.Round(9_344m * 0.6m, 6), decimal.Round(found.Monthly, 6));
        Assert.Contains("0.800 instead of 0.810", found.Sentence, StringComparison.Ordinal);
        Assert.Null(SavingFinders.Quantised(s_window, s_four, new MeasuredModel(s_owner, s_live, [faster with { RowsPerSecond = 9 }, faster with { Precision = "FP16" }, faster with { HardwareClass = "gpu-h100" }])));
        Assert.Null(SavingFinders.Quantised(s_window, s_four, new MeasuredModel(s_owner, s_live with { Precision = "INT8" }, [faster])));
    }

    [Fact]
    public void Unused_AndEgress_AreAMonthOfTheWindow()
    {
        var unused = SavingFinders.Unused(s_window, new UnusedCommitment(null, "Acme", "Savings plan", "", "EUR", 672))!;
        var egress = SavingFinders.Leaving(s_window, new NetworkUse(s_owner, "Acme", "EUR", 1344, 672))!;

        Assert.Equal((730m, 730m), (unused.Monthly, egress.Monthly));
        Assert.Null(SavingFinders.Unused(s_window, new UnusedCommitment(null, "Acme", "Savings plan", "", "EUR", 0)));
        Assert.Null(SavingFinders.Leaving(s_window, new NetworkUse(s_owner, "Acme", "EUR", 100, 100)));
        Assert.Null(SavingFinders.Leaving(s_window, new NetworkUse(s_owner, "Acme", "EUR", 100, 0)));
    }

    [Fact]
    public void WithoutData_NothingIsFound()
    {
        var bare = new MeasuredUse(s_window, [s_four], new Dictionary<string, ObservedWeek>(), [], [], []);

        Assert.Empty(bare.Find());
        Assert.Null(SavingFinders.OffHours(s_window, s_four, Week(7, 18, 1000) with { Days = 6 }));
        Assert.Null(SavingFinders.OffHours(s_window, s_four, new ObservedWeek(new Dictionary<int, long>(), 0, 28)));
        Assert.Null(SavingFinders.OffHours(s_window, s_four with { Hours = 500, Cost = 1600 }, Week(7, 18, 1000)));
    }

    [Fact]
    public void EveryFinding_SaysItsWindowItsNumbersAndItsTrace()
    {
        var use = new MeasuredUse(s_window, [s_four], new Dictionary<string, ObservedWeek> { [s_owner.Key] = Week(7, 18, 1000) }, [new MeasuredModel(s_owner, s_live, [])], [new UnusedCommitment(null, "Acme", "Plan", "p", "USD", 10)], []);

        var found = use.Find();

        Assert.Equal([SavingKind.IdleAccelerator, SavingKind.OffHours, SavingKind.UnusedReservation], found.Select(one => one.Kind));
        Assert.All(found, one =>
        {
            Assert.Equal((s_window.From, s_window.Until), (one.Evidence.From, one.Evidence.Until));
            Assert.NotEmpty(one.Evidence.Facts);
            Assert.All(one.Evidence.Figures, figure => Assert.Contains('=', figure.Trace));
        });
    }

    [Theory]
    [InlineData(1000, 400, 100, 100, 600)]
    [InlineData(1000, 1200, 100, 200, 800)]
    [InlineData(1000, 400, 0, 100, 600)]
    [InlineData(1000, 1100, 100, 100, -100)]
    public void Realised_IsBeforeMinusAfter_AtEqualTraffic(int before, int after, int requestsBefore, int requestsAfter, int saved)
    {
        var realised = SavingReading.Realised(new MonthOfCost(new DateOnly(2026, 1, 1), before, requestsBefore), new MonthOfCost(new DateOnly(2026, 3, 1), after, requestsAfter), new DateOnly(2026, 4, 1));

        Assert.Equal(saved, realised.Monthly);
    }

    [Fact]
    public void Review_SaysWhatWasFoundAcceptedRealisedAndOverdue()
    {
        var realised = SavingReading.Realised(new MonthOfCost(new DateOnly(2026, 1, 1), 500, 0), new MonthOfCost(new DateOnly(2026, 3, 1), 380, 0), new DateOnly(2026, 4, 1));
        ReviewedSaving[] savings =
        [
            new(1, SavingKind.OffHours, "A schedule", SavingState.Open, 100.5m, "USD", new DateOnly(2026, 3, 4), null, null, null),
            new(2, SavingKind.Egress, "What leaves", SavingState.Accepted, 40, "EUR", new DateOnly(2026, 2, 4), new DateOnly(2026, 3, 5), new DateOnly(2026, 3, 20), null),
            new(3, SavingKind.IdleAccelerator, "Fewer machines", SavingState.Done, 150, "USD", new DateOnly(2026, 1, 4), new DateOnly(2026, 1, 5), new DateOnly(2026, 2, 1), realised),
        ];

        Assert.Equal(
            [
                "1 saving found, worth USD 100.50 a month; the largest is S-1, A schedule.",
                "1 saving accepted, worth EUR 40.00 a month.",
                "1 saving measured after it was done: USD 120.00 a month were really saved, where USD 150.00 were expected.",
                "1 saving overdue: S-2 (What leaves, due 20 Mar 2026).",
                "1 saving waits for a decision, worth USD 100.50 a month.",
            ],
            SavingReading.Review(new DateOnly(2026, 3, 1), savings));
    }

    /// <summary>A schedule and fewer machines for the same machines save the same money once; so does what was measured of both.</summary>
    [Fact]
    public void Review_CountsTheLargestSavingOfOneThing()
    {
        var realised = SavingReading.Realised(new MonthOfCost(new DateOnly(2026, 1, 1), 500, 0), new MonthOfCost(new DateOnly(2026, 3, 1), 380, 0), new DateOnly(2026, 4, 6));
        ReviewedSaving[] savings =
        [
            new(1, SavingKind.OffHours, "A schedule", SavingState.Open, 100, "USD", new DateOnly(2026, 4, 4), null, null, null) { Subject = "machines" },
            new(2, SavingKind.IdleAccelerator, "Fewer", SavingState.Open, 70, "USD", new DateOnly(2026, 4, 4), null, null, null) { Subject = "machines" },
            new(3, SavingKind.OffHours, "A schedule", SavingState.Done, 150, "USD", new DateOnly(2026, 1, 4), new DateOnly(2026, 1, 5), new DateOnly(2026, 2, 1), realised) { Subject = "others" },
            new(4, SavingKind.IdleAccelerator, "Fewer", SavingState.Done, 90, "USD", new DateOnly(2026, 1, 4), new DateOnly(2026, 1, 5), new DateOnly(2026, 2, 1), realised) { Subject = "others" },
        ];

        var april = SavingReading.Review(new DateOnly(2026, 4, 1), savings);
        Assert.StartsWith("2 savings found, worth USD 100.00 a month;", april[0], StringComparison.Ordinal);
        Assert.Equal("2 savings measured after they were done: USD 120.00 a month were really saved, where USD 150.00 were expected.", april[2]);
        Assert.Equal("None was measured after it was done.", SavingReading.Review(new DateOnly(2026, 3, 1), savings)[2]);
    }

    /// <summary>As many rows in each hour of working days from one hour to another.</summary>
    private static ObservedWeek Week(int from, int until, long rows)
    {
        var days = until - from == 24 ? 7 : 5;
        return new(Enumerable.Range(0, days).SelectMany(day => Enumerable.Range(from, until - from).Select(hour => (day * 24) + hour)).ToDictionary(hour => hour, _ => rows), rows, 28);
    }
}
