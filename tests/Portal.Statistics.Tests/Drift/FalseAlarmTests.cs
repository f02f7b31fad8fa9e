namespace Portal.Statistics.Tests.Drift;

public sealed class FalseAlarmTests
{
    /// <summary>Fewer windows than the stated budget was measured with: of a hundred, up to 8 are within chance of a true rate of 5 %.</summary>
    [Theory]
    [InlineData(nameof(UndriftedWindows.Kind.Numeric), 500, 500, 100)]
    [InlineData(nameof(UndriftedWindows.Kind.Categorical), 500, 500, 100)]
    [InlineData(nameof(UndriftedWindows.Kind.Numeric), 5000, 50, 100)]
    [InlineData(nameof(UndriftedWindows.Kind.Categorical), 5000, 50, 100)]
    [InlineData(nameof(UndriftedWindows.Kind.Numeric), 5000, 1000, 100)]
    [InlineData(nameof(UndriftedWindows.Kind.Table), 500, 500, 10)]
    public void Flagged_WindowsWithoutDrift_AreRare(string kind, int reference, int current, int windows)
    {
        var flagged = UndriftedWindows.Flagged(Enum.Parse<UndriftedWindows.Kind>(kind), reference, current, windows, 1);

        Assert.InRange(flagged, 0, Math.Max(1, 8 * windows / 100));
    }
}
