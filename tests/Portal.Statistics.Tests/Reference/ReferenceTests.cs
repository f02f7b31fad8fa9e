using System.Globalization;

namespace Portal.Statistics.Tests.Reference;

/// <summary>Every case of every file of reference numbers, whatever cases the folder holds.</summary>
public sealed class ReferenceTests(ITestOutputHelper output)
{
    private const int ShownFailures = 200;

    public static TheoryData<string> Files => [.. ReferenceData.Chosen.Files];

    public static TheoryData<string> SecondFiles => [.. ReferenceData.Second.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public void Answer_EveryCase_IsAsExpected(string file) => Compare(ReferenceData.Chosen, file);

    [Theory]
    [MemberData(nameof(SecondFiles))]
    public void Answer_EveryCaseOfTheSecondSource_IsAsExpected(string file) => Compare(ReferenceData.Second, file);

    private void Compare(ReferenceData data, string file)
    {
        var by = ReferenceFiles.Named(file);
        Assert.True(by is not null, $"Nobody answers the cases of {file}.json.");
        var cases = data.Cases(file);
        var comparison = new ReferenceComparison(file);
        foreach (var given in cases)
        {
            comparison.Compare(by, given);
        }

        var told = string.Create(CultureInfo.InvariantCulture, $"{file}: {cases.Count} cases, {comparison.Values:N0} values compared, {comparison.Failures.Count} failures");
        output.WriteLine(told);
        Console.WriteLine(told);
        Assert.True(comparison.Failures.Count == 0, string.Join('\n', [told, .. comparison.Failures.Take(ShownFailures)]));
    }
}
