using System.Globalization;
using Portal.Web.Demo;

namespace Portal.EndToEnd.Tests;

/// <summary>A portal's clock in the hand of a test: ahead of the system's by as much as the test says.</summary>
internal sealed class TestClock : IDisposable
{
    private readonly string _file = Path.GetTempFileName();
    private TimeSpan _ahead;

    public TestClock() => Write();

    /// <summary>What a portal is started with to go by this clock.</summary>
    public (string Key, string Value)[] Settings =>
    [
        ("DOTNET_STARTUP_HOOKS", Repository.Program("Portal.ShiftedClock")),
        ("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", "Portal.ShiftedClock"),
        ("PORTAL_TEST_CLOCK", _file),
    ];

    public DateTimeOffset Now => TimeProvider.System.GetUtcNow() + _ahead;

    public void Advance(TimeSpan by)
    {
        _ahead += by;
        Write();
    }

    /// <summary>To the next Monday's beginning (UTC), when a week's window is complete, and as much further.</summary>
    public void AdvanceToMonday(TimeSpan and) => Advance(DemoWeeks.MondayOf(Now).AddDays(7) + and - Now);

    public void Dispose() => File.Delete(_file);

    /// <summary>Moved into place whole: the portal never reads half a number.</summary>
    private void Write()
    {
        var next = _file + ".next";
        File.WriteAllText(next, _ahead.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        File.Move(next, _file, overwrite: true);
    }
}
